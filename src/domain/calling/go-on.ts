import type { CaseState } from '../contact/case-state.js';
import type { Surroundings } from './claim.js';

/** What, besides the case, decides whether its last interviewer goes on with it. */
export interface GoOnCircumstances extends Pick<Surroundings, 'isFamilyInHand' | 'pause'> {
  readonly interviewerId: string;
}

/**
 * Why an interviewer cannot go on with a case that already left their hands, in Dutch. Nobody gets a case in this way
 * that the queue would keep from them: what a supervisor decided meanwhile weighs more.
 * @param state the case
 * @param around who it is about, and what goes on around the case
 * @returns `null` when they can go on
 * @example findGoOnHindrance({ isPaused: true, assignedTo: null }, circumstances) // 'De veldwerkleider heeft deze casus gepauzeerd.'
 */
export function findGoOnHindrance(
  state: Pick<CaseState, 'isPaused' | 'assignedTo'>,
  around: GoOnCircumstances,
): string | null {
  const { interviewerId, pause, isFamilyInHand } = around;
  if (state.isPaused) return 'De veldwerkleider heeft deze casus gepauzeerd.';
  if (pause !== null) {
    return `De veldwerkleider heeft ${pause.scope === 'study' ? 'het hele veldwerk' : 'dit domein'} gepauzeerd.`;
  }
  if (state.assignedTo !== null && state.assignedTo !== interviewerId) {
    return 'De veldwerkleider heeft deze casus aan een andere enquêteur toegewezen.';
  }
  return isFamilyInHand ? 'Een andere enquêteur belt nu over een ander kind van dit gezin.' : null;
}
