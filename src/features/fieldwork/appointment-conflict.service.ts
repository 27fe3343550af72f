import type { Application } from '../../application.js';
import { addMinutes, type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { appointmentConflict } from '../../domain/calling/appointment-conflict.js';
import { listAppointedCases } from '../cases/cases.service.js';
import type { OwnCase } from '../cases/own-case.service.js';
import { listShifts } from '../interviewers/interviewers.service.js';
import { listOwnAppointments, openAppointmentsOf } from './appointments.service.js';

const HALF_HOUR = 30;
/** Appointments of one half hour that are looked at; with more it is too full anyway. */
const MOST_LOOKED_AT = 50;

/** What stands in the way of an appointment of this interviewer, in Dutch; `null` when nothing does. */
export async function findAppointmentConflict(
  app: Application,
  { study, file, interviewerId }: OwnCase,
  { at, firmness }: { readonly at: Instant; readonly firmness: 'hard' | 'soft' },
): Promise<string | null> {
  if (firmness === 'soft') return null;
  const db = app.database.read;
  const { date, minuteOfDay } = localTime(at);
  const from = instantAt(date, minuteOfDay - (minuteOfDay % HALF_HOUR));
  const until = addMinutes(from, HALF_HOUR);
  const records = await listAppointedCases(db, study.id, { from, until, limit: MOST_LOOKED_AT });
  const here = await openAppointmentsOf(
    app,
    db,
    study,
    records.filter(({ id }) => id !== file.record.id),
  );
  const elsewhere = (await listOwnAppointments(app, interviewerId)).filter(
    (one) => one.study.id !== study.id,
  );
  const shifts = await listShifts(db, { from: date, until: date });
  const wanted = { at, firmness, interviewerId };
  return appointmentConflict(wanted, [...here, ...elsewhere], shifts, study.rules.calling);
}
