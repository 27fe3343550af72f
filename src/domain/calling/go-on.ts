import type { CaseState } from '../contact/case-state.js';
import { hasOpenCall } from '../contact/legal-outcomes.js';
import type { Surroundings } from './claim.js';
import type { Explanation } from './explain.js';

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
  if (isForOther(state, interviewerId)) return ASSIGNED_AWAY;
  return isFamilyInHand ? FAMILY_IN_HAND : null;
}

const ASSIGNED_AWAY = 'De veldwerkleider heeft deze casus aan een andere enquêteur toegewezen.';
const FAMILY_IN_HAND = 'Een andere enquêteur belt nu over een ander kind van dit gezin.';

function isForOther({ assignedTo }: Pick<CaseState, 'assignedTo'>, interviewerId: string): boolean {
  return assignedTo !== null && assignedTo !== interviewerId;
}

/** Whether somebody was called in the attempt in hand and what came of it is not written down: a call, or an interview. */
export function isInConversation(state: CaseState): boolean {
  return state.status === 'interviewing' || hasOpenCall(state);
}

/** What goes on around a case of which the time of its interviewer has ended, and which nobody else took. */
export interface LapseCircumstances extends Pick<Surroundings, 'isFamilyInHand'> {
  readonly interviewerId: string;
  /** Whether the queue would give the case to this interviewer now, and why not. */
  readonly claim: Pick<Explanation, 'mayBeCalledNow' | 'sentence'>;
}

/**
 * Why an interviewer cannot go on with a case of which their time has ended, in Dutch. Going on takes what a claim takes.
 * A conversation that was begun is finished, unless another child of the family is in hand: never both at a time.
 * @param state the case, still in the hands of the interviewer
 * @param around who it is about, and what goes on around the case
 * @returns `null` when they can go on
 * @example findLapseHindrance(state, { interviewerId: 'e1', isFamilyInHand: true, claim }) // 'Een andere enquêteur belt nu over een ander kind van dit gezin.'
 */
export function findLapseHindrance(state: CaseState, around: LapseCircumstances): string | null {
  const { interviewerId, isFamilyInHand, claim } = around;
  if (isFamilyInHand) return FAMILY_IN_HAND;
  if (isInConversation(state)) return null;
  if (isForOther(state, interviewerId)) return ASSIGNED_AWAY;
  return claim.mayBeCalledNow ? null : claim.sentence;
}
