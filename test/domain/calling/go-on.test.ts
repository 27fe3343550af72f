import { expect, it } from 'vitest';
import { findGoOnHindrance } from '../../../src/domain/calling/go-on.js';

const CALM = { interviewerId: 'e1', pause: null, isFamilyInHand: false };
const FREE = { isPaused: false, assignedTo: null };
const PAUSE = { scope: 'study', reason: 'Storing' } as const;

it.each([
  ['free', FREE, CALM, null],
  ['assigned to them', { ...FREE, assignedTo: 'e1' }, CALM, null],
  ['assigned to another', { ...FREE, assignedTo: 'e2' }, CALM, /aan een andere enquêteur toegewezen/],
  ['paused', { ...FREE, isPaused: true }, CALM, 'De veldwerkleider heeft deze casus gepauzeerd.'],
  ['of a study that is paused', FREE, { ...CALM, pause: PAUSE }, /het hele veldwerk gepauzeerd/],
  ['of a family in hand', FREE, { ...CALM, isFamilyInHand: true }, /een ander kind van dit gezin/],
])('a case that is %s', (_case, state, around, hindrance) => {
  const found = findGoOnHindrance(state, around);
  if (hindrance instanceof RegExp) expect(found).toMatch(hindrance);
  else expect(found).toBe(hindrance);
});
