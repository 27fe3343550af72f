import { localTime } from '../../domain/calendar/instant.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import { findAgreedDayHindrance } from '../../domain/contact/agreed-day.js';
import { formatDate } from '../../web/dutch-format.js';
import type { FieldErrors } from '../../web/form-errors.js';
import type { OutcomeInput } from '../cases/case-outcomes.service.js';
import type { CaseFile } from '../cases/cases.service.js';
import type { Study } from '../studies/studies.service.js';

/** What is wrong with the person or number of an appointment on the day that was agreed, by field; empty when all is well. */
export function agreedDayErrors(
  { study, file }: { readonly study: Study; readonly file: CaseFile },
  appointment: OutcomeInput['appointment'],
): FieldErrors {
  if (appointment === null || file.bornOn === null) return {};
  const on = localTime(appointment.at).date;
  const { withRole, numberId = null } = appointment;
  const of = { ...file, bornOn: file.bornOn };
  const hindrance = findAgreedDayHindrance(of, { on, withRole, numberId }, study.rules.consent);
  if (hindrance === null) return {};
  const why = `door een verjaardag gelden op ${formatDate(on)} andere regels. Kies een eerdere dag.`;
  return hindrance === 'person'
    ? { askFor: `De ${CONTACT_ROLE_LABELS[withRole]} mag dan niet meer worden gebeld: ${why}` }
    : { number: `Dit nummer mag dan niet meer worden gebeld: ${why}` };
}
