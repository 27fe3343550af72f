import type { Instant } from '../calendar/instant.js';
import { DUE_RANKS, type DueKind, type DuePlan } from './call-plan.js';
import { dayPartAt, isWithin, type Slot } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';
import type { InterviewerSkill } from './interviewer-skill.js';

/** Cases with this rank and slot may be taken now. */
export interface ClaimStep {
  readonly rank: number;
  readonly slot: Slot;
  /** Whether these cases have a place in the target of their domain: they are called although it is reached. */
  readonly hasSeat: boolean;
  /** Whether the domain that is furthest behind goes first; otherwise the case that waits longest. */
  readonly byDomain: boolean;
}

const DAY_PART = 'day-part of the moment';

interface KindRow {
  readonly kind: DueKind;
  /** In which slots this kind of call is planned. */
  readonly slots: readonly (Slot | typeof DAY_PART)[];
  readonly hasSeat: boolean;
  readonly byDomain: boolean;
}

/** In the order of taking. Whoever was promised a moment is called at that moment, whatever the domain. */
const KINDS: readonly KindRow[] = [
  { kind: 'hard_appointment', slots: ['always'], hasSeat: true, byDomain: false },
  { kind: 'resume', slots: ['always', 'open', DAY_PART], hasSeat: true, byDomain: false },
  { kind: 'soft_appointment', slots: ['always'], hasSeat: true, byDomain: false },
  { kind: 'busy', slots: ['open'], hasSeat: false, byDomain: false },
  { kind: 'retry', slots: ['open', DAY_PART], hasSeat: false, byDomain: true },
  { kind: 'fresh', slots: ['first'], hasSeat: false, byDomain: true },
];

/**
 * Which cases may be taken at a moment, in the order of taking. For each step one look-up in an index on rank, slot
 * and due moment finds the first case, however many there are.
 * @param now the moment
 * @param rules the calling rules of the study
 * @returns the steps; empty when nobody may be called at all
 * @example claimOrderAt('2026-04-05T10:00:00.000Z', DEFAULT_CALLING_RULES) // Easter: appointments only
 */
export function claimOrderAt(now: Instant, rules: CallingRules): readonly ClaimStep[] {
  const part = dayPartAt(now, rules);
  return KINDS.flatMap(({ kind, slots, hasSeat, byDomain }) =>
    slots
      .flatMap((slot): Slot[] => (slot !== DAY_PART ? [slot] : part === null ? [] : [`part:${part.code}`]))
      .filter((slot) => isWithin(slot, now, rules))
      .map((slot) => ({ rank: DUE_RANKS[kind], slot, hasSeat, byDomain })),
  );
}

/**
 * Every step that the queue can have, whatever the moment: for saying when the next case comes.
 * @example queueSteps(DEFAULT_CALLING_RULES).length // 17
 */
export function queueSteps(rules: CallingRules): readonly ClaimStep[] {
  const parts = rules.dayParts.map(({ code }): Slot => `part:${code}`);
  return KINDS.flatMap(({ kind, slots, hasSeat, byDomain }) =>
    slots
      .flatMap((slot) => (slot === DAY_PART ? parts : [slot]))
      .map((slot) => ({ rank: DUE_RANKS[kind], slot, hasSeat, byDomain })),
  );
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
  return plan.dueAt <= now && !isOver && isWithin(plan.slot, now, rules);
}

/** What decides whether an interviewer gets a case. */
export interface Claimant {
  readonly interviewerId: string;
  /** Languages besides the language of the study, as BCP 47 tags. */
  readonly languages: readonly string[];
  readonly skills?: readonly InterviewerSkill[];
}

/** Who is on shift; `null` on a day for which no shifts were entered. */
export type OnShift = ReadonlySet<string> | null;

/** What stands between an interviewer and a case that may be called now. */
export type ClaimantHindrance =
  'assigned_to_other' | 'kept_for_own' | 'refused_to_them' | 'language' | 'skill';

/**
 * Why this interviewer may not take a case that may be called now: it is assigned to another, it is kept for the own
 * interviewer who is on shift, somebody refused it to them, or it needs a language or a skill that they do not have.
 * @param plan the planned call
 * @param claimant the interviewer who asks
 * @param now the moment
 * @param onShift who is on shift now
 * @returns `null` when they may take it
 * @example findClaimantHindrance(plan, { interviewerId: 'e1', languages: [] }, now, null)
 */
function findClaimantHindrance(
  plan: DuePlan,
  claimant: Claimant,
  now: Instant,
  onShift: OnShift,
): ClaimantHindrance | null {
  const { interviewerId } = claimant;
  if (plan.assignedTo !== null && plan.assignedTo !== interviewerId) return 'assigned_to_other';
  if (plan.reservedFor !== interviewerId && isKept(plan, now, onShift)) return 'kept_for_own';
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

/** Whether the call is kept for the own interviewer: not when they are not on shift. */
export function isKept(plan: DuePlan, now: Instant, onShift: OnShift): boolean {
  if (plan.reservedFor === null || plan.reservedUntil === null) return false;
  return now < plan.reservedUntil && (onShift === null || onShift.has(plan.reservedFor));
}

/**
 * Whether this interviewer may take a case that is claimable.
 * @example mayTake(plan, { interviewerId: 'e1', languages: [] }, now)
 */
export function mayTake(plan: DuePlan, claimant: Claimant, now: Instant, onShift: OnShift = null): boolean {
  return findClaimantHindrance(plan, claimant, now, onShift) === null;
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
  readonly onShift: OnShift;
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
  const { now, onShift } = around;
  const hindrances = claimants.map((claimant) => findClaimantHindrance(plan, claimant, now, onShift));
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
