import { RATE_GROUPS, type RateGroup } from '../contact/outcome.js';
import { municipalRate, type ResponseRates, responseRates } from './rates.js';

/** Equal cases, counted by the database. */
export interface CaseTally {
  readonly group: RateGroup;
  /** Whether interviewers may have the case, or had it. */
  readonly isReleased: boolean;
  /** Whether other cases of its replicate were released. */
  readonly isReplicateReleased: boolean;
  /** Whether there was at least one attempt. */
  readonly isAttempted: boolean;
  readonly count: number;
}

/** The response of a set of cases. */
export interface ResponseSummary {
  /** Cases per group; cases that were not released yet stand in `unreleased` only. */
  readonly counts: Readonly<Record<RateGroup, number>>;
  readonly unreleased: number;
  /** Released cases without those that were excluded or withdrew. */
  readonly released: number;
  /** Released cases with at least one attempt, without those that were excluded or withdrew. */
  readonly approached: number;
  readonly rates: ResponseRates;
  /** Interviews per person approached, 0–1; `null` when nobody was approached. */
  readonly municipalRate: number | null;
}

/**
 * Adds up the response of a set of cases. Open cases are in no rate of AAPOR, but in the municipality's own rate as
 * soon as they were approached.
 * @param tallies counts of equal cases, in any order
 * @example summariseResponse([{ group: 'I', isReleased: true, isReplicateReleased: true, isAttempted: true, count: 3 }]).approached // 3
 */
export function summariseResponse(tallies: readonly CaseTally[]): ResponseSummary {
  const inField = tallies.filter(isInField);
  const released = inField.filter(({ group, isReleased }) => isReleased && !OUTSIDE.has(group));
  const approached = countOf(released.filter(({ isAttempted, group }) => isAttempted || group === 'I'));
  const counts = Object.fromEntries(
    RATE_GROUPS.map((group) => [group, countOf(inField.filter((tally) => tally.group === group))]),
  ) as Record<RateGroup, number>;
  return {
    counts,
    unreleased: countOf(tallies.filter((tally) => !isInField(tally))),
    released: countOf(released),
    approached,
    rates: responseRates(counts),
    municipalRate: municipalRate(counts.I, approached),
  };
}

/**
 * The design weights of the cases in each group, added up over the cases that count.
 * @param tallies counts of equal cases with the sum of their weights
 * @example weightsPerGroup([]).I // 0
 */
export function weightsPerGroup(
  tallies: readonly (CaseTally & { readonly weight: number })[],
): Readonly<Record<RateGroup, number>> {
  const inField = tallies.filter(isInField);
  return Object.fromEntries(
    RATE_GROUPS.map((group) => [
      group,
      inField.filter((tally) => tally.group === group).reduce((sum, { weight }) => sum + weight, 0),
    ]),
  ) as Record<RateGroup, number>;
}

/** In no rate: never to be called, or called but out of the study by their own wish. */
const OUTSIDE: ReadonlySet<RateGroup> = new Set(['excluded', 'withdrawn']);

/**
 * Whether the outcome of a case counts: who was excluded before the release was never to be released. Whoever the
 * organisations found not eligible counts beside the cases of the same replicate, because e compares the two.
 * @example isInField({ group: 'open', isReleased: false, isReplicateReleased: true, isAttempted: false, count: 1 }) // false
 */
export function isInField({ group, isReleased, isReplicateReleased }: CaseTally): boolean {
  return isReleased || OUTSIDE.has(group) || (group === 'NE' && isReplicateReleased);
}

function countOf(tallies: readonly CaseTally[]): number {
  return tallies.reduce((sum, { count }) => sum + count, 0);
}
