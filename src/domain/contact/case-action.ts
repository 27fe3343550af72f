import type { Instant } from '../calendar/instant.js';
import type { CallingRules } from '../calling/calling-rules.js';
import type { Claimant } from '../calling/claim.js';
import type { CaseEvent } from './case-event.js';
import { type CaseState, isFinal } from './case-state.js';
import { caseStatusAfter } from './case-status.js';
import { standingHistory } from './standing-history.js';

/** What a supervisor can do to a case, or to many at once. */
export const CASE_ACTIONS = [
  'assign',
  'unassign',
  'pause',
  'resume',
  'extend',
  'release',
  'allow',
  'refuse',
] as const;

export type CaseAction = (typeof CASE_ACTIONS)[number];

/** What a supervisor can decide about one case: any action, or closing it for good. */
export const CASE_DECISIONS = [...CASE_ACTIONS, 'give_up'] as const;

export type CaseDecision = (typeof CASE_DECISIONS)[number];

/** What a supervisor can do about the appointment of one case: make or move it, or call it off. */
export type AppointmentAction = 'appoint' | 'cancel_appointment';

/** How each is called on the screen. */
export const CASE_ACTION_LABELS: Readonly<Record<CaseDecision | AppointmentAction, string>> = {
  assign: 'Toewijzen aan een enquêteur',
  unassign: 'Toewijzing opheffen',
  pause: 'Pauzeren',
  resume: 'Pauze opheffen',
  extend: 'Eén poging erbij',
  release: 'Uit handen van de enquêteur nemen',
  allow: 'Na zachte weigering nog één keer bellen',
  refuse: 'Zachte weigering: sluiten als weigering',
  give_up: 'Sluiten: niet meer bellen',
  appoint: 'Afspraak maken of verzetten',
  cancel_appointment: 'Afspraak afzeggen',
};

/** What, besides the case, decides whether an action can be done. */
export interface ActionCircumstances {
  readonly rules: CallingRules;
  /** Somebody has the case in hand. */
  readonly isInHand: boolean;
  /** To whom it is assigned, with what they can do; `null` for other actions. */
  readonly assignee: Claimant | null;
  /** When the supervisor looked at the case: what others did since is not done again, nor undone. */
  readonly seenAt: Instant;
  /** Whether a call is planned that somebody can make. */
  readonly isCallPlanned: boolean;
  /** What must still be tried before the case may be closed as not reached, in Dutch. */
  readonly missingEffort: readonly string[];
}

type Check = (state: CaseState, circumstances: ActionCircumstances) => string | null;

const CHECKS: Readonly<Record<CaseDecision, Check>> = {
  assign: (state, { assignee, rules }) =>
    assignee === null ? 'geen enquêteur gekozen' : whyNotTo(state, assignee, rules),
  unassign: ({ assignedTo }) => (assignedTo === null ? 'niet toegewezen' : null),
  pause: ({ isPaused }) => (isPaused ? 'al gepauzeerd' : null),
  resume: ({ isPaused }) => (isPaused ? null : 'niet gepauzeerd'),
  extend: whyNotExtend,
  release: ({ heldBy }, { isInHand, seenAt }) => {
    if (!isInHand) return 'bij niemand in handen';
    return (heldBy?.since ?? '') > seenAt ? 'sindsdien kreeg een enquêteur de casus' : null;
  },
  allow: undecided,
  refuse: undecided,
  give_up: whyNotGiveUp,
};

function whyNotExtend(
  { addedAttempts, extendedAt }: CaseState,
  { rules, seenAt }: ActionCircumstances,
): string | null {
  if (extendedAt !== null && extendedAt > seenAt) return 'sindsdien gaf iemand anders een poging erbij';
  return addedAttempts >= rules.attemptsExtensionLimit ? 'er mogen geen pogingen meer bij' : null;
}

function whyNotGiveUp(state: CaseState, circumstances: ActionCircumstances): string | null {
  const { isInHand, isCallPlanned, missingEffort } = circumstances;
  if (isInHand) return 'een enquêteur heeft de casus nu';
  if (state.status === 'conversion_asked') return 'besluit eerst over de zachte weigering';
  if (isCallPlanned) return 'er is nog een belpoging gepland';
  const mayBeMade = missingEffort.length > 0 && whyNotExtend(state, circumstances) === null;
  return mayBeMade
    ? `de inzet is nog te klein (${missingEffort.join(', ')}): geef eerst een poging erbij`
    : null;
}

function undecided({ status }: CaseState, { isInHand }: ActionCircumstances): string | null {
  if (status !== 'conversion_asked') return 'geen zachte weigering die op een besluit wacht';
  return isInHand ? 'een enquêteur heeft de casus nu' : null;
}

function whyNotTo(
  state: CaseState,
  { interviewerId, languages, skills = [] }: Claimant,
  rules: CallingRules,
): string | null {
  if (state.assignedTo === interviewerId) return 'al toegewezen aan deze enquêteur';
  if (state.refusedTo.includes(interviewerId)) return 'deze enquêteur kreeg de zachte weigering';
  if (state.language !== null && !languages.includes(state.language))
    return 'deze enquêteur spreekt de taal niet';
  const isConversion = state.status === 'conversion_asked' || state.status === 'conversion_allowed';
  const needsSkill = isConversion && rules.conversion.needsSkill === true;
  return needsSkill && !skills.includes('conversion')
    ? 'deze enquêteur is niet ingedeeld om na een zachte weigering te bellen'
    : null;
}

/**
 * Why an action cannot be done to a case, in Dutch, as the end of a sentence.
 * @param action what somebody wants to do
 * @param state the case
 * @param circumstances what else decides
 * @returns `null` when it can be done
 * @example findActionHindrance('resume', running, circumstances) // 'niet gepauzeerd'
 */
export function findActionHindrance(
  action: CaseDecision,
  state: CaseState,
  circumstances: ActionCircumstances,
): string | null {
  if (state.status === 'unreleased') return 'nog niet vrijgegeven';
  const reopens = action === 'extend' && state.status === 'not_reached';
  if (isFinal(state) && !reopens) return 'al afgerond';
  return CHECKS[action](state, circumstances);
}

/**
 * Why a supervisor cannot make, move or call off the appointment of a case, in Dutch, as the end of a sentence.
 * @param action what somebody wants to do
 * @param state the case
 * @param isInHand whether somebody has the case in hand: then it is for the call that goes on
 * @returns `null` when it can be done
 * @example findAppointmentActionHindrance('cancel_appointment', fresh, false) // 'er is geen afspraak'
 */
export function findAppointmentActionHindrance(
  action: AppointmentAction,
  state: CaseState,
  isInHand: boolean,
): string | null {
  if (state.status === 'unreleased') return 'nog niet vrijgegeven';
  if (isFinal(state)) return 'al afgerond';
  if (isInHand) return 'een enquêteur heeft de casus nu';
  if (action === 'cancel_appointment') return state.appointment === null ? 'er is geen afspraak' : null;
  if (state.isPaused) return 'gepauzeerd: hef eerst de pauze op';
  return caseStatusAfter(state.status, 'appoint') === null ? 'er is een interview bezig' : null;
}

/** Entries after which an earlier action is no longer the last word on a case. */
const AFTER: readonly CaseEvent['kind'][] = [
  'attempt_started',
  'outcome_undone',
  'case_assigned',
  'case_paused',
  'case_resumed',
  'attempts_extended',
  'conversion_decided',
  'appointment_made',
  'appointment_cancelled',
  'case_given_up',
  'case_excluded',
  'consent_withdrawn',
];

/**
 * Why an action on a case cannot be taken back, in Dutch, as the end of a sentence. It can as long as nothing happened
 * to the case since that may rest on it.
 * @param history all entries of the case
 * @param actionId the one that somebody wants to take back
 * @returns `null` when it can be taken back
 * @example findActionUndoHindrance([], 'a1') // 'al teruggedraaid'
 */
export function findActionUndoHindrance(history: readonly CaseEvent[], actionId: string): string | null {
  const standing = standingHistory(history);
  const position = standing.findIndex(
    (event) => event.kind !== 'action_undone' && 'actionId' in event && event.actionId === actionId,
  );
  if (position < 0) return 'al teruggedraaid';
  const since = standing.slice(position + 1).filter(({ kind }) => AFTER.includes(kind));
  if (since.some(({ kind }) => kind === 'attempt_started')) return 'sindsdien had een enquêteur de casus';
  return since.length > 0 ? 'sindsdien is er iets anders besloten' : null;
}
