import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { addMinutes, type Instant, instantAt, localTime } from '../calendar/instant.js';
import type { Appointment } from '../contact/case-event.js';
import { type CaseState, countedDials, dialsWithOutcome, isFinal } from '../contact/case-state.js';
import type { OutcomeCode } from '../contact/outcome.js';
import { OUTCOMES } from '../contact/outcome-table.js';
import { firstMomentOf, keptSpan } from './appointment-hours.js';
import { findSpentLimit, fullDaysOf, isToResume, spreadOfLastAttempt } from './call-limits.js';
import {
  type CallPlan,
  DUE_RANKS,
  type DueKind,
  type DuePlan,
  type DueReason,
  type NotDueReason,
} from './call-plan.js';
import { dayPartAt, firstMomentIn, type Slot } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';
import { contactEffort, isUseful } from './contact-effort.js';

const MINUTES_PER_DAY = 24 * 60;

/**
 * When a case is called next, of what kind that call is, and why; or why it is not called at all. The only place
 * where this is decided: what it gives is stored with the case on each write, and explained on the screen.
 *
 * It does not look at the clock. The plan of a case changes only by a new entry in its history or by other
 * rules, so that what is stored never grows stale: a case whose slot passes by stays in its slot and is taken
 * when the slot opens again. An appointment is kept beyond the limits, and around its time outside calling hours,
 * because somebody asked for it.
 * @param state the case
 * @param rules the calling rules of the study, already checked
 * @example
 * // released on Wednesday 1 April 2026 at 09:00, one number, never dialled
 * nextDue(state, DEFAULT_CALLING_RULES) // { kind: 'fresh', rank: 6, slot: 'first', dueAt: '2026-04-01T13:00:00.000Z', … }
 */
export function nextDue(state: CaseState, rules: CallingRules): CallPlan {
  const hindrance = findHindrance(state);
  if (hindrance !== null) return { isDue: false, reason: hindrance };
  if (state.appointment !== null) return planAppointment(state, state.appointment, rules);
  const spent = findSpentLimit(state, rules);
  if (spent !== null) return { isDue: false, reason: spent };
  return planWithinLimits(state, rules);
}

function findHindrance(state: CaseState): NotDueReason | null {
  if (isFinal(state)) return 'final';
  if (state.status === 'unreleased') return 'unreleased';
  if (state.isPaused) return 'paused';
  if (state.status === 'conversion_asked') return 'refusal_to_decide';
  return state.numbers.some(({ isFailed }) => !isFailed) ? null : 'no_number';
}

function planAppointment(state: CaseState, appointment: Appointment, rules: CallingRules): DuePlan {
  const { hardLateMinutes, ownInterviewerMinutes } = rules.appointments;
  const { from, until: keptUntil } = keptSpan(appointment, rules);
  const dueAt = firstMomentOf({ slot: 'always', keptUntil }, from, rules);
  const of = (kind: DueKind, reason: DueReason): DuePlan => ({
    ...planned(state, { kind, slot: 'always', dueAt, reason }),
    appointedAt: appointment.at,
    keptUntil,
  });
  if (appointment.firmness === 'soft') {
    return of(state.status === 'broken_off' ? 'resume' : 'soft_appointment', 'appointment_soft');
  }
  // An assignment weighs more than who made the appointment.
  const isKept = state.assignedTo === null;
  return {
    ...of('hard_appointment', 'appointment_hard'),
    reservedFor: isKept ? appointment.interviewerId : null,
    reservedUntil: isKept ? addMinutes(appointment.at, ownInterviewerMinutes) : null,
    lateAt: addMinutes(appointment.at, hardLateMinutes),
  };
}

/** What is looked up once for the plan of one case. */
interface Planner {
  readonly state: CaseState;
  readonly rules: CallingRules;
  /** Days on which the case was dialled as often as a day allows. */
  readonly fullDays: ReadonlySet<CivilDate>;
}

/** A call that is wanted, before the limits per day put it off. */
interface Wish {
  readonly kind: DueKind;
  readonly slot: Slot;
  readonly from: Instant;
  readonly reason: DueReason;
}

function planWithinLimits(state: CaseState, rules: CallingRules): CallPlan {
  const planner = { state, rules, fullDays: fullDaysOf(state, rules) };
  const wish = wishOf(planner);
  const dueAt = firstAllowedMoment(wish, planner);
  const plan = planned(state, { ...wish, dueAt });
  if (state.status !== 'conversion_allowed' || state.lastRefusalAt === null) return plan;
  const expiresAt = addMinutes(state.lastRefusalAt, rules.conversion.untilDays * MINUTES_PER_DAY);
  return dueAt < expiresAt
    ? {
        ...plan,
        expiresAt,
        notBy: state.refusedTo,
        skill: rules.conversion.needsSkill === true ? 'conversion' : null,
      }
    : { isDue: false, reason: 'conversion_over' };
}

function wishOf(planner: Planner): Wish {
  const { state } = planner;
  if (isToResume(state)) return resumeWish(planner);
  if (state.status === 'conversion_allowed') return conversionWish(planner);
  if (state.dials.length > 0) return wishAfterDial(planner);
  return { kind: 'fresh', slot: 'first', from: state.releasedAt ?? changedAt(state), reason: 'first_call' };
}

/** Whoever was not there when the interview was to be resumed is tried in another day-part, as everybody is. */
function resumeWish(planner: Planner): Wish {
  const { state, rules } = planner;
  const outcome = state.dials.at(-1)?.outcome ?? null;
  const wasTried = outcome !== null && OUTCOMES[outcome].followUp === 'retry_other_day_part';
  const wish: Wish = wasTried
    ? wishAfterDial(planner)
    : { kind: 'resume', slot: 'open', from: resumeFrom(state, rules), reason: 'interview_broken_off' };
  return { ...wish, kind: 'resume', reason: 'interview_broken_off' };
}

/** After a break-off that was recorded a day later; after a session that was lost at once. */
function resumeFrom(state: CaseState, rules: CallingRules): Instant {
  const { lastOutcome, interviewStartedAt } = state;
  const isRecorded =
    lastOutcome !== null && interviewStartedAt !== null && lastOutcome.at >= interviewStartedAt;
  return isRecorded ? addMinutes(lastOutcome.at, delayOf(lastOutcome.code, rules)) : changedAt(state);
}

function conversionWish(planner: Planner): Wish {
  const { state, rules } = planner;
  const from = addMinutes(
    state.lastRefusalAt ?? changedAt(state),
    rules.conversion.fromDays * MINUTES_PER_DAY,
  );
  const lastDialAt = state.dials.at(-1)?.at;
  const isTriedAgain = lastDialAt !== undefined && lastDialAt >= from;
  const wish: Wish = isTriedAgain
    ? wishAfterDial(planner)
    : { kind: 'retry', slot: 'open', from, reason: 'conversion' };
  return { ...wish, reason: 'conversion' };
}

function wishAfterDial(planner: Planner): Wish {
  const { state, rules } = planner;
  const last = state.dials.at(-1);
  if (last === undefined || last.outcome === null) {
    const from = notTooSoon(changedAt(state), state, rules);
    return { kind: 'retry', slot: 'open', from, reason: 'outcome_missing' };
  }
  const { followUp } = OUTCOMES[last.outcome];
  if (followUp === 'retry_after_delay') return wishAfterBusyLine(state, last.outcome, rules);
  if (followUp === 'next_number')
    return { kind: 'retry', slot: 'open', from: changedAt(state), reason: 'next_number' };
  if (followUp === 'language_queue')
    return { kind: 'retry', slot: 'open', from: changedAt(state), reason: 'language' };
  const from = addMinutes(recordedAt(state), delayOf(last.outcome, rules));
  return wishForOtherDayPart(planner, notTooSoon(from, state, rules));
}

/** Silence is spread over at least two weeks before the last attempt. */
function notTooSoon(from: Instant, state: CaseState, rules: CallingRules): Instant {
  const notBefore = spreadOfLastAttempt(state, rules);
  return notBefore !== null && from < notBefore ? notBefore : from;
}

function wishAfterBusyLine(state: CaseState, code: OutcomeCode, rules: CallingRules): Wish {
  const dialledAt = state.dials.at(-1)?.at ?? changedAt(state);
  const today = localTime(dialledAt).date;
  const isShort = dialsWithOutcome(state, code, today) < (OUTCOMES[code].delaysPerDay ?? Infinity);
  return isShort
    ? {
        kind: 'busy',
        slot: 'open',
        from: addMinutes(recordedAt(state), delayOf(code, rules)),
        reason: 'line_busy',
      }
    : { kind: 'retry', slot: 'open', from: startOfDayAfter(today), reason: 'line_busy' };
}

function wishForOtherDayPart(planner: Planner, from: Instant): Wish {
  const { state, rules } = planner;
  const lastDial = countedDials(state).at(-1);
  const lastPart = lastDial === undefined ? null : dayPartAt(lastDial.at, rules);
  const others = rules.dayParts.filter(({ code }) => code !== lastPart?.code);
  const effort = contactEffort(state, rules);
  const useful = others.filter((part) => isUseful(part, effort, rules));
  const wishes = (useful.length > 0 ? useful : others).map(({ code }) => {
    const wish: Wish = { kind: 'retry', slot: `part:${code}`, from, reason: 'other_day_part' };
    return { wish, moment: firstAllowedMoment(wish, planner) };
  });
  return wishes.reduce((best, other) => (other.moment < best.moment ? other : best)).wish;
}

function firstAllowedMoment({ slot, from }: Wish, { rules, fullDays }: Planner): Instant {
  let moment = firstMomentIn(slot, from, rules);
  let { date } = localTime(moment);
  while (fullDays.has(date)) {
    moment = firstMomentIn(slot, startOfDayAfter(date), rules);
    ({ date } = localTime(moment));
  }
  return moment;
}

function planned(
  state: CaseState,
  { kind, slot, dueAt, reason }: Pick<DuePlan, 'kind' | 'slot' | 'dueAt' | 'reason'>,
): DuePlan {
  return {
    isDue: true,
    kind,
    rank: DUE_RANKS[kind],
    slot,
    dueAt,
    expiresAt: null,
    assignedTo: state.assignedTo,
    reservedFor: null,
    reservedUntil: null,
    notBy: [],
    language: state.language,
    skill: null,
    lateAt: null,
    appointedAt: null,
    keptUntil: null,
    reason,
  };
}

function delayOf(code: OutcomeCode, rules: CallingRules): number {
  return rules.delayMinutes[code] ?? OUTCOMES[code].delayMinutes ?? 0;
}

function startOfDayAfter(date: CivilDate): Instant {
  return instantAt(addDays(date, 1), 0);
}

function recordedAt(state: CaseState): Instant {
  return state.lastOutcome?.at ?? changedAt(state);
}

function changedAt(state: CaseState): Instant {
  if (state.changedAt === null) throw new RangeError('a case without history has no plan');
  return state.changedAt;
}
