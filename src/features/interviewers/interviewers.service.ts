import type { Reader } from '../../database/database.js';
import { type Instant, localTime } from '../../domain/calendar/instant.js';
import type { Claimant, OnShift } from '../../domain/calling/claim.js';
import * as queries from './interviewers.queries.js';

export type { Shift } from './interviewers.queries.js';

/** What an interviewer can do: for giving out cases. */
export async function getClaimant(db: Reader, interviewerId: string): Promise<Claimant> {
  const [claimant] = await queries.listClaimants(db, [interviewerId]);
  return claimant ?? { interviewerId, languages: [] };
}

/** All interviewers who may sign in, with what they can do. */
export async function listClaimants(db: Reader): Promise<readonly Claimant[]> {
  const interviewers = await queries.listActiveInterviewers(db);
  return queries.listClaimants(
    db,
    interviewers.map(({ id }) => id),
  );
}

/** Who is on shift at a moment; `null` when no shifts were entered for the day, and everybody can be. */
export async function findOnShift(db: Reader, now: Instant): Promise<OnShift> {
  const { date, minuteOfDay } = localTime(now);
  const shifts = await queries.listShifts(db, { from: date, until: date });
  if (shifts.length === 0) return null;
  return new Set(
    shifts
      .filter(({ fromMinute, untilMinute }) => fromMinute <= minuteOfDay && minuteOfDay < untilMinute)
      .map(({ interviewerId }) => interviewerId),
  );
}
