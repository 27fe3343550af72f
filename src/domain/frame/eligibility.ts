import { ageOn, type CivilDate } from '../calendar/civil-date.js';

/** Where a period of care lies against the report year. */
export type CareInYear = 'in_year' | 'ended_before' | 'began_after';

/** First and last day of care, as far as they are known. */
export interface CarePeriod {
  readonly startOn: CivilDate | null;
  readonly endOn: CivilDate | null;
}

/**
 * Whether a client had care in the report year; one day is enough. An end that is not known means that the care
 * goes on, a start that is not known that it began earlier.
 * @param care first and last day of the care
 * @param reportYear four digits
 * @example careInYear({ startOn: '2024-03-01', endOn: '2025-01-01' }, 2025) // 'in_year'
 */
export function careInYear(care: CarePeriod, reportYear: number): CareInYear {
  if (care.startOn !== null && care.startOn > `${String(reportYear)}-12-31`) return 'began_after';
  return care.endOn !== null && care.endOn < `${String(reportYear)}-01-01` ? 'ended_before' : 'in_year';
}

/** Ages between which another person is asked (under 12 the parent, 12–15 by permission, from 16 the young person). */
export const ageBands = ['0-11', '12-15', '16+'] as const;
export type AgeBand = (typeof ageBands)[number];

/** In Dutch, as data files and tables say them. */
export const AGE_BAND_LABELS: Readonly<Record<AgeBand, string>> = {
  '0-11': '0 tot en met 11 jaar',
  '12-15': '12 tot en met 15 jaar',
  '16+': '16 jaar en ouder',
};

/**
 * The age band on a day.
 * @param birthOn day of birth; a child that is not born yet on that day counts in the lowest band
 * @param on the expected day of the interview
 * @example ageBandOn('2014-04-01', '2026-04-01') // '12-15': the twelfth birthday
 */
export function ageBandOn(birthOn: CivilDate, on: CivilDate): AgeBand {
  const age = birthOn > on ? 0 : ageOn(birthOn, on);
  if (age < 12) return '0-11';
  return age < 16 ? '12-15' : '16+';
}
