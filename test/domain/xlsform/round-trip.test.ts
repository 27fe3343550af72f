import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { withComputedValues } from '../../../src/domain/interview/computed-values.js';
import { conditionHolds } from '../../../src/domain/interview/condition-holds.js';
import type { Questionnaire, SampleVariables } from '../../../src/domain/questionnaire/model.js';
import { listConditions } from '../../../src/domain/questionnaire/placed-conditions.js';
import { listReferables } from '../../../src/domain/questionnaire/referables.js';
import { findVariable, optionsOf } from '../../../src/domain/questionnaire/variables.js';
import { readExpression } from '../../../src/domain/xlsform/expression.js';
import { readXlsForm } from '../../../src/domain/xlsform/read-xlsform.js';
import { writeCondition } from '../../../src/domain/xlsform/write-condition.js';
import { writeXlsForm } from '../../../src/domain/xlsform/write-xlsform.js';
import {
  SMALL_QUESTIONNAIRE,
  listShippedFiles,
  readShippedText,
  usable,
} from '../../support/questionnaires.js';
import { anyQuestionnaire } from '../interview/questionnaires.arbitrary.js';
import { anyAnswers, anySample } from '../interview/answers.arbitrary.js';
import { evaluate } from './evaluate.js';
import { leftOut, simplified } from './simplified.js';

/** The questionnaire after it was written as XLSForm and read again. */
function thereAndBack(questionnaire: Questionnaire) {
  const written = writeXlsForm(questionnaire, 'parent');
  const read = readXlsForm(written.form);
  return { written, read };
}

describe('a questionnaire that XLSForm can say', () => {
  it('comes back as it went, whatever it asks and under whatever conditions', () => {
    fc.assert(
      fc.property(anyQuestionnaire, (questionnaire) => {
        const said = sayable(questionnaire);
        const { written, read } = thereAndBack(said);
        expect(read.findings).toEqual([]);
        expect(read.losses).toEqual([]);
        const lostPlaces = new Set(written.losses.map(({ place }) => place));
        expect(simplified(read.questionnaire, lostPlaces)).toEqual(simplified(said, lostPlaces));
      }),
    );
  });

  it('keeps texts, answers, limits, checks, computed values and "anders, namelijk"', () => {
    const questionnaire = usable(EVERYTHING);
    const { written, read } = thereAndBack(questionnaire);
    expect(written.losses).toEqual([]);
    expect(read.losses).toEqual([]);
    expect(read.questionnaire).toEqual(questionnaire);
  });
});

describe('a condition that is written', () => {
  it('holds there for the same answers as here, those that are never read aloud included', () => {
    const cases = anyQuestionnaire.chain((questionnaire) =>
      fc.tuple(fc.constant(questionnaire), anySample, anyAnswers(questionnaire)),
    );
    fc.assert(
      fc.property(cases, ([questionnaire, sample, given]) => {
        const answers = new Map([...given].filter(([id, answer]) => isWritten(questionnaire, id, answer)));
        const facts = withComputedValues(questionnaire, { sample, answers });
        const values = new Map([
          ...factsOf(sample),
          ...[...facts.answers].map(([id, one]) => [id, valueOf(one)] as const),
        ]);
        for (const { condition } of listConditions(questionnaire)) {
          const written = writeCondition(questionnaire, condition);
          const expression = written === null ? null : readExpression(written);
          if (expression === null) continue;
          expect([written, evaluate(expression, values)]).toEqual([
            written,
            conditionHolds(condition, facts),
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** A question without a list of answers stays empty there when a hidden code is chosen. */
function isWritten(questionnaire: Questionnaire, id: string, { kind }: Answer): boolean {
  const variable = findVariable(questionnaire, id);
  return kind !== 'hidden' || (variable !== null && optionsOf(variable).length > 0);
}

function factsOf(sample: SampleVariables): [string, string | number][] {
  return Object.entries(sample).flatMap(([name, value]): [string, string | number][] =>
    value === null ? [] : [[`veldwerk_${name}`, typeof value === 'boolean' ? String(value) : value]],
  );
}

function valueOf(answer: Answer): string | number | readonly string[] {
  if (answer.kind === 'multiple') return answer.codes.map(String);
  if (answer.kind === 'single') return String(answer.code);
  // The hidden code of a question with several answers is one of its answers there.
  if (answer.kind === 'hidden') return [String(answer.code)];
  return answer.kind === 'number' ? answer.value : 'ingevuld';
}

describe('what XLSForm cannot say', () => {
  it('is told for each place of the small questionnaire, and nothing else', () => {
    const { losses } = writeXlsForm(usable(SMALL_QUESTIONNAIRE), 'parent');
    expect([...new Set(losses.map(({ place }) => place))]).toEqual([
      'instellingen',
      'blok K',
      'T1',
      'Q1',
      'Q2',
      'Q3',
      'Q7',
      'Q7_2',
      'Q8',
      'Q9',
    ]);
    expect(losses).toContainEqual({ place: 'Q1', what: 'De tekst voor de jongere staat er niet bij.' });
    expect(losses).toContainEqual({ place: 'Q8', what: 'Dat het antwoord bij de contactgegevens hoort.' });
  });

  it.each(listShippedFiles())(
    '%s can be written and read, with the same questions and conditions',
    (file) => {
      const questionnaire = usable(readShippedText(file));
      for (const respondent of questionnaire.respondents) {
        const { written, read } = thereAndBack(questionnaire);
        expect(read.findings).toEqual([]);
        const lost = new Set(
          written.losses.filter(({ what }) => what.includes('voorwaarde')).map(({ place }) => place),
        );
        expect(conditionsOf(read.questionnaire, lost)).toEqual(conditionsOf(questionnaire, lost));
        expect(writeXlsForm(questionnaire, respondent).losses.every(({ what }) => what.endsWith('.'))).toBe(
          true,
        );
      }
    },
  );
});

function conditionsOf(questionnaire: Questionnaire | null, lost: ReadonlySet<string>) {
  return simplified(questionnaire, lost)?.blocks.flatMap(({ questions }) =>
    questions.map(({ id, type, when }) => ({ id, type, when })),
  );
}

/** Without what only the questionnaire can say, so that the rest must come back. */
function sayable(questionnaire: Questionnaire): Questionnaire {
  const blocks = questionnaire.blocks.map((block) => ({
    ...block,
    questions: block.questions.map((question) => {
      if (question.type === 'text') return question;
      const hidden = question.hidden;
      const isNumberLike = !('options' in question);
      const kept = hidden === undefined || (isNumberLike && hidden.length > 0) || hidden.length === 3;
      const plain = leftOut(leftOut(leftOut(question, 'hidden'), 'softMax'), 'rotateStatements');
      return kept ? plain : { ...plain, hidden };
    }),
  }));
  return { ...questionnaire, computed: countingCodes(questionnaire), blocks } as Questionnaire;
}

/** A count looks at questions with codes or numbers only. */
function countingCodes(questionnaire: Questionnaire): Questionnaire['computed'] {
  const of = listReferables(questionnaire).flatMap(({ id, codes }) => (codes === null ? [] : [id]));
  return of.length === 0 ? undefined : [{ id: 'AANTAL', label: { nl: 'aantal' }, count: { of, codes: [1] } }];
}

/** A questionnaire with everything that both formats can say. */
const EVERYTHING = `
id: alles
title: { nl: Alles }
languages: [nl, en]
respondents: [parent, youth]
completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } }
computed:
  - { id: SUM, label: { nl: som, en: sum }, sum: [N1, N2] }
  - { id: MEAN, label: { nl: gemiddelde, en: mean }, mean: [N1, N2] }
  - { id: OFTEN, label: { nl: vaak, en: often }, count: { of: [G_1, G_2], codes: [2] } }
  - id: CLASS
    label: { nl: klasse, en: class }
    cases: [{ when: { question: N1, atLeast: 10 }, value: 2 }, { when: { question: S1, is: 1 }, value: 1 }, { value: 0 }]
blocks:
  - id: A
    title: { nl: Eerste, en: First }
    when: { sample: age, atLeast: 12 }
    questions:
      - { id: T, type: text, text: { both: { nl: Welkom., en: Welcome. } }, instruction: { nl: Rustig., en: Slowly. } }
      - id: S1
        type: single
        text: { both: { nl: 'Krijgt u hulp, "nu"?', en: Do you get help? } }
        help: { nl: Van wie dan ook., en: From anybody. }
        rotateOptions: true
        options:
          - { code: 1, label: { nl: ja, en: yes } }
          - { code: 3, label: { nl: anders, en: other }, other: true }
        hidden: [98]
      - id: M1
        type: multiple
        when: { all: [{ question: S1, is: 1 }, { not: { sample: domain, is: jb_jr } }] }
        text: { both: { nl: Van wie?, en: From whom? } }
        options:
          - { code: 1, label: { nl: familie, en: family } }
          - { code: 2, label: { nl: anders, en: other }, other: true }
          - { code: 9, label: { nl: niemand, en: nobody }, exclusive: true }
      - id: N1
        type: number
        when: { any: [{ question: M1, is: 9 }, { sample: careOngoing, is: true }] }
        text: { both: { nl: Hoeveel maanden?, en: How many months? } }
        unit: { nl: maanden, en: months }
        decimals: 1
        min: 0
        max: 60.5
        checks:
          - wrongWhen: { all: [{ question: N1, is: 3 }, { question: S1, is: 3 }] }
            severity: refuse
            message: { nl: Dat kan niet., en: That cannot be. }
      - id: N2
        type: number
        when: { question: N1 }
        text: { both: { nl: Hoe vaak?, en: How often? } }
        unit: { nl: keer, en: times }
        decimals: 0
        min: -5
        max: 7
        hidden: []
  - id: B
    title: { nl: Tweede, en: Second }
    questions:
      - { id: C1, type: grade, when: { question: N2, moreThan: N1 }, text: { both: { nl: Cijfer?, en: Grade? } } }
      - { id: D1, type: date, text: { both: { nl: Wanneer?, en: When? } } }
      - { id: O1, type: open, when: { question: C1, atMost: 5 }, text: { both: { nl: Waarom?, en: Why? } } }
      - id: G
        type: grid
        when: { question: SUM, atLeast: 2 }
        text: { both: { nl: Hoe vaak …, en: How often … } }
        instruction: { nl: Lees voor., en: Read aloud. }
        options: [{ code: 1, label: { nl: nooit, en: never } }, { code: 2, label: { nl: vaak, en: often } }]
        statements:
          - { id: G_1, text: { both: { nl: luistert men?, en: do they listen? } } }
          - { id: G_2, text: { both: { nl: helpt men?, en: do they help? } }, when: { question: G_1, is: 2 } }
`;
