import { NEEDED_LANGUAGES } from '../../domain/calling/contact-language.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
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
import { casePath } from './conversation.pages.js';
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
  readonly appointment: {
    readonly legend: string;
    readonly date: TextField;
    readonly time: TextField;
    readonly askFor: SelectField;
  } | null;
  readonly language: SelectField | null;
  readonly note: TextArea;
  /** `null` where nobody refuses for good. */
  readonly neverAgain: Checkbox | null;
  readonly isFinal: boolean;
}

export const outcomeView = view<OutcomePage>('fieldwork/outcome');

export function outcomePage(own: OwnCase, typed: OutcomeFields, errors: FieldErrors = {}): OutcomePage {
  const { record } = own.file;
  const { code } = typed;
  const outcome = OUTCOMES[code];
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
    ],
    appointment: appointmentOf(own, typed, errors),
    language: code === 'language_barrier' ? languageField(typed.language, errors) : null,
    note: {
      name: 'note',
      label: outcome.needsNote ? 'Wat is er gezegd?' : 'Notitie voor de volgende enquêteur',
      description: 'Schrijf niets op over de hulp of over zorgen om een kind.',
      rows: 3,
      maxLength: 2000,
      value: typed.note,
      ...(outcome.needsNote ? {} : { optional: true }),
      ...fieldError(errors, 'note'),
    },
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
  const optional = need === 'possible' ? { optional: true } : {};
  return {
    legend: need === 'required' ? 'Wanneer wordt er gebeld?' : 'Is er een moment afgesproken?',
    date: {
      name: 'date',
      label: 'Datum',
      type: 'date',
      width: 'medium',
      value: typed.date,
      ...optional,
      ...fieldError(errors, 'date'),
    },
    time: {
      name: 'time',
      label: 'Tijd',
      type: 'time',
      width: 'short',
      value: typed.time,
      ...optional,
      ...fieldError(errors, 'time'),
    },
    askFor: {
      name: 'askFor',
      label: 'Met wie',
      value: typed.askFor === '' ? file.verdict.askFor : typed.askFor,
      options: file.verdict.mayBeCalled.map((role) => ({ value: role, label: CONTACT_ROLE_LABELS[role] })),
      ...fieldError(errors, 'askFor'),
    },
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
