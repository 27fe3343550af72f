import type { CaseEvent, OutcomeRecorded } from './case-event.js';
import { OUTCOMES } from './outcome-table.js';

/** Why an outcome cannot be taken back. */
export type UndoHindrance =
  /** It was taken back before, or there is no such outcome. */
  | 'no_such_outcome'
  /** Another outcome came after it. */
  | 'not_the_last'
  /** It erased the contact data. */
  | 'erased'
  /** Somebody had the case, or dialled, since. */
  | 'called_since'
  /** A supervisor decided on what came of it. */
  | 'decided_since'
  /** The case left the study since. */
  | 'out_of_study';

const SINCE: Partial<Readonly<Record<CaseEvent['kind'], UndoHindrance>>> = {
  attempt_started: 'called_since',
  call_placed: 'called_since',
  interview_started: 'called_since',
  conversion_decided: 'decided_since',
  attempts_extended: 'decided_since',
  appointment_made: 'decided_since',
  appointment_cancelled: 'decided_since',
  case_given_up: 'decided_since',
  case_excluded: 'out_of_study',
  consent_withdrawn: 'out_of_study',
};

/**
 * The history as it stands: without the outcomes and the supervisor's actions that were taken back. What was erased cannot be taken back, so
 * those outcomes stand whatever is written after them.
 * @param history all entries of one case in the order in which they were written
 * @example standingHistory([recorded, undone]) // [undone]
 */
export function standingHistory(history: readonly CaseEvent[]): readonly CaseEvent[] {
  const undone = new Set(
    history.flatMap((event) => (event.kind === 'outcome_undone' ? [event.outcomeId] : [])),
  );
  const undoneActions = new Set(
    history.flatMap((event) => (event.kind === 'action_undone' ? [event.actionId] : [])),
  );
  return history.filter((event) => {
    if (event.kind === 'action_undone') return true;
    if (event.kind === 'outcome_recorded')
      return !undone.has(event.outcomeId) || !OUTCOMES[event.code].isUndoable;
    return !('actionId' in event) || !undoneActions.has(event.actionId);
  });
}

/** What was recorded last and not taken back; `null` without that. */
export function lastOutcomeOf(
  history: readonly CaseEvent[],
): (OutcomeRecorded & Pick<CaseEvent, 'at'>) | null {
  const last = standingHistory(history).findLast(({ kind }) => kind === 'outcome_recorded');
  return last?.kind === 'outcome_recorded' ? last : null;
}

/**
 * What stands between an outcome and its being taken back. Only the last outcome of a case can be, as long as
 * nothing was built on it: nobody had the case since, nobody decided on it, and nothing was erased.
 * @param history all entries of one case
 * @param outcomeId the outcome that somebody calls wrong
 * @returns `null` when it may be taken back
 * @example findUndoHindrance([], 'o1') // 'no_such_outcome'
 */
export function findUndoHindrance(history: readonly CaseEvent[], outcomeId: string): UndoHindrance | null {
  const standing = standingHistory(history);
  const position = standing.findIndex(
    (event) => event.kind === 'outcome_recorded' && event.outcomeId === outcomeId,
  );
  const outcome = standing[position];
  if (outcome?.kind !== 'outcome_recorded') return 'no_such_outcome';
  if (!OUTCOMES[outcome.code].isUndoable) return 'erased';
  const since = standing.slice(position + 1);
  if (since.some(({ kind }) => kind === 'outcome_recorded')) return 'not_the_last';
  return since.flatMap(({ kind }) => SINCE[kind] ?? [])[0] ?? null;
}
