import { addMinutes, type Instant } from '../calendar/instant.js';
import { minutesUntilLate } from './appointment-grid.js';
import { isPlanOpen } from './appointment-hours.js';
import { DUE_RANKS, type DueKind, type DuePlan } from './call-plan.js';
import { isCallingTime, isWithin, type Slot } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';
import type { InterviewerSkill } from './interviewer-skill.js';

/** Cases with this rank and slot may be taken now. */
export interface ClaimStep {
  readonly rank: number;
  readonly slot: Slot;
  /** When these cases are called. */
  readonly hours: Slot;
  /** Only those with an appointment at this moment or later; `null` for all of them. */
  readonly appointedSince: Instant | null;
  /** Whether these cases have a place in the target of their domain: they are called although it is reached. */
  readonly hasSeat: boolean;
  /** Whether the domain that is furthest behind goes first; otherwise the case that waits longest. */
  readonly byDomain: boolean;
}

const DAY_PARTS = 'one of the day-parts';

interface KindRow {
  readonly kind: DueKind;
  /** In which slots this kind of call is planned. */
  readonly slots: readonly (Slot | typeof DAY_PARTS)[];
  readonly hasSeat: boolean;
  readonly byDomain: boolean;
}

/** In the order of taking. Whoever was promised a moment is called at that moment, whatever the domain. */
const KINDS: readonly KindRow[] = [
  { kind: 'hard_appointment', slots: ['always'], hasSeat: true, byDomain: false },
  { kind: 'resume', slots: ['always', 'open', DAY_PARTS], hasSeat: true, byDomain: false },
  { kind: 'soft_appointment', slots: ['always'], hasSeat: true, byDomain: false },
  { kind: 'busy', slots: ['open'], hasSeat: false, byDomain: false },
  { kind: 'retry', slots: ['open', DAY_PARTS], hasSeat: false, byDomain: true },
  { kind: 'fresh', slots: ['first'], hasSeat: false, byDomain: true },
];

/**
 * Which cases may be taken at a moment, in the order of taking. For each step one look-up in an index on rank, slot
 * and due moment finds the first case, however many there are.
 * @param now the moment
 * @param rules the calling rules of the study
 * @returns the steps; empty when nobody may be called at all
 * @example claimOrderAt('2026-04-05T10:00:00.000Z', DEFAULT_CALLING_RULES) // Easter: appointments of this hour only
 */
export function claimOrderAt(now: Instant, rules: CallingRules): readonly ClaimStep[] {
  const isOpen = isCallingTime(now, rules);
  return queueSteps(now, rules).filter(
    // In the calling hours all appointments are called, those around their time among them.
    ({ hours, appointedSince }) => isWithin(hours, now, rules) && !(isOpen && appointedSince !== null),
  );
}

/**
 * Every step that the queue can have at whatever hour: for saying when the next case comes.
 * @param now the moment, from which appointments were not missed yet
 * @param rules the calling rules of the study
 * @example queueSteps('2026-04-01T14:00:00.000Z', DEFAULT_CALLING_RULES).length // 20
 */
export function queueSteps(now: Instant, rules: CallingRules): readonly ClaimStep[] {
  const parts = rules.dayParts.map(({ code }): Slot => `part:${code}`);
  return KINDS.flatMap(({ kind, slots, hasSeat, byDomain }) => {
    const of = (slot: Slot, hours: Slot, appointedSince: Instant | null = null): ClaimStep => ({
      rank: DUE_RANKS[kind],
      slot,
      hours,
      appointedSince,
      hasSeat,
      byDomain,
    });
    const firmness = kind === 'hard_appointment' ? 'hard' : 'soft';
    const missedBefore = addMinutes(now, -minutesUntilLate(firmness, rules));
    return slots
      .flatMap((slot) => (slot === DAY_PARTS ? parts : [slot]))
      .flatMap((slot) =>
        slot === 'always' ? [of(slot, 'always', missedBefore), of(slot, 'open')] : [of(slot, slot)],
      );
  });
}

/** Whether calls of this kind are made although the target of the domain is reached. */
function hasSeat(plan: DuePlan): boolean {
  return KINDS.some((row) => row.kind === plan.kind && row.hasSeat);
}

/**
 * Whether a planned call may be made at a moment, whoever asks for it.
 * @example isClaimable(plan, plan.dueAt, rules) // true
 */
export function isClaimable(plan: DuePlan, now: Instant, rules: CallingRules): boolean {
  const isOver = plan.expiresAt !== null && plan.expiresAt <= now;
  return plan.dueAt <= now && !isOver && isPlanOpen(plan, now, rules);
}

/** What decides whether an interviewer gets a case. */
export interface Claimant {
  readonly interviewerId: string;
  /** Languages besides the language of the study, as BCP 47 tags. */
  readonly languages: readonly string[];
  readonly skills?: readonly InterviewerSkill[];
}

/** When an interviewer works; `until` is not included. */
export interface ShiftSpan {
  readonly interviewerId: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** Who works when on the day; `null` when no shifts were entered for it, and everybody can be there. */
export type Shifts = readonly ShiftSpan[] | null;

/** What stands between an interviewer and a case that may be called now. */
export type ClaimantHindrance =
  'assigned_to_other' | 'kept_for_own' | 'refused_to_them' | 'language' | 'skill';

/**
 * Why this interviewer may not take a case that may be called now: it is assigned to another, it is kept for the own
 * interviewer who is on shift, somebody refused it to them, or it needs a language or a skill that they do not have.
 * @param plan the planned call
 * @param claimant the interviewer who asks
 * @param now the moment
 * @param shifts who works when
 * @returns `null` when they may take it
 * @example findClaimantHindrance(plan, { interviewerId: 'e1', languages: [] }, now, null)
 */
function findClaimantHindrance(
  plan: DuePlan,
  claimant: Claimant,
  now: Instant,
  shifts: Shifts,
): ClaimantHindrance | null {
  const { interviewerId } = claimant;
  if (plan.assignedTo !== null && plan.assignedTo !== interviewerId) return 'assigned_to_other';
  if (plan.reservedFor !== interviewerId && isKept(plan, now, shifts)) return 'kept_for_own';
  if (plan.notBy.includes(interviewerId)) return 'refused_to_them';
  return findLackingAbility(plan, claimant);
}

function findLackingAbility(
  { language, skill }: DuePlan,
  { languages, skills = [] }: Claimant,
): ClaimantHindrance | null {
  if (language !== null && !languages.includes(language)) return 'language';
  return skill !== null && !skills.includes(skill) ? 'skill' : null;
}

/** Whether the call is kept for the own interviewer: when they are on shift now, or at the agreed moment. */
export function isKept(plan: DuePlan, now: Instant, shifts: Shifts): boolean {
  const { reservedFor, reservedUntil, appointedAt } = plan;
  if (reservedFor === null || reservedUntil === null || now >= reservedUntil) return false;
  return (
    shifts?.some(
      (shift) => shift.interviewerId === reservedFor && (isIn(shift, now) || isIn(shift, appointedAt ?? now)),
    ) ?? true
  );
}

/**
 * The shifts in which now lies, or an appointment that is kept for somebody now.
 * @example shiftsAround(null, now, DEFAULT_CALLING_RULES) // null
 */
export function shiftsAround(shifts: Shifts, now: Instant, { appointments }: CallingRules): Shifts {
  const first = addMinutes(now, -appointments.ownInterviewerMinutes);
  const last = addMinutes(now, appointments.hardEarlyMinutes);
  return shifts?.filter(({ from, until }) => from <= last && until > first) ?? null;
}

/** Whether a moment lies in a shift. */
export function isIn({ from, until }: ShiftSpan, moment: Instant): boolean {
  return from <= moment && moment < until;
}

/**
 * Whether this interviewer may take a case that is claimable.
 * @example mayTake(plan, { interviewerId: 'e1', languages: [] }, now)
 */
export function mayTake(plan: DuePlan, claimant: Claimant, now: Instant, shifts: Shifts = null): boolean {
  return findClaimantHindrance(plan, claimant, now, shifts) === null;
}

/** A pause of many cases at once. */
export interface FieldPause {
  readonly scope: 'study' | 'domain';
  readonly reason: string;
}

/** What is going on around a case when somebody asks for it. */
export interface Surroundings {
  readonly now: Instant;
  readonly rules: CallingRules;
  readonly shifts: Shifts;
  /** Somebody has the case in hand. */
  readonly isInHand: boolean;
  /** Somebody has another case of the same family in hand. */
  readonly isFamilyInHand: boolean;
  /** The domain of the case has all the interviews that are wanted, or will have. */
  readonly isTargetReached: boolean;
  /** Why the domain or the whole study is paused; `null` when it is not. */
  readonly pause: FieldPause | null;
}

/** Why a case is not given out now. */
export type ClaimHindrance =
  'over' | 'in_hand' | 'field_paused' | 'target_reached' | 'not_yet' | 'family_in_hand' | ClaimantHindrance;

/**
 * Why none of these interviewers gets a case now. The claim asks it for the one who wants a case, the explanation on
 * the screen for all of them.
 * @param plan the planned call
 * @param claimants the interviewers who could take it
 * @param around what goes on around the case
 * @returns `null` when one of them may take it; otherwise the hindrance that weighs most
 * @example findClaimHindrance(plan, [me], around) // null
 */
export function findClaimHindrance(
  plan: DuePlan,
  claimants: readonly Claimant[],
  around: Surroundings,
): ClaimHindrance | null {
  const hindrance = findCaseHindrance(plan, around);
  if (hindrance !== null) return hindrance;
  const { now, shifts } = around;
  const hindrances = claimants.map((claimant) => findClaimantHindrance(plan, claimant, now, shifts));
  if (hindrances.includes(null)) return null;
  // What keeps the one who it is assigned to weighs most; keeping a case for somebody ends by itself and weighs least.
  const own = hindrances.find((one) => one !== 'assigned_to_other' && plan.assignedTo !== null);
  return own ?? hindrances.find((one) => one !== 'kept_for_own') ?? hindrances[0] ?? null;
}

function findCaseHindrance(
  plan: DuePlan,
  { now, rules, isInHand, isFamilyInHand, isTargetReached, pause }: Surroundings,
): ClaimHindrance | null {
  if (plan.expiresAt !== null && plan.expiresAt <= now) return 'over';
  if (isInHand) return 'in_hand';
  if (pause !== null) return 'field_paused';
  if (isTargetReached && !hasSeat(plan)) return 'target_reached';
  if (!isClaimable(plan, now, rules)) return 'not_yet';
  return isFamilyInHand ? 'family_in_hand' : null;
}
