import { describe, expect, it } from 'vitest';
import { readQuestionnaire } from '../../../src/domain/questionnaire/read-questionnaire.js';
import { SMALL_QUESTIONNAIRE, usable } from '../../support/questionnaires.js';
import { changed, PLANTED_ERRORS, PLANTED_WARNINGS } from './planted-faults.js';

it('the small questionnaire of the tests is right', () => {
  expect(readQuestionnaire(SMALL_QUESTIONNAIRE).findings).toEqual([]);
});

it('more than sixty faults are planted, each once, of more than twenty rules', () => {
  const planted = [...PLANTED_ERRORS, ...PLANTED_WARNINGS];
  expect(new Set(planted.map(([name]) => name)).size).toBe(planted.length);
  expect(planted.length).toBeGreaterThan(60);
  expect(new Set(planted.map(([, , , rule]) => rule)).size).toBeGreaterThan(20);
});

describe('a planted fault is found at its place', () => {
  it.each(PLANTED_ERRORS.map((fault) => [...fault] as const))('%s', (...[, from, to, rule, place]) => {
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

  it.each(PLANTED_WARNINGS.map((fault) => [...fault] as const))(
    '%s is a warning that leaves the questionnaire usable',
    (...[, from, to, rule, place]) => {
      const { questionnaire, findings } = readQuestionnaire(changed(from, to));
      expect(findings.map((finding) => [finding.severity, finding.rule, finding.place])).toEqual([
        ['warning', rule, place],
      ]);
      expect(questionnaire).not.toBeNull();
    },
  );

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
