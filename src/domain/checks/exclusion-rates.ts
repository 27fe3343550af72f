import { adjustPValues } from '../statistics/adjust-p-values.js';
import { binomialTest } from '../statistics/binomial-test.js';

/** What one organisation did with its list. */
export interface ExclusionCount {
  readonly organisationId: string;
  /** Clients on its list who had help in the report year, 0 or more. */
  readonly listedCount: number;
  /** Of these, excluded by this organisation itself. */
  readonly excludedCount: number;
}

/** How often an organisation excludes, beside the other organisations of its domain. */
export interface ExclusionRate extends ExclusionCount {
  /** 0–1; `null` when nobody was on the list. */
  readonly rate: number | null;
  /** Of the other organisations together. */
  readonly restRate: number | null;
  /** Corrected for the number of organisations (Holm); `null` when there is too little to compare. */
  readonly pValue: number | null;
  readonly standsOut: 'higher' | 'lower' | null;
}

/** On fewer clients than this a share says nothing: one client more or less is 20 points or more. */
export const FEWEST_CLIENTS = 5;

const SIGNIFICANCE_LEVEL = 0.05;

/**
 * Finds organisations that exclude more or fewer clients than the others of their domain do: whoever chooses who is
 * asked can change the result. If exclusion has nothing to do with the organisation, each exclusion in the domain falls
 * on this organisation with the chance of its share of the clients.
 * @param counts the organisations of one domain that have answered, each once
 * @returns in the same order; an organisation is only compared when it and the others have 5 clients or more
 * @throws RangeError when an organisation excluded more clients than it has
 * Source: exact conditional comparison of two rates, Przyborowski & Wilenski (1940), Biometrika 31; Holm (1979).
 * @example exclusionRates([{ organisationId: 'a', listedCount: 10, excludedCount: 1 }])[0].rate // 0.1
 */
export function exclusionRates(counts: readonly ExclusionCount[]): readonly ExclusionRate[] {
  const listed = sum(counts, ({ listedCount }) => listedCount);
  const excluded = sum(counts, ({ excludedCount }) => excludedCount);
  const compared = counts.filter((one) => isComparable(one.listedCount, listed));
  const adjusted = adjustPValues(
    compared.map((one) => binomialTest(one.excludedCount, excluded, one.listedCount / listed)),
    'holm',
  );
  return counts.map((one) => {
    if (one.excludedCount > one.listedCount) throw new RangeError('more excluded than there are clients');
    const rate = ratio(one.excludedCount, one.listedCount);
    const restRate = ratio(excluded - one.excludedCount, listed - one.listedCount);
    const pValue = adjusted[compared.indexOf(one)] ?? null;
    const isOut = pValue !== null && pValue < SIGNIFICANCE_LEVEL;
    return {
      ...one,
      rate,
      restRate,
      pValue,
      standsOut: isOut ? ((rate ?? 0) > (restRate ?? 0) ? 'higher' : 'lower') : null,
    };
  });
}

function isComparable(own: number, all: number): boolean {
  return own >= FEWEST_CLIENTS && all - own >= FEWEST_CLIENTS;
}

function sum(counts: readonly ExclusionCount[], valueOf: (count: ExclusionCount) => number): number {
  return counts.reduce((total, count) => total + valueOf(count), 0);
}

function ratio(above: number, below: number): number | null {
  return below === 0 ? null : above / below;
}
