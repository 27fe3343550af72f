import type { Reader } from '../../database/database.js';
import { dayOfHour } from '../../domain/calendar/instant.js';
import { listPartCounts, type PartCount } from '../case-counts/case-counts.service.js';
import { countReleasesWithout, type DomainDayCount } from './curve.queries.js';

/** When each person who was approached was called for the first time. */
export async function listFirstCallDays(db: Reader, studyId: string): Promise<readonly DomainDayCount[]> {
  const approached = (await listPartCounts(db, studyId, 'first_call')).filter(
    ({ group, isReleased, isAttempted }) =>
      isReleased && group !== 'excluded' && group !== 'withdrawn' && (isAttempted || group === 'I'),
  );
  return daysOf(approached, () => countReleasesWithout(db, studyId, 'first_called_at'));
}

/** When each interview that counts was held: on the day of its last call. */
export async function listInterviewDays(db: Reader, studyId: string): Promise<readonly DomainDayCount[]> {
  const interviews = (await listPartCounts(db, studyId, 'last_call')).filter(
    ({ group, isReleased }) => isReleased && group === 'I',
  );
  return daysOf(interviews, () => countReleasesWithout(db, studyId, 'last_called_at'));
}

/** Only when somebody has no call, the cases themselves are looked at. */
async function daysOf(
  counts: readonly PartCount[],
  countOthers: () => Promise<readonly DomainDayCount[]>,
): Promise<readonly DomainDayCount[]> {
  const called = counts.filter(({ value }) => value !== '');
  const days = called.map(({ domainId, value, count }) => ({
    domainId,
    on: dayOfHour(value.slice(0, 'yyyy-mm-ddThh'.length)),
    count,
  }));
  return called.length === counts.length ? days : [...days, ...(await countOthers())];
}
