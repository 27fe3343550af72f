import { NEEDED_LANGUAGES } from '../../domain/calling/contact-language.js';
import { mayAgreeOn } from '../../domain/contact/legal-outcomes.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
import { studyOutcomes } from '../../domain/contact/study-outcomes.js';
import type {
  Alert,
  Checkbox,
  ErrorSummary,
  SelectField,
  TextArea,
  TextField,
} from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import type { OwnCase } from '../cases/own-case.service.js';
import { type AppointmentFields, appointmentFields, numberOptions } from './appointment-fields.pages.js';
import { casePath } from './case-path.js';
import { appointmentNeed, mayObject, type OutcomeFields } from './fieldwork.forms.js';

export interface OutcomePage {
  readonly title: string;
  readonly studyName: string;
  readonly caseNumber: string;
  readonly heading: string;
  readonly action: string;
  readonly backHref: string;
  readonly errors: ErrorSummary;
  readonly alert: Alert | null;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly appointment:
    (AppointmentFields & { readonly legend: string; readonly newNumber: TextField }) | null;
  /** What stands in the way of the appointment that was typed. */
  readonly conflict: Alert | null;
  readonly submitLabel: string;
  readonly language: SelectField | null;
  /** `null` where the study does not divide the outcome. */
  readonly substatus: SelectField | null;
  readonly note: TextArea;
  /** `null` where nobody refuses for good. */
  readonly neverAgain: Checkbox | null;
  readonly isFinal: boolean;
}

export const outcomeView = view<OutcomePage>('fieldwork/outcome');

export function outcomePage(
  own: OwnCase,
  typed: OutcomeFields,
  errors: FieldErrors = {},
  conflict: string | null = null,
): OutcomePage {
  const { record } = own.file;
  const { code } = typed;
  const outcome = studyOutcomes(own.study.rules.outcomes)[code];
  const path = casePath(record.caseNumber);
  const isInterview = own.file.state.status === 'interviewing';
  return {
    title: `${outcome.label} · casus ${record.caseNumber}`,
    studyName: own.study.name,
    caseNumber: record.caseNumber,
    heading: outcome.label,
    action: `${path}/outcome`,
    backHref: isInterview ? `${path}/interview` : path,
    errors: errorSummary(errors),
    alert: alertOf(code),
    hidden: [
      { name: 'code', value: code },
      { name: 'attemptId', value: typed.attemptId },
      { name: 'callId', value: typed.callId },
      ...(conflict === null ? [] : [{ name: 'acceptedConflict', value: momentTyped(typed) }]),
    ],
    conflict:
      conflict === null
        ? null
        : { tone: 'warning', title: conflict, text: 'Spreek een andere tijd af, of leg deze toch vast.' },
    submitLabel: conflict === null ? 'Vastleggen' : 'Toch vastleggen',
    appointment: appointmentOf(own, typed, errors),
    language: code === 'language_barrier' ? languageField(typed.language, errors) : null,
    substatus: substatusField(own, typed, errors),
    note: noteField(outcome.needsNote, typed.note, errors),
    neverAgain: mayObject(code)
      ? {
          name: 'neverAgain',
          label: 'Wil nooit meer worden benaderd, ook niet voor een volgend onderzoek',
          description: 'Alleen als iemand dat zelf zegt. Persoon en nummer komen op de bezwaarlijst.',
          value: 'yes',
          checked: typed.neverAgain === 'yes',
        }
      : null,
    isFinal: outcome.isFinal,
  };
}

const WARNINGS: Readonly<Partial<Record<OutcomeCode, string>>> = {
  unsafe_or_secret:
    'De naam, de nummers en de antwoorden worden meteen gewist. Dit is niet terug te draaien.',
  refusal_soft: 'De veldwerkleider beslist of er later nog één keer wordt gebeld, door een andere enquêteur.',
  refusal_hard: 'Een weigering is een weigering: deze casus wordt niet meer gebeld.',
  refusal_parent: 'Een weigering is een weigering: deze casus wordt niet meer gebeld.',
  broken_off: 'Alle antwoorden zijn bewaard. Het gesprek gaat later verder bij dezelfde vraag.',
};

function alertOf(code: OutcomeCode): Alert | null {
  const text =
    WARNINGS[code] ?? (OUTCOMES[code].isFinal ? 'Deze casus wordt daarna niet meer gebeld.' : null);
  return text === null ? null : { tone: code === 'unsafe_or_secret' ? 'danger' : 'info', text };
}

function appointmentOf(
  { file }: OwnCase,
  typed: OutcomeFields,
  errors: FieldErrors,
): OutcomePage['appointment'] {
  const need = appointmentNeed(typed.code);
  if (need === 'none' || file.verdict.kind === 'nobody') return null;
  const fields = appointmentFields(
    { ...typed, askFor: typed.askFor === '' ? file.verdict.askFor : typed.askFor },
    errors,
    {
      roles: file.verdict.mayBeCalled,
      numbers: numbersOf(file),
    },
  );
  const optional = need === 'possible' ? { optional: true } : {};
  return {
    legend: need === 'required' ? 'Wanneer wordt er gebeld?' : 'Is er een moment afgesproken?',
    ...fields,
    date: { ...fields.date, ...optional },
    time: { ...fields.time, ...optional },
    newNumber: {
      name: 'newNumber',
      label: 'Of een ander nummer dat u nu hoort',
      type: 'tel',
      width: 'medium',
      optional: true,
      autocomplete: 'off',
      value: typed.newNumber,
      ...fieldError(errors, 'newNumber'),
    },
  };
}

/** The numbers that may be called, with a word at the one on the line. */
function numbersOf({ state, verdict }: OwnCase['file']): SelectField['options'] {
  const dialled = state.dials.at(-1);
  const inHandId = dialled?.attemptId === state.heldBy?.attemptId ? dialled?.numberId : undefined;
  return numberOptions(
    state,
    (number) => mayAgreeOn(state, verdict, number),
    ({ numberId }) => (numberId === inHandId ? ', waarop u nu belt' : ''),
  );
}

/** The moment for which somebody was told what stands in its way. */
export function momentTyped({ date, time }: Pick<OutcomeFields, 'date' | 'time'>): string {
  return `${date} ${time}`;
}

function noteField(isNeeded: boolean, value: string, errors: FieldErrors): TextArea {
  return {
    name: 'note',
    label: isNeeded ? 'Wat is er gezegd?' : 'Notitie voor de volgende enquêteur',
    description: 'Schrijf niets op over de hulp of over zorgen om een kind.',
    rows: 3,
    maxLength: 2000,
    value,
    ...(isNeeded ? {} : { optional: true }),
    ...fieldError(errors, 'note'),
  };
}

function substatusField(
  { study }: OwnCase,
  { code, substatus }: OutcomeFields,
  errors: FieldErrors,
): SelectField | null {
  const lines = study.rules.outcomes.substatuses?.[code] ?? [];
  if (lines.length === 0) return null;
  return {
    name: 'substatus',
    label: 'Nadere uitkomst',
    optional: true,
    blank: 'niet gezegd',
    options: lines.map((line) => ({ value: line, label: line })),
    value: substatus,
    ...fieldError(errors, 'substatus'),
  };
}

function languageField(value: string, errors: FieldErrors): SelectField {
  return {
    name: 'language',
    label: 'Welke taal is nodig?',
    blank: 'Kies een taal',
    options: NEEDED_LANGUAGES,
    value,
    ...fieldError(errors, 'language'),
  };
}
