import { expect, it } from 'vitest';
import { findGoOnHindrance, findLapseHindrance } from '../../../src/domain/calling/go-on.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import { dialled, released, START } from '../contact/history.js';

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

const LAPSED = {
  interviewerId: 'Mila',
  isFamilyInHand: false,
  claim: { mayBeCalledNow: true, sentence: 'Nu aan de beurt.' },
};
const TOO_LATE = { mayBeCalledNow: false, sentence: 'Nu niet: het is nu geen beltijd.' };
const TAKEN = [
  ...released(),
  { kind: 'attempt_started', at: START, attemptId: 'a1', interviewerId: 'Mila' } as const,
];
const CALLED = [...released(), ...dialled()];
const INTERVIEWED = [...CALLED, { kind: 'interview_started', at: START, role: 'parent' } as const];
const ASSIGNED = { kind: 'case_assigned', at: START, by: 'v1', reason: '', interviewerId: 'Elif' } as const;

it.each([
  ['not called yet, and to be called now', TAKEN, LAPSED, null],
  ['not called yet, after calling hours', TAKEN, { ...LAPSED, claim: TOO_LATE }, TOO_LATE.sentence],
  ['not called yet, and assigned to another', [...TAKEN, ASSIGNED], LAPSED, /andere enquêteur toegewezen/],
  ['on the line after calling hours', CALLED, { ...LAPSED, claim: TOO_LATE }, null],
  ['being interviewed after calling hours', INTERVIEWED, { ...LAPSED, claim: TOO_LATE }, null],
  ['not called yet, of a family in hand', TAKEN, { ...LAPSED, isFamilyInHand: true }, /kind van dit gezin/],
  ['on the line, of a family in hand', CALLED, { ...LAPSED, isFamilyInHand: true }, /kind van dit gezin/],
  ['being interviewed, of a family in hand', INTERVIEWED, { ...LAPSED, isFamilyInHand: true }, /dit gezin/],
])('a case of which the time ended, %s', (_case, events, around, hindrance) => {
  const found = findLapseHindrance(caseStateOf(events), around);
  if (hindrance instanceof RegExp) expect(found).toMatch(hindrance);
  else expect(found).toBe(hindrance);
});
