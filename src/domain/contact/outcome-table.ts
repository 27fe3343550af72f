import { type Outcome, OUTCOME_CODES, type OutcomeCode } from './outcome.js';

type Usual = Pick<
  Outcome,
  | 'aaporCallCode'
  | 'delayMinutes'
  | 'delaysPerDay'
  | 'isFinal'
  | 'isContact'
  | 'countsAsAttempt'
  | 'needsNote'
  | 'needsSupervisor'
  | 'asksAppointment'
  | 'isUndoable'
>;

const USUAL: Usual = {
  aaporCallCode: null,
  delayMinutes: null,
  delaysPerDay: null,
  isFinal: false,
  isContact: false,
  countsAsAttempt: true,
  needsNote: false,
  needsSupervisor: false,
  asksAppointment: false,
  isUndoable: true,
};

function row(spec: Omit<Outcome, keyof Usual> & Partial<Usual>): Outcome {
  return { ...USUAL, ...spec };
}

/**
 * The outcome table: what each outcome is called, how it counts and what follows. Source of the codes: AAPOR
 * Standard Definitions, adapted to a sample of persons known by name, in which nobody's eligibility is unknown
 * only because the telephone is not answered.
 */
export const OUTCOMES: Readonly<Record<OutcomeCode, Outcome>> = {
  no_answer: row({
    code: 'no_answer',
    label: 'Geen gehoor',
    aaporCode: '2.20',
    aaporCallCode: '3.13',
    group: 'NC',
    followUp: 'retry_other_day_part',
    moment: 'after_call',
    concerns: 'number',
    delayMinutes: 180,
  }),
  busy: row({
    code: 'busy',
    label: 'Bezet',
    aaporCode: '2.20',
    aaporCallCode: '3.12',
    group: 'NC',
    followUp: 'retry_after_delay',
    moment: 'after_call',
    concerns: 'number',
    delayMinutes: 20,
    delaysPerDay: 3,
    countsAsAttempt: false,
  }),
  voicemail: row({
    code: 'voicemail',
    label: 'Voicemail (niets inspreken)',
    aaporCode: '2.22',
    group: 'NC',
    followUp: 'retry_other_day_part',
    moment: 'after_call',
    concerns: 'number',
    delayMinutes: 180,
  }),
  call_failed: row({
    code: 'call_failed',
    label: 'Technisch probleem',
    aaporCode: '3.16',
    group: 'UH',
    followUp: 'retry_after_delay',
    moment: 'after_call',
    concerns: 'number',
    delayMinutes: 30,
    delaysPerDay: 3,
    countsAsAttempt: false,
  }),
  other_person: row({
    code: 'other_person',
    label: 'Doelpersoon niet aanwezig',
    aaporCode: '2.21',
    group: 'NC',
    followUp: 'retry_other_day_part',
    moment: 'after_call',
    concerns: 'person',
    delayMinutes: 180,
    isContact: true,
    asksAppointment: true,
  }),
  appointment_hard: row({
    code: 'appointment_hard',
    label: 'Afspraak, vast',
    aaporCode: null,
    group: 'open',
    followUp: 'appointment',
    moment: 'after_call',
    concerns: 'person',
    isContact: true,
    asksAppointment: true,
  }),
  appointment_soft: row({
    code: 'appointment_soft',
    label: 'Afspraak, zacht',
    aaporCode: null,
    group: 'open',
    followUp: 'appointment',
    moment: 'after_call',
    concerns: 'person',
    isContact: true,
    asksAppointment: true,
  }),
  refusal_soft: row({
    code: 'refusal_soft',
    label: 'Weigering, zacht (komt niet uit)',
    aaporCode: '2.11',
    group: 'R',
    followUp: 'refusal_conversion',
    moment: 'after_call',
    concerns: 'person',
    isContact: true,
    needsSupervisor: true,
  }),
  refusal_hard: row({
    code: 'refusal_hard',
    label: 'Weigering, hard',
    aaporCode: '2.11',
    group: 'R',
    followUp: 'close',
    moment: 'after_call_or_in_interview',
    concerns: 'case',
    isFinal: true,
    isContact: true,
  }),
  refusal_parent: row({
    code: 'refusal_parent',
    label: 'Ouder of voogd weigert',
    aaporCode: '2.11',
    group: 'R',
    followUp: 'close',
    moment: 'after_call',
    concerns: 'case',
    isFinal: true,
    isContact: true,
  }),
  broken_off: row({
    code: 'broken_off',
    label: 'Afgebroken',
    aaporCode: '2.12',
    group: 'R',
    followUp: 'resume',
    moment: 'in_interview',
    concerns: 'person',
    delayMinutes: 1440,
    isContact: true,
    asksAppointment: true,
  }),
  partial: row({
    code: 'partial',
    label: 'Gedeeltelijk',
    aaporCode: '1.2',
    group: 'P',
    followUp: 'close',
    moment: 'in_interview',
    concerns: 'case',
    isFinal: true,
    isContact: true,
  }),
  complete: row({
    code: 'complete',
    label: 'Voltooid',
    aaporCode: '1.1',
    group: 'I',
    followUp: 'close',
    moment: 'in_interview',
    concerns: 'case',
    isFinal: true,
    isContact: true,
  }),
  language_barrier: row({
    code: 'language_barrier',
    label: 'Taalbarrière',
    aaporCode: '2.33',
    group: 'O',
    followUp: 'language_queue',
    moment: 'after_call_or_in_interview',
    concerns: 'person',
    isContact: true,
  }),
  unable: row({
    code: 'unable',
    label: 'Niet in staat',
    aaporCode: '2.32',
    group: 'O',
    followUp: 'close',
    moment: 'after_call_or_in_interview',
    concerns: 'case',
    isFinal: true,
    isContact: true,
  }),
  deceased: row({
    code: 'deceased',
    label: 'Overleden',
    aaporCode: '2.31',
    group: 'O',
    followUp: 'close',
    moment: 'any_time',
    concerns: 'family',
    isFinal: true,
    isContact: true,
    needsSupervisor: true,
  }),
  wrong_number: row({
    code: 'wrong_number',
    label: 'Verkeerd nummer',
    aaporCode: '3.90',
    group: 'UO',
    followUp: 'next_number',
    moment: 'after_call',
    concerns: 'number',
    countsAsAttempt: false,
  }),
  not_in_service: row({
    code: 'not_in_service',
    label: 'Nummer buiten gebruik',
    aaporCode: '3.90',
    aaporCallCode: '4.30',
    group: 'UO',
    followUp: 'next_number',
    moment: 'after_call',
    concerns: 'number',
    countsAsAttempt: false,
  }),
  not_client_in_year: row({
    code: 'not_client_in_year',
    label: 'Geen cliënt in het verslagjaar',
    aaporCode: '4.70',
    group: 'NE',
    followUp: 'close',
    moment: 'after_call_or_in_interview',
    concerns: 'case',
    isFinal: true,
    isContact: true,
    needsNote: true,
    needsSupervisor: true,
  }),
  unsafe_or_secret: row({
    code: 'unsafe_or_secret',
    label: 'Onveilig of geheim',
    aaporCode: null,
    group: 'excluded',
    followUp: 'close',
    moment: 'any_time',
    concerns: 'case',
    isFinal: true,
    needsSupervisor: true,
    isUndoable: false,
  }),
  duplicate: row({
    code: 'duplicate',
    label: 'Dubbel',
    aaporCode: '4.81',
    group: 'NE',
    followUp: 'close',
    moment: 'any_time',
    concerns: 'case',
    isFinal: true,
    needsNote: true,
    needsSupervisor: true,
  }),
  care_concern: row({
    code: 'care_concern',
    label: 'Zorgsignaal',
    aaporCode: null,
    group: null,
    followUp: 'separate_form',
    moment: 'never',
    concerns: 'person',
    countsAsAttempt: false,
    needsSupervisor: true,
  }),
};

/** The outcome table in the order in which it is shown. */
export const OUTCOME_LIST: readonly Outcome[] = OUTCOME_CODES.map((code) => OUTCOMES[code]);

/**
 * Whether somebody's last word was no: with such an outcome goes the refusal that stands in the consent records.
 * @example isFinalRefusal('refusal_soft') // false
 */
export function isFinalRefusal(code: OutcomeCode): boolean {
  const { group, followUp } = OUTCOMES[code];
  return group === 'R' && followUp === 'close';
}
