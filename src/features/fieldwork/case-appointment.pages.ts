import type { Role } from '../../domain/access/role.js';
import { localTime } from '../../domain/calendar/instant.js';
import { appointmentOwner } from '../../domain/contact/case-state.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import type {
  Alert,
  Breadcrumb,
  ChoiceGroup,
  ErrorSummary,
  Link,
  SelectField,
  SubNavigation,
  SummaryList,
  TextField,
} from '../../web/components.js';
import { formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import {
  caseAppointmentPath,
  casePagePath,
  studyNavigation,
  studyPath,
} from '../studies/study-navigation.js';
import { type AppointmentFields, appointmentFields, numberOptions } from './appointment-fields.pages.js';
import type { CaseAppointmentFields } from './case-appointment.forms.js';
import { type CaseToAppoint, rolesOf } from './case-appointment.service.js';

export interface CaseAppointmentPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly facts: SummaryList;
  readonly errors: ErrorSummary;
  /** Why no appointment can be made now; `null` when one can. */
  readonly hindrance: Alert | null;
  /** What stands in the way of the appointment that was typed. */
  readonly conflict: Alert | null;
  readonly acceptedConflict: string;
  readonly action: string;
  readonly fields: AppointmentFields & {
    readonly firmness: ChoiceGroup;
    readonly interviewer: SelectField;
    readonly reason: TextField;
  };
  readonly submitLabel: string;
  /** Calling it off; `null` without an appointment. */
  readonly cancel: { readonly action: string; readonly reason: TextField } | null;
  readonly agenda: Link;
  readonly back: Link;
}

export const caseAppointmentView = view<CaseAppointmentPage>('fieldwork/case-appointment');

const NOTHING_AGREED: CaseAppointmentFields = {
  date: '',
  time: '',
  firmness: 'hard',
  askFor: '',
  number: '',
  interviewer: '',
  reason: '',
  acceptedConflict: '',
};

/** What the page begins with: the appointment as it stands. */
export function appointmentAsItIs({ file: { state, verdict } }: CaseToAppoint): CaseAppointmentFields {
  const { appointment } = state;
  if (appointment === null) {
    return { ...NOTHING_AGREED, askFor: verdict.kind === 'ask' ? verdict.askFor : '' };
  }
  const { date, minuteOfDay } = localTime(appointment.at);
  return {
    ...NOTHING_AGREED,
    date,
    time: clock(minuteOfDay),
    firmness: appointment.firmness,
    askFor: appointment.withRole,
    number: appointment.numberId ?? '',
    interviewer: appointmentOwner(state) ?? '',
  };
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** What was wrong with what was typed, and what stands in its way. */
export interface Found {
  readonly errors?: FieldErrors;
  readonly conflict?: string | null;
  /** Of the reason for calling it off. */
  readonly cancelError?: string | null;
}

export function caseAppointmentPage(
  about: CaseToAppoint,
  roles: readonly Role[],
  typed: CaseAppointmentFields,
  { errors = {}, conflict = null, cancelError = null }: Found = {},
): CaseAppointmentPage {
  const { study, file } = about;
  const { caseNumber } = file.record;
  const back = casePagePath(study.slug, caseNumber);
  const agenda = `${studyPath(study.slug, 'fieldwork')}/appointments`;
  return {
    title: `Afspraak van casus ${caseNumber}`,
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'cases'),
    breadcrumb: {
      items: [
        { label: 'Casussen', href: studyPath(study.slug, 'cases') },
        { label: `Casus ${caseNumber}`, href: back },
      ],
      current: 'Afspraak',
    },
    facts: factsOf(about),
    errors: errorSummary(cancelError === null ? errors : { cancelReason: cancelError }),
    hindrance: hindranceOf(about),
    action: caseAppointmentPath(study.slug, caseNumber),
    fields: fieldsOf(about, typed, errors),
    ...conflictOf(conflict, typed),
    cancel: cancelOf(about, cancelError),
    agenda: {
      label: 'Afspraken en enquêteurs per half uur',
      href: typed.date === '' ? agenda : `${agenda}?day=${encodeURIComponent(typed.date)}`,
    },
    back: { label: 'Terug naar de casus', href: back },
  };
}

function hindranceOf({ file: { record }, hindrances }: CaseToAppoint): Alert | null {
  const { appoint } = hindrances;
  if (appoint === null) return null;
  const title = 'Nu kan er geen afspraak worden gemaakt';
  return { tone: 'info', title, text: `Casus ${record.caseNumber}: ${appoint}.` };
}

function conflictOf(
  conflict: string | null,
  typed: CaseAppointmentFields,
): Pick<CaseAppointmentPage, 'conflict' | 'acceptedConflict' | 'submitLabel'> {
  if (conflict === null) return { conflict, acceptedConflict: '', submitLabel: 'Afspraak vastleggen' };
  const text = 'Kies een andere tijd, of leg deze toch vast.';
  return {
    conflict: { tone: 'warning', title: conflict, text },
    acceptedConflict: momentOf(typed),
    submitLabel: 'Toch vastleggen',
  };
}

function cancelOf(
  { study, file, hindrances }: CaseToAppoint,
  error: string | null,
): CaseAppointmentPage['cancel'] {
  if (hindrances.cancel_appointment !== null) return null;
  return {
    action: `${caseAppointmentPath(study.slug, file.record.caseNumber)}/cancel`,
    reason: reasonField('cancelReason', '', error === null ? {} : { cancelReason: error }),
  };
}

/** The moment for which somebody was told what stands in its way. */
export function momentOf({ date, time, interviewer }: CaseAppointmentFields): string {
  return `${date} ${time} ${interviewer}`;
}

function factsOf({ file: { state }, interviewers }: CaseToAppoint): SummaryList {
  const { appointment } = state;
  const owner = interviewers.find(({ id }) => id === appointmentOwner(state))?.name;
  const now =
    appointment === null
      ? 'geen'
      : `${formatMoment(appointment.at)}, ${appointment.firmness === 'hard' ? 'vast' : 'zacht'}, met de ${CONTACT_ROLE_LABELS[appointment.withRole]}`;
  return {
    items: [
      { label: 'Stand', value: CASE_STATUS_TABLE[state.status].label },
      { label: 'Afspraak', value: now },
      ...(owner === undefined ? [] : [{ label: 'Door', value: owner }]),
    ],
  };
}

function fieldsOf(
  { file, interviewers }: CaseToAppoint,
  typed: CaseAppointmentFields,
  errors: FieldErrors,
): CaseAppointmentPage['fields'] {
  return {
    ...appointmentFields(typed, errors, {
      roles: rolesOf(file),
      numbers: numberOptions(file.state, ({ isFailed }) => !isFailed),
    }),
    firmness: {
      name: 'firmness',
      label: 'Hoe vast?',
      kind: 'radio',
      options: [
        { value: 'hard', label: 'Vast', description: 'Op die tijd.', checked: typed.firmness === 'hard' },
        { value: 'soft', label: 'Zacht', description: 'Vanaf die tijd.', checked: typed.firmness === 'soft' },
      ],
    },
    interviewer: {
      name: 'interviewer',
      label: 'Wie belt',
      value: typed.interviewer,
      options: [
        { value: '', label: 'wie er dan is' },
        ...interviewers.map(({ id, name }) => ({ value: id, label: name })),
      ],
      ...fieldError(errors, 'interviewer'),
    },
    reason: reasonField('reason', typed.reason, errors),
  };
}

function reasonField(name: string, value: string, errors: FieldErrors): TextField {
  return {
    name,
    label: 'Waarom?',
    description: 'Komt in de geschiedenis. Noem geen namen of telefoonnummers.',
    value,
    width: 'full',
    maxLength: 200,
    autocomplete: 'off',
    ...fieldError(errors, name),
  };
}
