import type { RateGroup } from './outcome.js';

/** Where a case stands. The first nine are open, the others final. */
export const CASE_STATUSES = [
  'unreleased',
  'fresh',
  'retry',
  'appointment',
  'conversion_asked',
  'conversion_allowed',
  'interviewing',
  'broken_off',
  'language_queue',
  'completed',
  'partial',
  'refused',
  'not_reached',
  'other_nonresponse',
  'unreachable',
  'ineligible',
  'excluded',
  'withdrawn',
] as const;

/** The state in which a case is. */
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** What moves a case from one status to another. */
export type CaseStep =
  | 'release'
  | 'retry'
  | 'appoint'
  | 'refuse_softly'
  | 'allow_conversion'
  | 'refuse'
  | 'start_interview'
  | 'break_off'
  | 'complete'
  | 'complete_partly'
  | 'wait_for_language'
  | 'find_unable'
  | 'run_out_of_numbers'
  | 'find_ineligible'
  | 'give_up'
  | 'reopen'
  | 'exclude'
  | 'withdraw';

/** What a status means. */
export interface CaseStatusRow {
  /** Dutch, as on the screen. */
  readonly label: string;
  readonly isFinal: boolean;
  /**
   * Where the case counts in the rates; `null` for a case that is not in the field yet, and for `not_reached`,
   * whose group depends on what was heard before.
   */
  readonly group: RateGroup | null;
}

/** What each status means. */
export const CASE_STATUS_TABLE: Readonly<Record<CaseStatus, CaseStatusRow>> = {
  unreleased: { label: 'nog niet vrijgegeven', isFinal: false, group: null },
  fresh: { label: 'nog niet gebeld', isFinal: false, group: 'open' },
  retry: { label: 'opnieuw bellen', isFinal: false, group: 'open' },
  appointment: { label: 'afspraak', isFinal: false, group: 'open' },
  conversion_asked: { label: 'zachte weigering, wacht op besluit', isFinal: false, group: 'R' },
  conversion_allowed: { label: 'zachte weigering, nog één keer bellen', isFinal: false, group: 'open' },
  interviewing: { label: 'in interview', isFinal: false, group: 'open' },
  broken_off: { label: 'afgebroken, te hervatten', isFinal: false, group: 'open' },
  language_queue: { label: 'wacht op enquêteur met de taal', isFinal: false, group: 'open' },
  completed: { label: 'voltooid', isFinal: true, group: 'I' },
  partial: { label: 'gedeeltelijk voltooid', isFinal: true, group: 'P' },
  refused: { label: 'geweigerd', isFinal: true, group: 'R' },
  not_reached: { label: 'niet bereikt', isFinal: true, group: null },
  other_nonresponse: { label: 'niet mogelijk', isFinal: true, group: 'O' },
  unreachable: { label: 'geen werkend nummer', isFinal: true, group: 'UO' },
  ineligible: { label: 'hoort niet in het onderzoek', isFinal: true, group: 'NE' },
  excluded: { label: 'uitgesloten', isFinal: true, group: 'excluded' },
  withdrawn: { label: 'toestemming ingetrokken', isFinal: true, group: 'withdrawn' },
};

/** A case with one of these is in the field: something can still come of it. */
export const STATUSES_IN_FIELD: readonly CaseStatus[] = CASE_STATUSES.filter(
  (status) => status !== 'unreleased' && !CASE_STATUS_TABLE[status].isFinal,
);

/** How each step is called in the diagram and the history of a case. */
export const CASE_STEP_LABELS: Readonly<Record<CaseStep, string>> = {
  release: 'vrijgeven',
  retry: 'niet gesproken',
  appoint: 'afspraak',
  refuse_softly: 'zachte weigering',
  allow_conversion: 'nog één keer toegestaan',
  refuse: 'weigering',
  start_interview: 'interview begint',
  break_off: 'afgebroken',
  complete: 'voltooid',
  complete_partly: 'gedeeltelijk',
  wait_for_language: 'taalbarrière',
  find_unable: 'niet in staat of overleden',
  run_out_of_numbers: 'geen nummer meer',
  find_ineligible: 'hoort er niet in',
  give_up: 'opgegeven',
  reopen: 'heropend',
  exclude: 'uitsluiten',
  withdraw: 'intrekking',
};

type Moves = Partial<Readonly<Record<CaseStep, CaseStatus>>>;

const LEAVE: Moves = { exclude: 'excluded', withdraw: 'withdrawn' };

const TALK: Moves = {
  ...LEAVE,
  retry: 'retry',
  appoint: 'appointment',
  refuse_softly: 'conversion_asked',
  refuse: 'refused',
  start_interview: 'interviewing',
  wait_for_language: 'language_queue',
  find_unable: 'other_nonresponse',
  run_out_of_numbers: 'unreachable',
  find_ineligible: 'ineligible',
  give_up: 'not_reached',
};

/**
 * Every move that a case can make. A refusal and an interview are never undone by a step; a mistake is undone by
 * an entry that takes the wrong outcome out of the history. A conversion that fails to reach somebody stays a
 * conversion, and an interview that broke off stays to be resumed.
 */
export const CASE_TRANSITIONS: Readonly<Record<CaseStatus, Moves>> = {
  unreleased: { ...LEAVE, release: 'fresh' },
  fresh: TALK,
  retry: TALK,
  appointment: TALK,
  conversion_asked: {
    ...LEAVE,
    allow_conversion: 'conversion_allowed',
    // Somebody who refused may ring back.
    appoint: 'appointment',
    refuse: 'refused',
    give_up: 'refused',
  },
  conversion_allowed: { ...TALK, retry: 'conversion_allowed', give_up: 'refused' },
  interviewing: {
    ...LEAVE,
    start_interview: 'interviewing',
    break_off: 'broken_off',
    // Somebody who speaks the language goes on at the same question.
    wait_for_language: 'broken_off',
    complete: 'completed',
    complete_partly: 'partial',
    refuse: 'refused',
    find_unable: 'other_nonresponse',
    find_ineligible: 'ineligible',
    give_up: 'refused',
  },
  broken_off: {
    ...TALK,
    retry: 'broken_off',
    appoint: 'broken_off',
    refuse_softly: 'refused',
    wait_for_language: 'broken_off',
    // What was answered still counts: the supervisor closes the case.
    run_out_of_numbers: 'broken_off',
    complete_partly: 'partial',
    give_up: 'refused',
  },
  language_queue: { ...TALK, retry: 'language_queue', give_up: 'other_nonresponse' },
  completed: { withdraw: 'withdrawn' },
  partial: { withdraw: 'withdrawn' },
  refused: LEAVE,
  not_reached: { ...LEAVE, reopen: 'retry' },
  other_nonresponse: LEAVE,
  unreachable: { ...LEAVE, reopen: 'retry' },
  ineligible: LEAVE,
  excluded: {},
  withdrawn: {},
};

/**
 * The status of a case after a step.
 * @param status the status now
 * @param step what happened
 * @returns the next status, or `null` when that cannot happen now
 * @example caseStatusAfter('completed', 'refuse') // null
 */
export function caseStatusAfter(status: CaseStatus, step: CaseStep): CaseStatus | null {
  return CASE_TRANSITIONS[status][step] ?? null;
}
