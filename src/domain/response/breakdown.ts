import type { RateGroup } from '../contact/outcome.js';
import { type ResponseRates, weightedResponseRates } from './rates.js';
import {
  type CaseTally,
  type ResponseSummary,
  summariseResponse,
  weightsPerGroup,
} from './response-summary.js';

/** By what the response of a study can be broken down. */
export const BREAKDOWNS = ['domain', 'segment', 'replicate', 'age', 'asked', 'week', 'daypart'] as const;

export type Breakdown = (typeof BREAKDOWNS)[number];

/** Equal cases of one part, counted by the database, with the sum of their design weights. */
export interface PartTally extends CaseTally {
  /** Code of the part; every case is in exactly one. */
  readonly part: string;
  readonly weight: number;
}

/** A part of the study: a segment, a week, an age band. */
export interface BreakdownPart {
  readonly code: string;
  /** Dutch. */
  readonly label: string;
}

/** The response of one part. */
export interface PartResponse extends BreakdownPart {
  readonly summary: ResponseSummary;
  /** The design weights of the cases in each group, added up. */
  readonly weights: Readonly<Record<RateGroup, number>>;
  /** The rates with each case counted by its design weight. */
  readonly weightedRates: ResponseRates;
}

/** The response of a study in parts, and in total. */
export interface BrokenDownResponse {
  readonly parts: readonly PartResponse[];
  readonly total: PartResponse;
}

/**
 * The response of each part and of all together. Parts without cases are left out.
 * @param parts the parts in the order in which they are shown
 * @param tallies counts of equal cases, each of one of the parts
 * @throws RangeError when a tally is of a part that is not given: its cases would be lost
 * @example breakDown([{ code: 'a', label: 'A' }], []).total.summary.released // 0
 */
export function breakDown(
  parts: readonly BreakdownPart[],
  tallies: readonly PartTally[],
): BrokenDownResponse {
  const known = new Set(parts.map(({ code }) => code));
  if (tallies.some(({ part }) => !known.has(part))) throw new RangeError('a case is in an unknown part');
  const shown = parts
    .map((part) => ({ part, own: tallies.filter((tally) => tally.part === part.code) }))
    .filter(({ own }) => own.length > 0);
  return {
    parts: shown.map(({ part, own }) => responseOf(part, own)),
    total: responseOf({ code: '', label: 'Totaal' }, tallies),
  };
}

function responseOf(part: BreakdownPart, tallies: readonly PartTally[]): PartResponse {
  const weights = weightsPerGroup(tallies);
  return {
    ...part,
    summary: summariseResponse(tallies),
    weights,
    weightedRates: weightedResponseRates(weights),
  };
}
