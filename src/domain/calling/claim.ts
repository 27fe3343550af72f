import type { Instant } from '../calendar/instant.js';
import { DUE_RANKS, type DueKind, type DuePlan } from './call-plan.js';
import { dayPartAt, isWithin, type Slot } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';

/** Cases with this rank and slot may be taken now. */
export interface ClaimStep {
  readonly rank: number;
  readonly slot: Slot;
}

const DAY_PART = 'day-part of the moment';

/** In which slots each kind of call is planned, in the order of taking. */
const SLOTS_OF_KIND: readonly (readonly [DueKind, readonly (Slot | typeof DAY_PART)[]])[] = [
  ['hard_appointment', ['always']],
  ['resume', ['always', 'open']],
  ['soft_appointment', ['always']],
  ['busy', ['open']],
  ['retry', ['open', DAY_PART]],
  ['fresh', ['first']],
];

/**
 * Which cases may be taken at a moment, in the order of taking. For each step one look-up in the index on rank,
 * slot and due moment finds the first case, however many there are:
 * `WHERE rank = ? AND slot = ? AND due_at <= now ORDER BY due_at LIMIT 1`.
 * @param now the moment
 * @param rules the calling rules of the study
 * @returns the steps; empty when nobody may be called at all
 * @example claimOrderAt('2026-04-05T10:00:00.000Z', DEFAULT_CALLING_RULES) // Easter: appointments only
 */
export function claimOrderAt(now: Instant, rules: CallingRules): readonly ClaimStep[] {
  const part = dayPartAt(now, rules);
  return SLOTS_OF_KIND.flatMap(([kind, slots]) =>
    slots
      .flatMap((slot): Slot[] => (slot !== DAY_PART ? [slot] : part === null ? [] : [`part:${part.code}`]))
      .filter((slot) => isWithin(slot, now, rules))
      .map((slot) => ({ rank: DUE_RANKS[kind], slot })),
  );
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
  /** Languages besides the language of the study. */
  readonly languages: readonly string[];
}

/**
 * Whether this interviewer may take a case that is claimable: not one that is kept for somebody else, that was
 * refused to them, or that needs a language they do not speak.
 * @example mayTake(plan, { interviewerId: 'e1', languages: [] }, now)
 */
export function mayTake(plan: DuePlan, { interviewerId, languages }: Claimant, now: Instant): boolean {
  const isKept =
    plan.reservedFor !== null && plan.reservedFor !== interviewerId && now < (plan.reservedUntil ?? now);
  if (isKept || plan.notBy.includes(interviewerId)) return false;
  return plan.language === null || languages.includes(plan.language);
}
