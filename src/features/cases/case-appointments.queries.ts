import type { Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { Appointment } from '../../domain/contact/case-event.js';

/** A row of the table. */
export interface AppointmentRow {
  readonly id: string;
  readonly case_id: string;
  readonly outcome_id: string | null;
  readonly kind: 'hard' | 'soft';
  readonly due_at: Instant;
  readonly ask_for: ContactRole;
  readonly contact_id: string | null;
  readonly interviewer_id: string | null;
}

export function appointmentOf(row: AppointmentRow): Appointment {
  return {
    appointmentId: row.id,
    at: row.due_at,
    firmness: row.kind,
    withRole: row.ask_for,
    numberId: row.contact_id,
    interviewerId: row.interviewer_id,
  };
}

/** Keeps an appointment: of an outcome, or with `null` one that a supervisor made. */
export async function insertAppointment(
  trx: Transaction,
  {
    caseId,
    outcomeId,
    appointment,
  }: { readonly caseId: string; readonly outcomeId: string | null; readonly appointment: Appointment },
): Promise<void> {
  await trx<AppointmentRow>('appointments').insert({
    id: appointment.appointmentId,
    case_id: caseId,
    outcome_id: outcomeId,
    kind: appointment.firmness,
    due_at: appointment.at,
    ask_for: appointment.withRole,
    contact_id: appointment.numberId,
    interviewer_id: appointment.interviewerId,
  });
}
