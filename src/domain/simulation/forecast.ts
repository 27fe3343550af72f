import type { CivilDate } from '../calendar/civil-date.js';

/** Interviews held in one play of the fieldwork, per code of a domain, on each day. */
export interface PlayedFieldwork {
  readonly seed: number;
  /** Interviews that were held before the first of these days. */
  readonly held: Readonly<Record<string, number>>;
  readonly days: readonly {
    readonly on: CivilDate;
    readonly interviews: Readonly<Record<string, number>>;
  }[];
}

/** How many interviews there are at the end of a day, over all plays. */
export interface Band {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** What is expected of one domain at the end of one day. */
export interface ForecastLine extends Band {
  readonly on: CivilDate;
  readonly domain: string;
  /** Interviews of the band that were held before the first day that was played. */
  readonly held: number;
}

/** The share of plays that lie below the lower and the upper end of a band. */
const LOW_SHARE = 0.1;
const HIGH_SHARE = 0.9;

/**
 * The interviews that are expected per domain and date, those that were held before included, with a band: one play in ten ends below it, one in ten above.
 * With fewer than ten plays the ends are the lowest and the highest of them.
 * @param plays the same days played with different seeds
 * @param domains codes of the domains
 * @returns one line per date and domain, cumulated
 * @throws RangeError without a play
 * @example forecast([{ seed: 1, held: { a: 2 }, days: [{ on: '2026-04-01', interviews: { a: 3 } }] }], ['a']) // low 5, middle 5, high 5
 */
export function forecast(
  plays: readonly PlayedFieldwork[],
  domains: readonly string[],
): readonly ForecastLine[] {
  const [first] = plays;
  if (first === undefined) throw new RangeError('a forecast needs at least one play');
  return first.days.flatMap(({ on }, day) =>
    domains.map((domain) => {
      const totals = plays.map((play) => heldUntil(play, day, domain));
      return { on, domain, held: first.held[domain] ?? 0, ...bandOf(totals) };
    }),
  );
}

function heldUntil({ held, days }: PlayedFieldwork, day: number, domain: string): number {
  return days
    .slice(0, day + 1)
    .reduce((sum, { interviews }) => sum + (interviews[domain] ?? 0), held[domain] ?? 0);
}

/** Plays from which the ends of a band leave one in ten out. */
const PLAYS_FOR_SHARES = 10;

/**
 * What the ends of a band are, for so many plays.
 * @example bandText(3) // 'de laagste en de hoogste van 3 keer'
 */
export function bandText(plays: number): string {
  if (plays === 1) return 'één keer spelen geeft geen marge';
  return plays < PLAYS_FOR_SHARES
    ? `de laagste en de hoogste van ${String(plays)} keer`
    : 'hooguit één op de tien keer komt het lager uit, en hooguit één op de tien keer hoger';
}

/**
 * The nearest ranks at 10, 50 and 90 percent.
 * @param values any number of counts, at least one
 * @example bandOf([1, 2, 3]) // { low: 1, middle: 2, high: 3 }
 */
export function bandOf(values: readonly number[]): Band {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => {
    const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)));
    return sorted[rank - 1] ?? 0;
  };
  return { low: at(LOW_SHARE), middle: at(0.5), high: at(HIGH_SHARE) };
}
