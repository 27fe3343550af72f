/** Final counts of cases in the groups of the AAPOR Standard Definitions. */
export interface OutcomeCounts {
  /** Complete interviews. */
  readonly I: number;
  /** Partial interviews. */
  readonly P: number;
  /** Refusals and break-offs. */
  readonly R: number;
  /** Non-contacts. */
  readonly NC: number;
  /** Other: eligible, contacted, but no interview for another reason than refusal. */
  readonly O: number;
  /** Unknown whether there is such a person (household). */
  readonly UH: number;
  /** Unknown eligibility, other. */
  readonly UO: number;
  /** Not eligible. */
  readonly NE: number;
}

/** The names of the rates, in the order in which they are printed. */
export const RATE_NAMES = [
  'RR1',
  'RR2',
  'RR3',
  'RR4',
  'RR5',
  'RR6',
  'COOP1',
  'COOP2',
  'COOP3',
  'COOP4',
  'REF1',
  'REF2',
  'REF3',
  'CON1',
  'CON2',
  'CON3',
] as const;

type RateName = (typeof RATE_NAMES)[number];

/** The rates (0–1, `null` where the denominator is 0) and the estimated share of eligible cases behind them. */
export interface ResponseRates extends Readonly<Record<RateName, number | null>> {
  /** Estimated share of eligible cases among those of unknown eligibility; `null` when no case is resolved. */
  readonly e: number | null;
}

/**
 * All AAPOR outcome rates of one set of cases.
 * @param counts whole numbers, 0 or more
 * @returns rates 0–1; `null` where nobody stands below the line, never NaN. Without resolved cases e is
 *   `null`, and so are the rates that need it for cases of unknown eligibility
 * @throws RangeError on a negative count or one that is not whole
 * Source: AAPOR Standard Definitions, chapter on outcome rates; e is the proportional allocation (CASRO)
 * e = (I+P+R+NC+O)/(I+P+R+NC+O+NE).
 * @example responseRates({ I: 100, P: 0, R: 20, NC: 10, O: 5, UH: 0, UO: 0, NE: 0 }).RR1 // 0.7407
 */
export function responseRates(counts: OutcomeCounts): ResponseRates {
  refuseBadCounts(counts);
  return ratesOf(counts);
}

/**
 * The same rates with each case counted by its design weight, which AAPOR asks for when not everybody had the same
 * chance to be drawn: the rates of the frame instead of those of the sample.
 * @param sums the design weights of the cases in each group, added up; 0 or more
 * @returns rates 0–1; `null` where nobody stands below the line
 * @throws RangeError on a negative sum or one that is not finite
 * Source: AAPOR Standard Definitions, "Weighted response rates": every case stands for 1/π persons.
 * @example weightedResponseRates({ I: 30, P: 0, R: 10, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 }).RR1 // 0.75
 */
export function weightedResponseRates(sums: OutcomeCounts): ResponseRates {
  for (const [group, sum] of Object.entries(sums)) {
    if (!Number.isFinite(sum) || sum < 0) throw new RangeError(`${group} is not a sum of weights`);
  }
  return ratesOf(sums);
}

function ratesOf(counts: OutcomeCounts): ResponseRates {
  const { I, P, R, NC, O, NE } = counts;
  const unknown = counts.UH + counts.UO;
  const eligible = I + P + R + NC + O;
  const e = ratio(eligible, eligible + NE);
  const all = eligible + unknown;
  const estimated = estimatedEligible(eligible, unknown, e);
  const contacted = I + P + R + O;
  return {
    e,
    RR1: ratio(I, all),
    RR2: ratio(I + P, all),
    RR3: ratio(I, estimated),
    RR4: ratio(I + P, estimated),
    RR5: ratio(I, eligible),
    RR6: ratio(I + P, eligible),
    COOP1: ratio(I, contacted),
    COOP2: ratio(I + P, contacted),
    COOP3: ratio(I, I + P + R),
    COOP4: ratio(I + P, I + P + R),
    REF1: ratio(R, all),
    REF2: ratio(R, estimated),
    REF3: ratio(R, eligible),
    CON1: ratio(contacted, all),
    CON2: ratio(contacted, estimated),
    CON3: ratio(contacted, eligible),
  };
}

/**
 * The municipality's own response rate: complete interviews per person approached by telephone. Approached is
 * a released case with at least one attempt; people whom an organisation excluded, and people who withdrew,
 * do not count.
 * @param interviews complete interviews, 0 or more
 * @param approached persons approached, at least the number of interviews
 * @returns 0–1, or `null` when nobody was approached
 * @throws RangeError when there are more interviews than approached persons
 * Source: Rotterdam, CEO 2016: 614 interviews of 886 approached, 69%.
 * @example municipalRate(614, 886) // 0.6930
 */
export function municipalRate(interviews: number, approached: number): number | null {
  if (!(interviews >= 0 && approached >= interviews)) {
    throw new RangeError('more interviews than persons approached');
  }
  return ratio(interviews, approached);
}

function refuseBadCounts(counts: OutcomeCounts): void {
  for (const [group, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`${group} is not a number of cases`);
  }
}

/** Eligible cases with the share of the unknown ones; without unknown cases no estimate is needed. */
function estimatedEligible(eligible: number, unknown: number, e: number | null): number {
  return unknown === 0 || e === null ? eligible : eligible + e * unknown;
}

function ratio(above: number, below: number): number | null {
  return below === 0 ? null : above / below;
}
