import { describe, expect, it } from 'vitest';
import { type Answer, NO_ANSWERS } from '../../../src/domain/interview/answer.js';
import { interviewProblem } from '../../../src/domain/interview/check-problem.js';
import { computedValues } from '../../../src/domain/interview/computed-values.js';
import { interviewRoute } from '../../../src/domain/interview/route.js';
import { rotate } from '../../../src/domain/interview/rotation.js';
import { screenText } from '../../../src/domain/interview/screen-text.js';
import { sampleOf, usable, variable } from '../../support/questionnaires.js';

const questionnaire = usable(`
id: rekenen
title: { nl: Rekenen }
languages: [nl]
respondents: [parent]
completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } }
computed:
  - { id: TOTAL, label: { nl: totaal }, sum: [N1, N2] }
  - { id: AVERAGE, label: { nl: gemiddelde }, mean: [N1, N2], minimumAnswered: 1 }
  - { id: OFTEN, label: { nl: hoe vaak altijd }, count: { of: [G_1, G_2, G_3, G_4], codes: [2] } }
  - id: CLASS
    label: { nl: klasse }
    cases: [{ when: { question: N1, atLeast: 10 }, value: 2 }, { when: { question: N1 }, value: 1 }]
blocks:
  - id: A
    title: { nl: Getallen }
    questions:
      - { id: N1, type: number, text: { both: { nl: Hoe lang hulp? } }, unit: { nl: maanden }, decimals: 0, min: 0, max: 60 }
      - id: N2
        type: number
        text: { both: { nl: Hoe lang gewacht? } }
        unit: { nl: maanden }
        decimals: 0
        min: 0
        max: 60
        probe: { both: { nl: Mag het ongeveer? } }
        help: { nl: Vanaf de aanmelding. }
        checks:
          - { wrongWhen: { question: N2, moreThan: N1 }, severity: ask, message: { nl: Langer gewacht dan hulp. Klopt dat? } }
          - { wrongWhen: { all: [{ question: N1, is: 0 }, { question: N2, is: 0 }] }, severity: refuse, message: { nl: Allebei nul kan niet. } }
      - { id: N3, type: open, when: { question: TOTAL, atLeast: 50 }, text: { both: { nl: Waarom zo lang? } } }
      - id: G
        type: grid
        rotateStatements: true
        text: { both: { nl: Hoe vaak … } }
        options: [{ code: 1, label: { nl: nooit } }, { code: 2, label: { nl: altijd } }]
        statements:
          - { id: G_1, text: { both: { nl: een } } }
          - { id: G_2, text: { both: { nl: twee } } }
          - { id: G_3, text: { both: { nl: drie } } }
          - { id: G_4, text: { both: { nl: vier } } }
      - id: O
        type: multiple
        rotateOptions: true
        text: { both: { nl: Van wie? } }
        options:
          - { code: 1, label: { nl: een } }
          - { code: 2, label: { nl: twee } }
          - { code: 3, label: { nl: drie } }
          - { code: 4, label: { nl: anders }, other: true }
          - { code: 5, label: { nl: niemand }, exclusive: true }
`);
const sample = sampleOf();
const number = (value: number): Answer => ({ kind: 'number', value });
const given = (answers: Record<string, Answer>) => new Map(Object.entries(answers));

describe('a check across questions', () => {
  const problem = (answers: Record<string, Answer>, variableId: string, answer: Answer) =>
    interviewProblem(
      { questionnaire, sample, answers: given(answers) },
      variable(questionnaire, variableId),
      answer,
    );

  it.each([
    ['lets a usual answer pass', 12, 2, null],
    ['asks about an answer that is odd beside another', 2, 12, 'ask'],
    ['refuses an answer that cannot go with another', 0, 0, 'refuse'],
  ])('%s', (_what, first, second, severity) => {
    expect(problem({ N1: number(first) }, 'N2', number(second))?.severity ?? null).toBe(severity);
  });

  it('is judged again when an earlier answer is changed', () => {
    expect(problem({ N1: number(20), N2: number(12) }, 'N1', number(3))).toEqual({
      severity: 'ask',
      message: 'Langer gewacht dan hulp. Klopt dat?',
    });
  });

  it('is not judged while its own question is open, or has a hidden answer', () => {
    expect(problem({}, 'N1', number(0))).toBeNull();
    expect(problem({ N1: number(0) }, 'N2', { kind: 'hidden', code: 98 })).toBeNull();
  });
});

describe('computed values', () => {
  const values = (answers: Record<string, Answer>) =>
    Object.fromEntries(computedValues(questionnaire, { sample, answers: given(answers) }));
  const always: Answer = { kind: 'single', code: 2, otherText: null };
  const never: Answer = { kind: 'single', code: 1, otherText: null };

  it.each([
    ['nothing', {}, {}],
    ['one number', { N1: number(4) }, { AVERAGE: 4, CLASS: 1 }],
    ['both numbers', { N1: number(10), N2: number(5) }, { TOTAL: 15, AVERAGE: 7.5, CLASS: 2 }],
    [
      'a hidden answer',
      { N1: { kind: 'hidden', code: 98 } as Answer, N2: number(5) },
      { AVERAGE: 5, CLASS: 1 },
    ],
    ['statements', { G_1: always, G_2: never }, { OFTEN: 1 }],
  ])('follow from %s', (_what, answers, expected) => {
    expect(values(answers as Record<string, Answer>)).toEqual(expected);
  });

  it('decide the route like answers, and are no answers on it', () => {
    const long = interviewRoute(questionnaire, sample, given({ N1: number(30), N2: number(20) }));
    expect(long.screens.map(({ id }) => id)).toContain('N3');
    expect([...long.answers.keys()]).toEqual(['N1', 'N2']);
    const short = interviewRoute(questionnaire, sample, given({ N1: number(30), N2: number(19) }));
    expect(short.screens.map(({ id }) => id)).not.toContain('N3');
  });
});

describe('rotation', () => {
  const order = (rotationSeed?: string) =>
    interviewRoute(
      questionnaire,
      rotationSeed === undefined ? sample : { ...sample, rotationSeed },
      NO_ANSWERS,
    )
      .screens.map(({ id }) => id)
      .filter((id) => id.startsWith('G_'));

  it('keeps the order of the file without a seed, and one order per response', () => {
    expect(order()).toEqual(['G_1', 'G_2', 'G_3', 'G_4']);
    expect(order('response 1')).toEqual(order('response 1'));
  });

  it('gives every statement every place about equally often', () => {
    const orders = Array.from({ length: 2000 }, (_, response) => order(`response ${String(response)}`));
    for (const id of ['G_1', 'G_2', 'G_3', 'G_4']) {
      for (const place of [0, 1, 2, 3]) {
        // 500 expected, standard deviation 19: five of them.
        expect(Math.abs(orders.filter((one) => one[place] === id).length - 500)).toBeLessThan(97);
      }
    }
  });

  it('leaves "anders" and "niemand" in their place', () => {
    const shown = Array.from({ length: 200 }, (_, response) =>
      screenText(questionnaire, variable(questionnaire, 'O'), {
        sample: { ...sample, rotationSeed: String(response) },
        answers: NO_ANSWERS,
        language: 'nl',
        interfaceLanguage: 'nl',
        values: { childFirstName: null, reportYear: '2026' },
      }).options.map(({ code }) => code),
    );
    expect(new Set(shown.map((codes) => codes.slice(3).join()))).toEqual(new Set(['4,5']));
    expect(new Set(shown.map((codes) => codes.slice(0, 3).join())).size).toBe(6);
  });

  it('loses and doubles nothing', () => {
    expect([...rotate([1, 2, 3, 4, 5], 'x', 'y')].sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

it('a screen has the probe to read and the help for the interviewer', () => {
  const text = screenText(questionnaire, variable(questionnaire, 'N2'), {
    sample,
    answers: NO_ANSWERS,
    language: 'nl',
    interfaceLanguage: 'nl',
    values: { childFirstName: null, reportYear: '2026' },
  });
  expect(text).toMatchObject({ probe: 'Mag het ongeveer?', help: 'Vanaf de aanmelding.' });
});
