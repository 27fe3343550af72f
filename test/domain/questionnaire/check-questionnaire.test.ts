import { describe, expect, it } from 'vitest';
import { readQuestionnaire } from '../../../src/domain/questionnaire/read-questionnaire.js';
import { SMALL_QUESTIONNAIRE, usable } from '../../support/questionnaires.js';

/** The small questionnaire with one piece of text replaced. */
function changed(from: string, to: string): string {
  if (!SMALL_QUESTIONNAIRE.includes(from)) throw new Error(`the small questionnaire has no ${from}`);
  return SMALL_QUESTIONNAIRE.replace(from, to);
}

it('the small questionnaire of the tests is right', () => {
  expect(readQuestionnaire(SMALL_QUESTIONNAIRE).findings).toEqual([]);
});

describe('a planted fault is found at its place', () => {
  it.each([
    ['a question code used twice', 'id: Q3\n', 'id: Q1\n', 'duplicate_id', 'Q1 › id'],
    ['a statement with the code of a question', 'id: Q7_1', 'id: Q4', 'duplicate_id', 'Q7 › Q4 › id'],
    ['a block code used twice', '- id: K', '- id: A', 'duplicate_id', 'blok A › id'],
    [
      'a condition on a question that does not exist',
      'question: Q1, is: 1',
      'question: Q99, is: 1',
      'unknown_reference',
      'Q2 › when',
    ],
    [
      'a condition on a whole grid',
      'question: Q7_1, is: 2',
      'question: Q7, is: 2',
      'unknown_reference',
      'Q7 › Q7_2 › when',
    ],
    [
      'a condition on a later question',
      'question: Q1, is: 1',
      'question: Q4, is: 1',
      'forward_reference',
      'Q2 › when',
    ],
    [
      'a condition on the question itself',
      'question: Q1, is: 1',
      'question: Q2, is: 1',
      'forward_reference',
      'Q2 › when',
    ],
    [
      'a block that looks into itself',
      'title: { nl: Tweede blok }',
      'title: { nl: Tweede blok }\n    when: { question: Q4, is: 5 }',
      'forward_reference',
      'blok B › when',
    ],
    [
      'a condition deep inside all, any and not',
      '{ question: Q1, is: 1 }',
      '{ all: [{ any: [{ not: { question: Q9, is: 1 } }] }] }',
      'forward_reference',
      'Q2 › when',
    ],
    [
      'a condition on an open question',
      'question: Q7_1, is: 2',
      'question: Q6, is: 2',
      'not_comparable',
      'Q7 › Q7_2 › when',
    ],
    [
      'a condition on a code that is no answer',
      'question: Q1, is: 1',
      'question: Q1, is: 7',
      'unknown_code',
      'Q2 › when',
    ],
    [
      'a condition on a hidden code that is not offered',
      'question: Q1, is: 1',
      'question: Q1, in: [1, 97]',
      'unknown_code',
      'Q2 › when',
    ],
    [
      'a rule of completeness on an unknown question',
      'required: [Q1]',
      'required: [Q0]',
      'unknown_reference',
      'completeness › partial',
    ],
    ['a theme that is not listed', 'themes: [snelheid]', 'themes: [spoed]', 'unknown_theme', 'Q1 › themes'],
    [
      'an answer code used twice',
      'code: 2, label: { nl: buren }',
      'code: 1, label: { nl: buren }',
      'duplicate_code',
      'Q2 › antwoord 1',
    ],
    [
      'an answer code that is hidden too',
      'code: 3, label: { nl: anders }',
      'code: 98, label: { nl: anders }',
      'duplicate_code',
      'Q1 › antwoord 98',
    ],
    [
      'a question without text for the youth',
      ", youth: { nl: 'Krijg je hulp in {jaar}?' }",
      '',
      'missing_text',
      'Q1 › text',
    ],
    [
      'a language without texts',
      'languages: [nl]',
      'languages: [nl, en]',
      'missing_text',
      'Q1 › instruction',
    ],
    [
      'an answer without a label in a language',
      'languages: [nl]',
      'languages: [nl, en]',
      'missing_text',
      'Q7 › antwoord 2',
    ],
    [
      'a number without a unit in a language',
      'languages: [nl]',
      'languages: [nl, en]',
      'missing_text',
      'Q3 › unit',
    ],
    ['a fill without text for the youth', ', youth: { nl: kreeg je }', '', 'missing_text', '{krijgt} › text'],
    ['a fill that does not exist', 'Hoeveel maanden?', "'Hoeveel {tijd}?'", 'unknown_fill', 'Q3 › text'],
    [
      'a fill inside a fill',
      'parent: { nl: kreeg u }',
      "parent: { nl: 'kreeg {kind}' }",
      'unknown_fill',
      '{krijgt} › text',
    ],
    ['a fill that can stay empty', ', otherwise: { both: { nl: uw kind } }', '', 'incomplete_fill', '{kind}'],
    [
      'a fill without a last case',
      '- { text: { parent: { nl: kreeg u }',
      '- { when: { sample: careOngoing, is: false }, text: { parent: { nl: kreeg u }',
      'incomplete_fill',
      '{krijgt}',
    ],
    [
      'a fill that looks at an unknown question',
      'sample: careOngoing, is: true',
      'question: Q77, is: 1',
      'unknown_reference',
      '{krijgt} › when',
    ],
    [
      'conditions that exclude each other',
      '{ question: Q1, is: 1 }',
      '{ all: [{ question: Q1, is: 1 }, { question: Q1, is: 2 }] }',
      'unreachable',
      'Q2',
    ],
    [
      'an age that cannot be',
      '{ question: Q1, is: 1 }',
      '{ sample: age, atLeast: 16, atMost: 12 }',
      'unreachable',
      'Q2',
    ],
    [
      'a statistic that does not fit the type',
      'kind: mean, decimals: 1',
      'kind: distribution',
      'wrong_statistic',
      'Q3 › statistic',
    ],
    [
      'a statistic on a code that is no answer',
      'positive: [1]',
      'positive: [1, 5]',
      'unknown_code',
      'Q1 › statistic',
    ],
    [
      'a statement that counts differently',
      'hidden: [97] }',
      'hidden: [97], statistic: { kind: share, positive: [1] } }',
      'mixed_scale',
      'Q7 › Q7_2 › statistic',
    ],
    ['limits that contradict each other', 'softMax: 12', 'softMax: 200', 'wrong_range', 'Q3'],
    [
      'two answers with the same words',
      'code: 2, label: { nl: buren }',
      'code: 2, label: { nl: familie }',
      'wrong_option',
      'Q2 › antwoord 2',
    ],
    [
      'a grid with an answer "other"',
      'options: [{ code: 1, label: { nl: nooit } }',
      'options: [{ code: 1, label: { nl: nooit }, other: true }',
      'wrong_option',
      'Q7 › antwoord 1',
    ],
    [
      'a partial interview that asks more than a complete one',
      'complete: { answeredShare: 1 }',
      'complete: { answeredShare: 0.4 }',
      'wrong_threshold',
      'completeness › partial',
    ],
    [
      'a fact that never has this value',
      '{ question: Q1, is: 1 }',
      '{ not: { sample: respondent, is: ouder } }',
      'unknown_value',
      'Q2 › when',
    ],
    [
      'an age as a word',
      '{ question: Q1, is: 1 }',
      '{ not: { sample: age, is: twaalf } }',
      'unknown_value',
      'Q2 › when',
    ],
    [
      'a limit on a fact without order',
      '{ question: Q1, is: 1 }',
      '{ not: { sample: measure, atLeast: 2 } }',
      'unknown_value',
      'Q2 › when',
    ],
    [
      'a number that the question cannot have',
      'question: Q7_1, is: 2',
      'question: Q3, atLeast: 121',
      'unreachable',
      'Q7 › Q7_2',
    ],
    [
      'a grade that nobody can give',
      'question: Q7_1, is: 2',
      'question: Q4, atLeast: 11',
      'unreachable',
      'Q7 › Q7_2',
    ],
    [
      'a comparison with the number of a question without numbers',
      'question: Q7_1, is: 2',
      'question: Q3, moreThan: Q1',
      'not_comparable',
      'Q7 › Q7_2 › when',
    ],
    [
      'a comparison with a question that comes later',
      '{ question: Q1, is: 1 }',
      '{ question: Q1, lessThan: Q4 }',
      'forward_reference',
      'Q2 › when',
    ],
    [
      'a check that looks ahead',
      'softMax: 12',
      'softMax: 12\n        checks: [{ wrongWhen: { question: Q4, is: 1 }, severity: ask, message: { nl: Klopt dat? } }]',
      'forward_reference',
      'Q3 › controle 1',
    ],
    [
      'checks that refuse every answer',
      'softMax: 12',
      'softMax: 12\n        checks: [{ wrongWhen: { question: Q3, atLeast: 5 }, severity: refuse, message: { nl: Nee. } }, { wrongWhen: { question: Q3, atMost: 5 }, severity: refuse, message: { nl: Nee. } }]',
      'contradictory_checks',
      'Q3 › controles',
    ],
    [
      'a fill in an instruction, where nothing is filled in',
      'nl: Niet aandringen.',
      "nl: 'Noem {kind} niet.'",
      'unfilled_text',
      'Q1 › instruction',
    ],
    ['a fill in an answer', 'nl: buren', "nl: 'buren van {kind}'", 'unfilled_text', 'Q2 › options'],
    [
      'a fill in a probe that does not exist',
      'softMax: 12',
      "softMax: 12\n        probe: { both: { nl: 'Vanaf {wanneer}?' } }",
      'unknown_fill',
      'Q3 › text',
    ],
    [
      'a probe without text for the youth',
      'softMax: 12',
      'softMax: 12\n        probe: { parent: { nl: Ongeveer? } }',
      'missing_text',
      'Q3 › probe',
    ],
    [
      'a rotated grid with a statement that waits for another',
      'type: grid',
      'type: grid\n        rotateStatements: true',
      'rotated_reference',
      'Q7 › Q7_2 › when',
    ],
    [
      'a computed value with the code of a question',
      'blocks:',
      'computed: [{ id: Q4, label: { nl: score }, sum: [Q3] }]\nblocks:',
      'duplicate_id',
      'Q4 › id',
    ],
    [
      'a computed value of an unknown question',
      'blocks:',
      'computed: [{ id: SCORE, label: { nl: score }, mean: [Q3, Q33] }]\nblocks:',
      'unknown_reference',
      'SCORE',
    ],
    [
      'a computed value of a text',
      'blocks:',
      'computed: [{ id: SCORE, label: { nl: score }, count: { of: [Q6], codes: [1] } }]\nblocks:',
      'not_comparable',
      'SCORE',
    ],
  ])('%s', (...[, from, to, rule, place]) => {
    const { questionnaire, findings } = readQuestionnaire(changed(from, to));
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => ({ rule: finding.rule, place: finding.place }))).toContainEqual({
      rule,
      place,
    });
    expect(questionnaire).toBeNull();
    for (const { reason, remedy, line } of errors) {
      expect([reason.nl, reason.en, remedy.nl, remedy.en].every((text) => /^\S.*\.$/s.test(text))).toBe(true);
      expect(line).toBeGreaterThan(1);
    }
  });

  it('a condition on a computed value waits for the questions of that value', () => {
    const text = changed(
      'blocks:',
      'computed: [{ id: SCORE, label: { nl: score }, sum: [Q3] }]\nblocks:',
    ).replace('{ question: Q1, is: 1 }', '{ question: SCORE, atLeast: 3 }');
    expect(readQuestionnaire(text).findings).toMatchObject([
      { rule: 'forward_reference', place: 'Q2 › when' },
    ]);
  });

  it.each([
    [
      'a block condition that always holds',
      'title: { nl: Tweede blok }',
      'title: { nl: Tweede blok }\n    when: { sample: respondent, in: [parent, youth] }',
      'always_holds',
      'blok B › when',
    ],
    [
      'a condition that always holds because of the limits of a number',
      'question: Q7_1, is: 2',
      'any: [{ question: Q3, atLeast: 0 }, { not: { question: Q3, atLeast: 0 } }]',
      'always_holds',
      'Q7 › Q7_2 › when',
    ],
    [
      'a check that a limit makes needless',
      'softMax: 12',
      'softMax: 12\n        checks: [{ wrongWhen: { question: Q3, atLeast: 121 }, severity: ask, message: { nl: Klopt dat? } }]',
      'never_holds',
      'Q3 › controle 1',
    ],
    [
      'a question to ask that a refusal comes before',
      'softMax: 12',
      'softMax: 12\n        checks: [{ wrongWhen: { question: Q3, atLeast: 50 }, severity: refuse, message: { nl: Nee. } }, { wrongWhen: { question: Q3, atLeast: 60 }, severity: ask, message: { nl: Klopt dat? } }]',
      'never_holds',
      'Q3 › controle 2',
    ],
    [
      'a case of a fill that is never taken',
      '- { text: { parent: { nl: kreeg u }',
      '- { when: { sample: careOngoing, is: true }, text: { both: { nl: had } } }\n      - { text: { parent: { nl: kreeg u }',
      'never_holds',
      '{krijgt} › geval 2',
    ],
    [
      'a question too long to read aloud',
      'Welk cijfer?',
      `Wilt u ${'misschien '.repeat(50)} een cijfer geven?`,
      'long_text',
      'Q4 › text',
    ],
    [
      'an answer too long to read aloud',
      'label: { nl: buren }',
      `label: { nl: buren ${'of andere mensen '.repeat(5)} }`,
      'long_text',
      'Q2 › antwoord 2',
    ],
    [
      'more answers read aloud than anybody remembers',
      '- { code: 2, label: { nl: buren } }',
      [2, 5, 6, 7, 8, 9]
        .map((code) => `- { code: ${String(code)}, label: { nl: buur ${String(code)} } }`)
        .join('\n          '),
      'many_options',
      'Q2 › antwoorden',
    ],
    ['a question asked twice', 'Waarom?', 'Wanneer begon het?', 'repeated_text', 'Q6 › text'],
    [
      'an exclusive answer where one answer is given',
      'label: { nl: anders }, other: true',
      'label: { nl: anders }, other: true, exclusive: true',
      'wrong_option',
      'Q1 › antwoord 3',
    ],
    [
      'a condition that always holds',
      '{ question: Q1, is: 1 }',
      '{ sample: respondent, in: [parent, youth] }',
      'always_holds',
      'Q2 › when',
    ],
    ['a fill that is not used', 'Van wie {krijgt} hulp?', 'Van wie?', 'unused_fill', '{krijgt}'],
  ])('%s is a warning that leaves the questionnaire usable', (...[, from, to, rule, place]) => {
    const { questionnaire, findings } = readQuestionnaire(changed(from, to));
    expect(findings.map((finding) => [finding.severity, finding.rule, finding.place])).toEqual([
      ['warning', rule, place],
    ]);
    expect(questionnaire).not.toBeNull();
  });

  it('a text for parents only is enough where only parents are asked', () => {
    const parentsOnly = changed('{ question: Q1, is: 1 }', '{ sample: respondent, is: parent }').replace(
      "both: { nl: 'Van wie {krijgt} hulp?' }",
      "parent: { nl: 'Van wie {krijgt} hulp?' }",
    );
    expect(usable(parentsOnly).id).toBe('klein');
  });
});

describe('beside the measurement before', () => {
  const previous = usable(SMALL_QUESTIONNAIRE);

  it.each([
    [
      'an answer that means something else',
      'code: 1, label: { nl: ja } }\n          - { code: 2, label: { nl: nee } }',
      'code: 1, label: { nl: nee } }\n          - { code: 2, label: { nl: ja } }',
      'Q1 › vorige meting',
      2,
    ],
    [
      'other answers that count',
      'kind: share, positive: [2]',
      'kind: share, positive: [1]',
      'Q7 › Q7_1 › vorige meting',
      2,
    ],
    ['another kind of question', 'id: Q4, type: grade', 'id: Q4, type: open', 'Q4 › vorige meting', 1],
    ['another unit', 'unit: { nl: maanden }', 'unit: { nl: weken }', 'Q3 › vorige meting', 1],
  ])('%s is a warning', (...[, from, to, place, times]) => {
    const text = changed(from, to).replace('id: klein', 'id: klein-2\nprevious: klein');
    const { findings } = readQuestionnaire(text, () => previous);
    expect(findings).toHaveLength(times);
    expect(findings[0]).toMatchObject({ rule: 'changed_meaning', severity: 'warning', place });
  });

  it('is no warning when a note says so, nor for capitals and full stops', () => {
    const noted = changed(
      'unit: { nl: maanden }',
      'unit: { nl: weken }\n        notes: [{ kind: scale, text: { nl: In weken. } }]',
    );
    const written = changed('label: { nl: nooit }', 'label: { nl: Nooit. }');
    for (const text of [noted, written]) {
      const named = text.replace('id: klein', 'id: klein-2\nprevious: klein');
      expect(readQuestionnaire(named, () => previous).findings).toEqual([]);
    }
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['no YAML', 'id: [', 'yaml', 1],
    ['a key that stands twice', 'id: a\nid: b', 'yaml', 2],
    ['an unknown name after *', 'id: *onbekend', 'yaml', null],
    ['nothing', '', 'shape', null],
    ['a list instead of keys', '- a', 'shape', null],
  ])('%s', (_fault, text, rule, line) => {
    const { questionnaire, findings } = readQuestionnaire(text);
    expect(questionnaire).toBeNull();
    expect(findings[0]).toMatchObject({ rule, line });
  });

  it('a text that repeats itself endlessly is refused and fills no memory', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${String(level + 1)}: &a${String(level + 1)} [${`*a${String(level)}, `.repeat(9)}]`,
    );
    expect(readQuestionnaire(['a0: &a0 [x]', ...levels].join('\n')).findings[0]?.rule).toBe('yaml');
  });

  it.each([
    ['a missing part', 'title: { nl: Klein }\n', '', 'title', 'title ontbreekt.'],
    [
      'an unknown key',
      'type: grade,',
      'type: grade, kleur: rood,',
      'blocks[1].questions[0]',
      'Dit kent het programma hier niet: kleur.',
    ],
    [
      'an unknown type',
      'type: grade',
      'type: cijfer',
      'blocks[1].questions[0].type',
      'Dit onderdeel heeft niet de goede vorm.',
    ],
    [
      'text instead of a number',
      'decimals: 1\n',
      'decimals: veel\n',
      'blocks[0].questions[4].decimals',
      'Hier hoort een getal.',
    ],
    [
      'one option',
      'options: [{ code: 1, label: { nl: nooit } }, { code: 2, label: { nl: altijd } }]',
      'options: [{ code: 1, label: { nl: nooit } }]',
      'blocks[1].questions[3].options',
      'Dit moet groter of langer zijn; de grens is 2.',
    ],
    [
      'a share above one',
      'answeredShare: 0.5',
      'answeredShare: 50',
      'completeness.partial.answeredShare',
      'Dit moet kleiner of korter zijn; de grens is 1.',
    ],
    ['an unknown respondent', '[parent, youth]', '[ouder]', 'respondents[0]', 'Deze waarde kan hier niet.'],
    [
      'a question code with a space',
      'id: Q3\n',
      'id: Q 3\n',
      'blocks[0].questions[4].id',
      'Dit onderdeel heeft niet de goede vorm.',
    ],
    [
      'a text with a comma without quotes',
      'nl: Niet aandringen.',
      'nl: Wacht 2,5 tellen.',
      'blocks[0].questions[1].instruction.5 tellen.',
      '5 tellen. kan hier geen naam of taalcode zijn.',
    ],
    [
      'a condition on an unknown fact',
      'sample: careOngoing',
      'sample: schoenmaat',
      'fills.krijgt.cases[0].when.sample',
      'Deze waarde kan hier niet.',
    ],
  ])('%s is told with its place in the file', (...[, from, to, place, reason]) => {
    const { findings } = readQuestionnaire(changed(from, to));
    expect(findings.map((finding) => ({ place: finding.place, reason: finding.reason.nl }))).toEqual([
      { place, reason },
    ]);
  });

  it('a finding gives the line of the file', () => {
    const text = changed('question: Q1, is: 1', 'question: Q99, is: 1');
    const line = text.split('\n').findIndex((row) => row.includes('Q99')) + 1;
    expect(readQuestionnaire(text).findings[0]?.line).toBe(line);
  });
});
