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

  it.each([
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
