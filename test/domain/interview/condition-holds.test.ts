import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { conditionHolds } from '../../../src/domain/interview/condition-holds.js';
import type { Condition } from '../../../src/domain/questionnaire/condition.js';
import { sampleOf } from '../../support/questionnaires.js';

const answers = new Map<string, Answer>([
  ['ONE', { kind: 'single', code: 2, otherText: null }],
  ['MANY', { kind: 'multiple', codes: [1, 4], otherText: null }],
  ['MONTHS', { kind: 'number', value: 6 }],
  ['HIDDEN', { kind: 'hidden', code: 98 }],
  ['TEXT', { kind: 'text', text: '2' }],
]);
const facts = { sample: sampleOf({ age: 13, segment: null, careOngoing: true }), answers };

describe('a condition', () => {
  it.each<[Condition | undefined, boolean]>([
    [undefined, true],
    [{ sample: 'domain', is: 'basishulp' }, true],
    [{ sample: 'domain', in: ['specialistisch', 'jb_jr'] }, false],
    [{ sample: 'age', atLeast: 12, atMost: 15 }, true],
    [{ sample: 'age', atLeast: 14 }, false],
    [{ sample: 'age', atMost: 12 }, false],
    [{ sample: 'careOngoing', is: true }, true],
    [{ sample: 'segment', is: 'jeugd-GGZ' }, false],
    [{ not: { sample: 'segment', is: 'jeugd-GGZ' } }, true],
    [{ sample: 'domain', atLeast: 1 }, false],
    [{ question: 'ONE', is: 2 }, true],
    [{ question: 'ONE', in: [1, 3] }, false],
    [{ question: 'MANY', is: 4 }, true],
    [{ question: 'MANY', is: 2 }, false],
    [{ question: 'MANY', in: [2, 4] }, true],
    [{ question: 'MONTHS', atLeast: 6, atMost: 12 }, true],
    [{ question: 'MONTHS', atLeast: 7 }, false],
    [{ question: 'HIDDEN', is: 98 }, true],
    [{ question: 'HIDDEN', atLeast: 12 }, false],
    [{ question: 'TEXT', is: 2 }, false],
    [{ question: 'NONE', is: 1 }, false],
    [{ not: { question: 'NONE', is: 1 } }, true],
    [
      {
        all: [
          { question: 'ONE', is: 2 },
          { question: 'MONTHS', atLeast: 7 },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { question: 'ONE', is: 2 },
          { question: 'MONTHS', atLeast: 7 },
        ],
      },
      true,
    ],
  ])('%j: %s', (condition, holds) => {
    expect(conditionHolds(condition, facts)).toBe(holds);
  });
});
