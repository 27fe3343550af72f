import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';

/** An appointment of which somebody may have to be reminded. */
export interface UpcomingAppointment {
  readonly id: string;
  readonly caseId: string;
}

/** Agreed appointments between two moments, where calls go on and reminders are sent, without a message yet. */
export async function listUpcoming(
  db: Reader,
  { from, until, limit }: { readonly from: Instant; readonly until: Instant; readonly limit: number },
): Promise<readonly UpcomingAppointment[]> {
  const rows: { id: string; case_id: string }[] = await db('appointments')
    .join('cases', 'cases.id', 'appointments.case_id')
    .join('studies', 'studies.id', 'cases.study_id')
    .join('domains', 'domains.id', 'cases.domain_id')
    .join('reminding_studies', 'reminding_studies.study_id', 'studies.id')
    .leftJoin('text_messages', 'text_messages.appointment_id', 'appointments.id')
    .where({ 'appointments.kind': 'hard', 'studies.status': 'fieldwork', 'studies.is_practice': 0 })
    // Marked for every domain when the whole study is paused.
    .where({ 'domains.is_paused': 0 })
    .whereNull('text_messages.id')
    .whereBetween('appointments.due_at', [from, until])
    .orderBy(['appointments.due_at', 'appointments.id'])
    .limit(limit)
    .select('appointments.id', 'appointments.case_id');
  return rows.map(({ id, case_id }) => ({ id, caseId: case_id }));
}

export interface NewMessage {
  readonly id: string;
  readonly caseId: string;
  readonly appointmentId: string;
  readonly contactId: string;
  readonly askedFor: ContactRole;
  readonly writtenAt: Instant;
}

/** @returns whether nobody wrote a message about this appointment before */
export async function insertMessage(trx: Transaction, message: NewMessage): Promise<boolean> {
  await trx('text_messages')
    .insert({
      id: message.id,
      case_id: message.caseId,
      appointment_id: message.appointmentId,
      contact_id: message.contactId,
      asked_for: message.askedFor,
      written_at: message.writtenAt,
      status: 'written',
    })
    .onConflict('appointment_id')
    .ignore();
  return (await trx<object>('text_messages').where({ id: message.id }).first()) !== undefined;
}

export async function updateMessage(
  trx: Transaction,
  id: string,
  sent: { readonly reference: string | null; readonly status: string },
): Promise<void> {
  await trx('text_messages')
    .where({ id })
    .update({ provider_reference: sent.reference, status: sent.status });
}

export async function isReminding(db: Reader, studyId: string): Promise<boolean> {
  return (await db<object>('reminding_studies').where({ study_id: studyId }).first()) !== undefined;
}

export async function updateReminding(trx: Transaction, studyId: string, isOn: boolean): Promise<void> {
  await trx('reminding_studies').where({ study_id: studyId }).delete();
  if (isOn) await trx('reminding_studies').insert({ study_id: studyId });
}
