import type { Application } from '../../application.js';
import { addMinutes, type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { type AppointmentConflict, appointmentConflict } from '../../domain/calling/appointment-conflict.js';
import type { CaseFile } from '../cases/cases.service.js';
import { listShifts } from '../interviewers/interviewers.service.js';
import type { Study } from '../studies/studies.service.js';
import { listAppointmentsBetween } from './appointments.service.js';

const HALF_HOUR = 30;

/** An appointment that is about to be made in a case. */
export interface WantedAppointment {
  readonly study: Study;
  readonly file: CaseFile;
  /** Who agrees it; a case that is assigned is called by whom it is assigned to. `null` for anybody. */
  readonly interviewerId: string | null;
  readonly at: Instant;
  readonly firmness: 'hard' | 'soft';
}

const OWN: Readonly<Record<AppointmentConflict, string>> = {
  busy: 'U heeft in dit halve uur al een vaste afspraak.',
  full: 'In dit halve uur zijn er dan meer vaste afspraken dan enquêteurs.',
  off: 'U staat dan niet in het rooster: een ander zal bellen.',
};

const OF_ANOTHER: Readonly<Record<AppointmentConflict, string>> = {
  ...OWN,
  busy: 'De enquêteur die zal bellen, heeft in dit halve uur al een vaste afspraak.',
  off: 'De enquêteur die zal bellen, staat dan niet in het rooster.',
};

/** What stands in the way of an appointment, in Dutch for whoever makes it; `null` when nothing does. */
export async function findAppointmentConflict(
  app: Application,
  { study, file, interviewerId, at, firmness }: WantedAppointment,
  madeBy: string | null,
): Promise<string | null> {
  if (firmness === 'soft') return null;
  const { date, minuteOfDay } = localTime(at);
  const from = instantAt(date, minuteOfDay - (minuteOfDay % HALF_HOUR));
  const others = await listAppointmentsBetween(app, study, { from, until: addMinutes(from, HALF_HOUR) });
  const { caseNumber } = file.record;
  const owner = file.state.assignedTo ?? interviewerId;
  const conflict = appointmentConflict(
    { at, firmness, interviewerId: owner },
    others.filter((one) => one.study.id !== study.id || one.caseNumber !== caseNumber),
    await listShifts(app.database.read, { from: date, until: date }),
    study.rules.calling,
  );
  if (conflict === null) return null;
  return (owner === madeBy ? OWN : OF_ANOTHER)[conflict];
}
