import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import type { DuePlan } from '../../../src/domain/calling/call-plan.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import {
  type ClaimHindrance,
  claimOrderAt,
  findClaimHindrance,
  queueSteps,
  type ShiftSpan,
  type Surroundings,
} from '../../../src/domain/calling/claim.js';
import { explainPlan } from '../../../src/domain/calling/explain.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import { released } from '../contact/history.js';

/** A Wednesday after school. */
const NOW = instant('2026-04-01T16:00:00+02:00');

const PLAN: DuePlan = {
  isDue: true,
  kind: 'fresh',
  rank: 6,
  slot: 'first',
  dueAt: NOW,
  expiresAt: null,
  assignedTo: null,
  reservedFor: null,
  reservedUntil: null,
  notBy: [],
  language: null,
  skill: null,
  lateAt: null,
  appointedAt: null,
  keptUntil: null,
  reason: 'first_call',
};

const HARD: DuePlan = {
  ...PLAN,
  kind: 'hard_appointment',
  rank: 1,
  slot: 'always',
  reservedFor: 'Mila',
  reservedUntil: instant('2026-04-01T16:05:00+02:00'),
};

function shiftOf(interviewerId: string, from = '2026-04-01T15:00:00+02:00'): ShiftSpan {
  return { interviewerId, from: instant(from), until: instant('2026-04-01T20:30:00+02:00') };
}

/** Four minutes from now. */
const FOUR = '2026-04-01T16:04:00+02:00';
const SOON: DuePlan = {
  ...HARD,
  appointedAt: instant(FOUR),
  reservedUntil: instant('2026-04-01T16:09:00+02:00'),
};
const AT_FOUR = shiftOf('Mila', FOUR);
const AFTER_FOUR = shiftOf('Mila', '2026-04-01T16:05:00+02:00');

const AROUND: Surroundings = {
  now: NOW,
  rules: DEFAULT_CALLING_RULES,
  shifts: null,
  isInHand: false,
  isFamilyInHand: false,
  isTargetReached: false,
  pause: null,
};

const JORIS = { interviewerId: 'Joris', languages: [] };

describe('what keeps a case from an interviewer', () => {
  it.each<[string, Partial<DuePlan>, Partial<Surroundings>, ClaimHindrance | null]>([
    ['nothing', {}, {}, null],
    ['its moment', { dueAt: instant('2026-04-01T16:01:00+02:00') }, {}, 'not_yet'],
    ['its slot', { slot: 'part:avond' }, {}, 'not_yet'],
    ['its end', { expiresAt: NOW }, {}, 'over'],
    ['somebody else', {}, { isInHand: true }, 'in_hand'],
    ['a brother or sister on the line', {}, { isFamilyInHand: true }, 'family_in_hand'],
    ['a full domain', {}, { isTargetReached: true }, 'target_reached'],
    ['an assignment', { assignedTo: 'Mila' }, {}, 'assigned_to_other'],
    ['no assignment but their own', { assignedTo: 'Joris' }, {}, null],
    ['a pause', {}, { pause: { scope: 'study', reason: 'storing' } }, 'field_paused'],
    ['a language', { language: 'tr' }, {}, 'language'],
    ['a skill', { skill: 'conversion' }, {}, 'skill'],
    ['an earlier refusal', { notBy: ['Joris'] }, {}, 'refused_to_them'],
    ['the own interviewer', HARD, {}, 'kept_for_own'],
    ['the own interviewer, who is on shift', HARD, { shifts: [shiftOf('Mila')] }, 'kept_for_own'],
    ['not the own interviewer, who is not on shift', HARD, { shifts: [shiftOf('Joris')] }, null],
    [
      'the own interviewer, whose shift begins at the agreed moment',
      SOON,
      { shifts: [AT_FOUR] },
      'kept_for_own',
    ],
    ['not the own interviewer, whose shift begins later', SOON, { shifts: [AFTER_FOUR] }, null],
    [
      'not a full domain, for a soft appointment',
      { ...PLAN, kind: 'soft_appointment', rank: 3 },
      { isTargetReached: true },
      null,
    ],
    [
      'not a full domain, when the place was promised',
      { ...HARD, reservedFor: null },
      { isTargetReached: true },
      null,
    ],
  ])('%s', (_what, plan, around, expected) => {
    expect(findClaimHindrance({ ...PLAN, ...plan }, [JORIS], { ...AROUND, ...around })).toBe(expected);
  });

  it('is nothing as soon as one of the interviewers can take it', () => {
    const elif = { interviewerId: 'Elif', languages: ['tr'] };
    expect(findClaimHindrance({ ...PLAN, language: 'tr' }, [JORIS, elif], AROUND)).toBeNull();
  });
});

describe('why not, and when', () => {
  const state = caseStateOf(released());

  it.each<[Partial<DuePlan>, Partial<Surroundings>, RegExp]>([
    [
      {},
      { isTargetReached: true },
      /^Nu niet: het domein heeft alle interviews .+ Wel als een plaats vrijkomt/,
    ],
    [{}, { isFamilyInHand: true }, /^Nu niet: .+ een ander kind van dit gezin\. Wel zodra/],
    [{ language: 'tr' }, {}, /^Nu niet: geen enquêteur spreekt de taal .+ Wel zodra/],
    [{ skill: 'conversion' }, {}, /^Nu niet: geen enquêteur is ingedeeld .+ Wel zodra/],
    [{ notBy: ['Joris'] }, {}, /^Nu niet: .+ een andere enquêteur\. Wel zodra/],
  ])('%o %o', (plan, around, sentence) => {
    const explained = explainPlan({ state, plan: { ...PLAN, ...plan } }, [JORIS], { ...AROUND, ...around });
    expect(explained.mayBeCalledNow).toBe(false);
    expect(explained.sentence).toMatch(sentence);
  });

  it('does not say that the own interviewer goes first when they are not on shift', () => {
    const around = { ...AROUND, shifts: [shiftOf('Joris')] };
    expect(explainPlan({ state, plan: HARD }, [JORIS], around).sentence).not.toContain('eigen enquêteur');
  });
});

describe('the steps of the queue', () => {
  it('at a moment are among those that there can be', () => {
    const all = queueSteps(NOW, DEFAULT_CALLING_RULES);
    expect(all).toHaveLength(20);
    for (const step of claimOrderAt(NOW, DEFAULT_CALLING_RULES)) expect(all).toContainEqual(step);
  });
});
