import { exclusionReasonTable } from '../../domain/checks/exclusion-reason.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
import { outcomeLabel, type OutcomeRules } from '../../domain/contact/study-outcomes.js';
import { LINE_RESULT_LABELS } from '../../domain/telephone/line-result.js';
import type { Cell, DataTable } from '../../web/components.js';
import { formatMoment } from '../../web/dutch-format.js';
import type { AgreedMoment, CaseOverview, HistoryEntry, WrittenEvent } from './case-page.service.js';

/** The history of a case as a table, the newest first; an outcome that was undone stays in it, marked. */
export function historyTable({ study, history, names }: CaseOverview): DataTable {
  const context = { names, rules: study.rules.outcomes };
  const undone = new Set(
    history.flatMap((one) => {
      if (one.kind === 'outcome_undone') return [one.outcomeId];
      return one.kind === 'event' && one.event.kind === 'action_undone' ? [one.event.actionId] : [];
    }),
  );
  return {
    id: 'geschiedenis',
    caption: 'Geschiedenis, het nieuwste eerst',
    columns: [{ label: 'Wanneer' }, { label: 'Wat', wide: true }, { label: 'Door' }],
    rows: history.map((entry): Cell[] => [
      { text: formatMoment(entry.at) },
      { ...wordsOf(entry, context), ...undoneBadge(entry, undone) },
      { text: entry.by === null ? 'het programma' : (names.get(entry.by) ?? 'een oud account') },
    ]),
    empty: 'Met deze casus is nog niets gebeurd.',
    notes: [
      'Aan deze geschiedenis wordt alleen toegevoegd. Wat fout was, blijft staan en is als zodanig te zien.',
    ],
  };
}

function undoneBadge(entry: HistoryEntry, undone: ReadonlySet<string>): Pick<Cell, 'badge'> {
  const isUndone =
    (entry.kind === 'outcome_recorded' && undone.has(entry.outcomeId)) ||
    (entry.kind === 'consent_said' && entry.isUndone) ||
    isOfAction(entry, undone);
  return isUndone ? { badge: { text: 'teruggedraaid', tone: 'warning' } } : {};
}

type Words = Pick<Cell, 'text' | 'detail'>;

function isOfAction(entry: HistoryEntry, undone: ReadonlySet<string>): boolean {
  if (entry.kind !== 'event' || entry.event.kind === 'action_undone' || !('actionId' in entry.event))
    return false;
  return undone.has(entry.event.actionId);
}

type Names = ReadonlyMap<string, string>;

/** How the study calls outcomes, and who is who. */
interface Context {
  readonly names: Names;
  readonly rules: OutcomeRules;
}

function wordsOf(entry: HistoryEntry, { names, rules }: Context): Words {
  switch (entry.kind) {
    case 'attempt_started':
      return { text: 'Kreeg de casus' };
    case 'attempt_ended':
      return { text: 'Casus terug in de wachtrij' };
    case 'call_placed':
      return callWords(entry);
    case 'outcome_recorded':
      return outcomeWords(entry, rules);
    case 'outcome_undone':
      return { text: 'Uitkomst teruggedraaid', ...detail(entry.reason) };
    case 'consent_said':
      return { text: consentWords(entry) };
    case 'note_written':
      return { text: 'Notitie voor de volgende enquêteur' };
    case 'event':
      return withReason(eventWords(entry.event, names), entry.reason);
  }
}

function withReason(words: Words, reason: string | null): Words {
  return reason === null ? words : { ...words, ...detail(reason) };
}

function detail(text: string | null): Pick<Cell, 'detail'> {
  return text === null || text === '' ? {} : { detail: text };
}

const DRIVER_LABELS: Readonly<Record<string, string>> = {
  manual: 'met de hand gebeld',
  simulator: 'gespeeld, niet echt gebeld',
  twilio: 'via de computer',
  twilio_bridge: 'via de telefooncentrale',
};

function callWords({
  askedFor,
  driver,
  isByHand,
  lineResult,
}: Extract<HistoryEntry, { kind: 'call_placed' }>): Words {
  const how = DRIVER_LABELS[driver] ?? driver;
  const heard = lineResult === null ? '' : `; de lijn: ${LINE_RESULT_LABELS[lineResult]}`;
  return {
    text: `Gebeld, gevraagd naar de ${CONTACT_ROLE_LABELS[askedFor]}`,
    detail: `${how}${isByHand ? ', daarna met de hand' : ''}${heard}`,
  };
}

function outcomeWords(
  { code, language, substatus, appointment }: Extract<HistoryEntry, { kind: 'outcome_recorded' }>,
  rules: OutcomeRules,
): Words {
  const { aaporCode } = OUTCOMES[code];
  const parts = [
    ...(aaporCode === null ? [] : [`AAPOR ${aaporCode}`]),
    ...(language === null ? [] : [`taal: ${language}`]),
    ...(appointment === null ? [] : [appointmentWords(appointment)]),
  ];
  const label = outcomeLabel(rules, code);
  const finer = substatus === null ? '' : ` (${substatus})`;
  return { text: `Uitkomst: ${label}${finer}`, ...detail(parts.join('; ')) };
}

function appointmentWords({ at, firmness, withRole }: AgreedMoment): string {
  const kind = firmness === 'hard' ? 'vaste' : 'zachte';
  return `${kind} afspraak op ${formatMoment(at)} met de ${CONTACT_ROLE_LABELS[withRole]}`;
}

const SUBJECTS: Readonly<Record<string, string>> = {
  own_participation: 'zelf meedoen',
  youth_participation: 'vragen aan de jongere',
  parent_instead: 'antwoorden in plaats van de jongere',
  follow_up: 'een vervolggesprek',
};

function consentWords({
  givenBy,
  subject,
  decision,
}: Extract<HistoryEntry, { kind: 'consent_said' }>): string {
  const about = SUBJECTS[subject] ?? subject;
  const who = CONTACT_ROLE_LABELS[givenBy];
  return decision === 'given'
    ? `Toestemming van de ${who}: ${about}`
    : `Geen toestemming van de ${who}: ${about}`;
}

type EventWords = {
  readonly [Kind in WrittenEvent['kind']]: (
    event: Extract<WrittenEvent, { kind: Kind }>,
    names: Names,
  ) => Words;
};

const EVENT_WORDS: EventWords = {
  case_released: () => ({ text: 'Vrijgegeven voor het veldwerk' }),
  numbers_listed: ({ numbers }) => ({ text: numbersWords(numbers.length) }),
  interview_started: ({ role }) => ({ text: `Interview begonnen met de ${CONTACT_ROLE_LABELS[role]}` }),
  conversion_decided: ({ isAllowed }) => ({
    text: isAllowed ? 'Besluit: nog één keer bellen' : 'Besluit: sluiten als weigering',
  }),
  attempts_extended: ({ by }) => ({ text: by === 1 ? 'Eén poging erbij' : `${String(by)} pogingen erbij` }),
  case_paused: () => ({ text: 'Gepauzeerd' }),
  case_resumed: () => ({ text: 'Pauze voorbij' }),
  case_assigned: ({ interviewerId }, names) => ({
    text:
      interviewerId === null
        ? 'Toewijzing opgeheven'
        : `Toegewezen aan ${names.get(interviewerId) ?? 'een oud account'}`,
  }),
  case_taken_back: () => ({ text: 'Uit handen van de enquêteur genomen' }),
  appointment_made: ({ appointment }) => ({
    text: `Afspraak buiten een telefoontje: ${appointmentWords(appointment)}`,
  }),
  appointment_cancelled: () => ({ text: 'Afspraak afgezegd' }),
  action_undone: ({ reason }) => ({ text: 'Besluit teruggedraaid', ...detail(reason) }),
  case_given_up: ({ reason, isEnough }) => ({
    text:
      isEnough === true
        ? 'Gesloten: het afgebroken interview telt als gedeeltelijk'
        : 'Gesloten: wordt niet meer gebeld',
    ...detail(reason ?? null),
  }),
  case_excluded: ({ reason }) => ({ text: 'Uitgesloten', detail: exclusionLabel(reason) }),
  consent_withdrawn: () => ({ text: 'Toestemming ingetrokken; gegevens gewist' }),
};

function eventWords(event: WrittenEvent, names: Names): Words {
  // The table has for each kind the function of that kind; the compiler cannot join the two.
  const words = EVENT_WORDS[event.kind] as (event: WrittenEvent, names: Names) => Words;
  return words(event, names);
}

function exclusionLabel(reason: ExclusionReason): string {
  return reason === 'onveilig' ? 'Onveilig of geheim' : exclusionReasonTable[reason].label;
}

function numbersWords(count: number): string {
  if (count === 0) return 'Geen telefoonnummer bekend';
  return count === 1 ? '1 telefoonnummer bekend' : `${String(count)} telefoonnummers bekend`;
}
