import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import type { AskVerdict } from '../../../src/domain/consent/who-may-be-asked.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import {
  checkVerification,
  type VerificationRefusal,
  type VerifiedCase,
} from '../../../src/domain/verification/verification-check.js';
import {
  type VerificationOutcome,
  verificationStanding,
} from '../../../src/domain/verification/verification-outcome.js';
import { isInVerification } from '../../../src/domain/verification/verification-share.js';
import { dialled, outcome, PARENT_NUMBER, released, START, YOUTH_NUMBER } from '../contact/history.js';

const TUESDAY_EVENING = instant('2026-04-14T18:00:00+02:00');

const YOUTH_INTERVIEWED: AskVerdict = {
  kind: 'ask',
  band: 'permission_first',
  askFor: 'youth',
  mayBeCalled: ['youth', 'parent'],
  questions: [],
  mayBeInterviewed: 'youth',
  adultDecidedAt: [],
  hasYouthRefused: false,
};

const COMPLETED = caseStateOf([
  ...released(START, [PARENT_NUMBER, YOUTH_NUMBER]),
  ...dialled(),
  { kind: 'interview_started', at: addMinutes(START, 1), role: 'youth' },
  outcome('complete'),
]);

const CASE: VerifiedCase = {
  state: COMPLETED,
  verdict: YOUTH_INTERVIEWED,
  objection: { isPersonListed: false, numberIds: new Set() },
  isInField: true,
  isDone: false,
  interviewerId: 'Mila',
  calledOn: [],
};

function check(change: Partial<VerifiedCase>, caller = 'Sam', now = TUESDAY_EVENING) {
  return checkVerification({ ...CASE, ...change }, DEFAULT_CALLING_RULES, caller, now);
}

const noNumber = { isPersonListed: false, numberIds: new Set(['n1', 'n2']) };

const REFUSED: readonly (readonly [VerificationRefusal, ReturnType<typeof check>])[] = [
  ['not_complete', check({ state: caseStateOf(released()) })],
  ['done', check({ isDone: true })],
  ['own_interview', check({}, 'Mila')],
  ['not_in_field', check({ isInField: false })],
  ['nobody_may_be_called', check({ verdict: { ...YOUTH_INTERVIEWED, mayBeInterviewed: null } })],
  [
    'nobody_may_be_called',
    check({ verdict: { kind: 'nobody', band: 'permission_first', reason: 'withdrawn' } }),
  ],
  ['objection', check({ objection: { isPersonListed: true, numberIds: new Set() } })],
  ['no_number', check({ objection: noNumber })],
  ['called_today', check({ calledOn: [civilDate('2026-04-14')] })],
  ['outside_hours', check({}, 'Sam', instant('2026-04-14T22:00:00+02:00'))],
];

describe('a second call about an interview', () => {
  it('asks for who was interviewed, on the own number when there is one', () => {
    expect(check({})).toEqual({ ok: true, askFor: 'youth', numberId: 'n2' });
    const parentOnly = { isPersonListed: false, numberIds: new Set(['n2']) };
    expect(check({ objection: parentOnly })).toEqual({ ok: true, askFor: 'youth', numberId: 'n1' });
    expect(check({ calledOn: [civilDate('2026-04-13')] }).ok).toBe(true);
  });

  it('is made to the parent who answered, not to the other one', () => {
    const mother = { numberId: 'n0', reaches: 'parent' } as const;
    const state = caseStateOf([
      ...released(START, [mother, PARENT_NUMBER]),
      ...dialled(),
      { kind: 'interview_started', at: addMinutes(START, 1), role: 'parent' },
      outcome('complete'),
    ]);
    const adultDecidedAt = [addMinutes(START, 1)];
    const parent = { askFor: 'parent', mayBeCalled: ['parent'], mayBeInterviewed: 'parent' } as const;
    const verdict = { ...YOUTH_INTERVIEWED, ...parent, adultDecidedAt };
    expect(check({ state, verdict })).toEqual({ ok: true, askFor: 'parent', numberId: 'n1' });
  });

  it.each(REFUSED)('is refused: %s', (refusal, found) => {
    expect(found).toEqual({ ok: false, refusal });
  });
});

describe('where a verification stands', () => {
  const standings: readonly (readonly [
    readonly VerificationOutcome[],
    VerificationOutcome | null,
    boolean,
  ])[] = [
    [[], null, false],
    [['not_reached'], 'not_reached', false],
    [['not_reached', 'not_reached', 'not_reached'], 'not_reached', true],
    [['not_reached', 'confirmed'], 'confirmed', true],
    [['partly'], 'partly', true],
    [['not_confirmed'], 'not_confirmed', true],
    [['refused'], 'refused', true],
  ];
  it.each(standings)('%j', (outcomes, last, isDone) => {
    expect(verificationStanding(outcomes)).toEqual({ outcome: last, isDone });
  });
});

describe('the share of interviews that is verified', () => {
  const keys = Array.from({ length: 10_000 }, (_, at) => `case ${String(at)}`);
  const shareOf = (percent: number, secret = 'secret'): readonly string[] =>
    keys.filter((key) => isInVerification(secret, percent, key));

  it('is about as large as was chosen, none at 0 and all at 100', () => {
    // Four standard deviations of 10,000 draws at 10%.
    expect(Math.abs(shareOf(10).length - 1000)).toBeLessThan(120);
    expect(shareOf(0)).toEqual([]);
    expect(shareOf(100)).toEqual(keys);
  });

  it('keeps who was in when it grows, and is another one with another secret', () => {
    const larger = new Set(shareOf(20));
    expect(shareOf(10).every((key) => larger.has(key))).toBe(true);
    expect(shareOf(10, 'other')).not.toEqual(shareOf(10));
  });
});
