import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/domain/questionnaire/compare-versions.js';
import { editStructure, replaceQuestion } from '../../../src/domain/questionnaire/editing.js';
import { shippedQuestionnaire, SMALL_QUESTIONNAIRE, usable } from '../../support/questionnaires.js';

const small = usable(SMALL_QUESTIONNAIRE);

describe('comparing two versions', () => {
  it.each([
    ['nothing', '', '', []],
    ['a text', 'Waarom?', 'Waarom dan?', [{ id: 'Q6', part: 'text', before: 'Waarom?', now: 'Waarom dan?' }]],
    [
      'a condition',
      'question: Q1, is: 1',
      'question: Q1, is: 2',
      [
        {
          id: 'Q2',
          part: 'condition',
          before: 'het antwoord op Q1 is “ja”',
          now: 'het antwoord op Q1 is “nee”',
        },
      ],
    ],
    [
      'a hidden code',
      'hidden: [97] }',
      'hidden: [] }',
      [{ id: 'Q7_2', part: 'hidden', before: '97', now: '' }],
    ],
    [
      'a kind',
      'id: Q4, type: grade',
      'id: Q4, type: open',
      [{ id: 'Q4', part: 'type', before: 'grade', now: 'open' }],
    ],
  ])('tells that %s changed', (_what, from, to, expected) => {
    expect(compareVersions(small, usable(SMALL_QUESTIONNAIRE.replace(from, to)), 'nl')).toEqual(expected);
  });

  it('tells that an answer changed, with all answers of the question', () => {
    const changed = usable(SMALL_QUESTIONNAIRE.replace('label: { nl: buren }', 'label: { nl: de buren }'));
    expect(compareVersions(small, changed, 'nl')).toEqual([
      {
        id: 'Q2',
        part: 'options',
        before: '1 familie; 2 buren; 3 anders, namelijk; 4 niemand',
        now: '1 familie; 2 de buren; 3 anders, namelijk; 4 niemand',
      },
    ]);
  });

  it('tells what came, went and moved', () => {
    const moved = editStructure(small, { kind: 'move_question', id: 'Q5', by: -1 });
    expect(compareVersions(small, moved, 'nl').map(({ id, part }) => [id, part])).toEqual([
      ['Q5', 'order'],
      ['Q4', 'order'],
      ['Q6', 'order'],
    ]);
    const without = editStructure(small, { kind: 'remove_question', id: 'Q5' });
    expect(compareVersions(small, without, 'nl')).toContainEqual({
      id: 'Q5',
      part: 'question',
      before: 'Wanneer begon het?',
      now: null,
    });
    expect(compareVersions(without, small, 'nl')).toContainEqual({
      id: 'Q5',
      part: 'question',
      before: null,
      now: 'Wanneer begon het?',
    });
  });

  it('tells in Dutch what a table printed of a question, the names of the domains included', () => {
    const differences = compareVersions(
      shippedQuestionnaire('ceo-jeugd-2016'),
      shippedQuestionnaire('ceo-jeugd-2026'),
      'nl',
    );
    expect(differences).toContainEqual({
      id: 'C1',
      part: 'statistic',
      before:
        '% tevreden (percentage; antwoord 1; alleen “Jeugdbescherming en jeugdreclassering”; basis: als het antwoord op S4 is “ja”)',
      now: '% tevreden (percentage; antwoord 1; alleen “Jeugdbescherming en jeugdreclassering”)',
    });
  });

  it('finds the question of 2016 that was split for 2026', () => {
    const found = compareVersions(
      shippedQuestionnaire('ceo-jeugd-2016'),
      shippedQuestionnaire('ceo-jeugd-2026'),
      'nl',
    );
    const questions = found
      .filter(({ part }) => part === 'question')
      .map(({ id, before }) => [id, before === null]);
    expect(questions).toEqual([
      ['G1_1', true],
      ['G1_2', true],
      ['G1', false],
    ]);
  });
});

describe('editing the structure', () => {
  const ids = (questionnaire: typeof small): string[] =>
    questionnaire.blocks.map(({ id, questions }) => `${id}: ${questions.map((one) => one.id).join(' ')}`);

  it.each([
    [
      'up past the first place of a block',
      { kind: 'move_question', id: 'Q4', by: -1 },
      'A: T1 Q1 Q2 Q2_1 Q3 Q4',
      'B: Q5 Q6 Q7',
    ],
    [
      'down past the last place of a block',
      { kind: 'move_question', id: 'Q7', by: 1 },
      'B: Q4 Q5 Q6',
      'K: Q7 Q8 Q9',
    ],
    ['a copy with the next free code', { kind: 'copy_question', id: 'Q4' }, 'B: Q4 B1 Q5 Q6 Q7', 'K: Q8 Q9'],
    ['a new question', { kind: 'add_question', blockId: 'K', type: 'date' }, 'K: Q8 Q9 K1', 'B: Q4 Q5 Q6 Q7'],
  ] as const)('moves %s', (_what, edit, one, other) => {
    expect(ids(editStructure(small, edit))).toEqual(expect.arrayContaining([one, other]));
  });

  it.each([
    { kind: 'move_question', id: 'T1', by: -1 },
    { kind: 'move_question', id: 'weg', by: 1 },
    { kind: 'move_block', id: 'A', by: -1 },
    { kind: 'remove_question', id: 'weg' },
    { kind: 'copy_block', id: 'weg' },
  ] as const)('leaves everything as it is for %j', (edit) => {
    expect(editStructure(small, edit)).toEqual(small);
  });

  it('takes every reference along when a code changes', () => {
    const question = small.blocks[0]?.questions[1];
    if (question === undefined) throw new Error('no question');
    const renamed = replaceQuestion(small, 'Q1', { ...question, id: 'HULP' });
    expect(renamed.completeness.partial.required).toEqual(['HULP']);
    expect(JSON.stringify(renamed)).not.toContain('"Q1"');
    expect(JSON.stringify(renamed)).toContain('"question":"HULP"');
  });
});
