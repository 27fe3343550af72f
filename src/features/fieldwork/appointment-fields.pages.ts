import { CONTACT_ROLE_LABELS, type ContactRole } from '../../domain/consent/consent-record.js';
import type { CaseState } from '../../domain/contact/case-state.js';
import type { SelectField, TextField } from '../../web/components.js';
import { type FieldErrors, fieldError } from '../../web/form-errors.js';

type NumberState = CaseState['numbers'][number];

/** What an appointment is asked with, by whoever makes it. */
export interface AppointmentFields {
  readonly date: TextField;
  readonly time: TextField;
  readonly askFor: SelectField;
  readonly number: SelectField;
}

/** The fields in which an appointment is typed; `numbers` are those that may be chosen. */
export function appointmentFields(
  typed: Readonly<Record<keyof AppointmentFields, string>>,
  errors: FieldErrors,
  choices: { readonly roles: readonly ContactRole[]; readonly numbers: SelectField['options'] },
): AppointmentFields {
  const field = <Name extends keyof AppointmentFields>(name: Name) => ({
    name,
    value: typed[name],
    ...fieldError(errors, name),
  });
  return {
    date: { ...field('date'), label: 'Datum', type: 'date', width: 'medium' },
    time: { ...field('time'), label: 'Tijd', type: 'time', width: 'short' },
    askFor: {
      ...field('askFor'),
      label: 'Met wie',
      options: choices.roles.map((role) => ({ value: role, label: CONTACT_ROLE_LABELS[role] })),
    },
    number: {
      ...field('number'),
      label: 'Op welk nummer',
      options: [{ value: '', label: 'het eerste nummer van deze persoon' }, ...choices.numbers],
    },
  };
}

/** The numbers of a case that may be chosen, by their place and without their digits. */
export function numberOptions(
  { numbers }: Pick<CaseState, 'numbers'>,
  mayChoose: (number: NumberState) => boolean,
  noteOf: (number: NumberState) => string = () => '',
): SelectField['options'] {
  return numbers.flatMap((number, index) => {
    if (!mayChoose(number)) return [];
    const { numberId, reaches } = number;
    const whose = reaches === 'household' ? 'van het gezin' : `van de ${CONTACT_ROLE_LABELS[reaches]}`;
    return [{ value: numberId, label: `nummer ${String(index + 1)}, ${whose}${noteOf(number)}` }];
  });
}
