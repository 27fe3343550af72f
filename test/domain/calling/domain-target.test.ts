import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { domainsInOrder, isTargetReached, takesSeat } from '../../../src/domain/calling/domain-target.js';
import type { CaseEvent } from '../../../src/domain/contact/case-event.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import { attempt, dialled, outcome, released } from '../contact/history.js';

const AT = instant('2026-04-01T15:00:00+02:00');
const LATER = instant('2026-04-02T15:00:00+02:00');

function appointment(firmness: 'hard' | 'soft'): CaseEvent[] {
  const code = firmness === 'hard' ? 'appointment_hard' : 'appointment_soft';
  const made = {
    appointmentId: 'p1',
    at: LATER,
    firmness,
    withRole: 'parent',
    numberId: null,
    interviewerId: 'Mila',
  } as const;
  return [...released(), ...attempt(code, { at: AT, appointment: made })];
}

const running: CaseEvent[] = [
  ...released(),
  ...dialled({ at: AT }),
  { kind: 'interview_started', at: AT, role: 'parent' },
];

describe('a place in the target of a domain', () => {
  it.each<[string, CaseEvent[], boolean]>([
    ['a case that was never called', released(), false],
    ['somebody who was not at home', [...released(), ...attempt('no_answer', { at: AT })], false],
    ['a soft appointment', appointment('soft'), true],
    ['a hard appointment', appointment('hard'), true],
    ['an interview that runs', running, true],
    ['an interview that broke off', [...running, outcome('broken_off', { at: AT })], true],
    ['an interview that was held', [...running, outcome('complete', { at: AT })], true],
    ['a part of an interview', [...running, outcome('partial', { at: AT })], false],
    ['a refusal', [...released(), ...attempt('refusal_hard', { at: AT })], false],
  ])('%s', (_what, history, expected) => {
    expect(takesSeat(caseStateOf(history))).toBe(expected);
  });
});

describe('the target of a domain', () => {
  it.each([
    [{ target: 100, seatsTaken: 98, inHand: 1 }, false],
    [{ target: 100, seatsTaken: 98, inHand: 2 }, true],
    [{ target: 100, seatsTaken: 101, inHand: 0 }, true],
    [{ target: 0, seatsTaken: 0, inHand: 0 }, true],
    [{ target: null, seatsTaken: 1_000, inHand: 9 }, false],
  ])('%o is reached: %s', (progress, expected) => {
    expect(isTargetReached({ domainId: 'a', isPaused: false, ...progress })).toBe(expected);
  });

  it('gives the turn to the domain that is furthest behind, and none to one that is full or paused', () => {
    expect(
      domainsInOrder([
        { domainId: 'without', target: null, seatsTaken: 0, inHand: 0, isPaused: false },
        { domainId: 'ahead', target: 200, seatsTaken: 60, inHand: 0, isPaused: false },
        { domainId: 'full', target: 50, seatsTaken: 50, inHand: 0, isPaused: false },
        { domainId: 'behind', target: 100, seatsTaken: 20, inHand: 5, isPaused: false },
        { domainId: 'paused', target: 100, seatsTaken: 0, inHand: 0, isPaused: true },
      ]),
    ).toEqual(['behind', 'ahead', 'without']);
  });
});
