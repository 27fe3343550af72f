import { attemptsMade, type CaseState, isFinal } from '../contact/case-state.js';
import type { CallPlan } from './call-plan.js';
import type { CallingRules } from './calling-rules.js';

/** What a supervisor may want to look at in an open case, the most pressing first. */
export const CASE_ATTENTIONS = ['decide', 'paused', 'last_attempt'] as const;

/** Why an open case stands out among the others. */
export type CaseAttention = (typeof CASE_ATTENTIONS)[number];

/** How each is called on the screen. */
export const CASE_ATTENTION_LABELS: Readonly<Record<CaseAttention, string>> = {
  decide: 'wacht op besluit',
  paused: 'gepauzeerd',
  last_attempt: 'laatste poging',
};

/**
 * Whether a case needs a look: it waits for the supervisor because no call can be planned, it is paused, or the next
 * attempt is the last that the rules allow.
 * @param state the case
 * @param plan the plan for its next call
 * @param rules the calling rules of the study
 * @returns `null` for a case that runs by itself, that is final, or that is not in the field yet
 * @example attentionOf(state, { isDue: false, reason: 'attempts_used' }, rules) // 'decide'
 */
export function attentionOf(state: CaseState, plan: CallPlan, rules: CallingRules): CaseAttention | null {
  if (isFinal(state) || state.status === 'unreleased') return null;
  // Of whoever refused is decided first, also while their case is paused.
  if (state.isPaused && state.status !== 'conversion_asked') return 'paused';
  if (!plan.isDue) return 'decide';
  const allowed = rules.attemptsLimit + state.addedAttempts;
  return attemptsMade(state) >= allowed - 1 ? 'last_attempt' : null;
}
