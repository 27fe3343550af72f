import type { CaseSet } from './case-set.js';
import { type CaseTally, isInField } from './response-summary.js';

/** How far cases come, in their order; each step is a part of the one before. */
export const FUNNEL_STEPS = [
  'all',
  'in_field',
  'contacted',
  'permitted',
  'started',
  'I',
] as const satisfies readonly CaseSet[];

/** Where every case of the sample is left; each is in exactly one. */
export const FUNNEL_ENDS = [
  'excluded',
  'NE',
  'unreleased',
  'not_contacted',
  'not_permitted',
  'not_started',
  'not_completed',
  'I',
] as const satisfies readonly CaseSet[];

export type FunnelSet = (typeof FUNNEL_STEPS)[number] | (typeof FUNNEL_ENDS)[number];

/** How far a case came by what happened to it: somebody was spoken to, agreed, or began the interview. */
const REACHED = ['none', 'contacted', 'permitted', 'started'] as const;

export type Reached = (typeof REACHED)[number];

/** Equal cases that came equally far. */
export type ReachedTally = CaseTally & { readonly reached: Reached };

/**
 * How many cases are in each step of the funnel, and where the others were left. Whoever withdrew is in none.
 * @param tallies counts of equal cases, in any order
 * @example funnelCounts([]).all // 0
 */
export function funnelCounts(tallies: readonly ReachedTally[]): Readonly<Record<FunnelSet, number>> {
  const known = tallies.filter(({ group }) => group !== 'withdrawn');
  const count = (isIn: (tally: ReachedTally) => boolean): number =>
    known.filter(isIn).reduce((sum, tally) => sum + tally.count, 0);
  const inField = ({ isReleased, group }: ReachedTally): boolean =>
    isReleased && group !== 'excluded' && group !== 'NE';
  const from = (step: Reached) => (tally: ReachedTally) =>
    inField(tally) && placeOf(tally) >= REACHED.indexOf(step);
  const upTo = (step: Reached) => (tally: ReachedTally) =>
    inField(tally) && placeOf(tally) === REACHED.indexOf(step);
  return {
    all: known.reduce((sum, tally) => sum + tally.count, 0),
    in_field: count(inField),
    contacted: count(from('contacted')),
    permitted: count(from('permitted')),
    started: count(from('started')),
    I: count((tally) => isInField(tally) && tally.group === 'I'),
    excluded: count((tally) => isInField(tally) && tally.group === 'excluded'),
    NE: count((tally) => isInField(tally) && tally.group === 'NE'),
    unreleased: count((tally) => !isInField(tally)),
    not_contacted: count(upTo('none')),
    not_permitted: count(upTo('contacted')),
    not_started: count(upTo('permitted')),
    not_completed: count((tally) => upTo('started')(tally) && tally.group !== 'I'),
  };
}

/** Whoever has an interview began it, also when it was read in from elsewhere. */
function placeOf({ group, reached }: ReachedTally): number {
  return REACHED.indexOf(group === 'I' || group === 'P' ? 'started' : reached);
}
