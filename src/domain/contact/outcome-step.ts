import type { CaseStep } from './case-status.js';
import type { FollowUp, Outcome, RateGroup } from './outcome.js';

/** What, besides the outcome itself, decides where a case goes. */
export interface OutcomeCircumstances {
  readonly hasAppointment: boolean;
  readonly hasRefusedBefore: boolean;
  /** Whether a number is left that was not found wrong, this one not counted. */
  readonly hasNumberLeft: boolean;
}

const CLOSING_STEPS: Readonly<Record<RateGroup, CaseStep | null>> = {
  I: 'complete',
  P: 'complete_partly',
  R: 'refuse',
  O: 'find_unable',
  NE: 'find_ineligible',
  excluded: 'exclude',
  withdrawn: 'withdraw',
  NC: 'give_up',
  UH: 'give_up',
  UO: 'run_out_of_numbers',
  open: null,
};

type Decide = (circumstances: OutcomeCircumstances, group: RateGroup | null) => CaseStep | null;

const appointOrRetry: Decide = ({ hasAppointment }) => (hasAppointment ? 'appoint' : 'retry');

const STEPS: Readonly<Record<FollowUp, Decide>> = {
  retry_other_day_part: appointOrRetry,
  retry_after_delay: appointOrRetry,
  appointment: appointOrRetry,
  refusal_conversion: ({ hasRefusedBefore }) => (hasRefusedBefore ? 'refuse' : 'refuse_softly'),
  resume: () => 'break_off',
  language_queue: () => 'wait_for_language',
  next_number: ({ hasNumberLeft }) => (hasNumberLeft ? 'retry' : 'run_out_of_numbers'),
  close: (_circumstances, group) => (group === null ? null : CLOSING_STEPS[group]),
  separate_form: () => null,
};

/**
 * The step that a case makes because of an outcome. A second soft refusal is a refusal; the last number that
 * fails ends the search.
 * @param outcome the row of the table
 * @returns the step, or `null` for what is no outcome of a case
 * @example
 * stepOfOutcome(OUTCOMES.busy, { hasAppointment: false, hasRefusedBefore: false, hasNumberLeft: true }) // 'retry'
 */
export function stepOfOutcome(outcome: Outcome, circumstances: OutcomeCircumstances): CaseStep | null {
  return STEPS[outcome.followUp](circumstances, outcome.group);
}
