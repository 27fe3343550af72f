import { crossed, joined, nameOf, type Traits } from './crossed-counts.js';
import type { Sum } from './following-counts.js';
import { type CountedSums, hiddenCounts } from './hidden-counts.js';
import {
  CALL_RESULTS,
  CALL_SHARES,
  type CallMix,
  type CallResult,
  callShare,
  type CallShareName,
  SHARE_PARTS,
  type ShownShare,
} from './outcome-mix.js';
import { isFew } from './small-counts.js';

/** Calls that have something in common, with what came of them. */
export interface MixOf {
  readonly traits: Traits;
  readonly mix: CallMix;
}

/** What is in each share, and what is not. */
const SHARE_SIDES = Object.fromEntries(
  CALL_SHARES.map((name) => {
    const { part, whole } = SHARE_PARTS[name];
    return [name, [part, whole.filter((result) => !part.includes(result))]];
  }),
) as unknown as Readonly<Record<CallShareName, readonly (readonly CallResult[])[]>>;

const CONTACT = SHARE_PARTS.contact.part;

/** Sides of shares that are no single result. */
const SIDES = Object.values(SHARE_SIDES)
  .flat()
  .filter((side) => side.length > 1);

/**
 * All counts that a page with results and shares of calls shows, and how they add up: the results, the two sides of each
 * share, and the sums of these over all calls.
 * @example callSums([{ traits: { who: 'a' }, mix: NO_CALLS }]).counts.get(resultName({ who: 'a' }, ['refusal'])) // [0]
 */
export function callSums(groups: readonly MixOf[]): CountedSums {
  const results = crossed(
    groups.flatMap(({ traits, mix }) =>
      CALL_RESULTS.map((result) => ({ traits: { ...traits, result }, counts: [mix[result]] })),
    ),
  );
  const everybody = groups.some(({ traits }) => Object.keys(traits).length > 0) ? [{}] : [];
  const all = [...groups.map(({ traits }) => traits), ...everybody];
  const sidesOf = (traits: Traits): CountedSums => {
    const sums = SIDES.map((side): Sum => sumOfResults(traits, side));
    const countOf = ({ parts }: Sum): number =>
      parts.reduce((sum, name) => sum + (results.counts.get(name)?.[0] ?? 0), 0);
    return {
      counts: new Map(sums.map((sum) => [sum.total, [countOf(sum)]])),
      sums: [...sums, ...wholesOf(traits)],
    };
  };
  const overAll = everybody.flatMap((traits) =>
    SIDES.map((side): Sum => ({
      total: resultName(traits, side),
      parts: groups.map((group) => resultName(group.traits, side)),
    })),
  );
  return joined([results, ...all.map(sidesOf), { counts: new Map(), sums: overAll }]);
}

/** The name of the count of calls that came to one of these results. */
export function resultName(traits: Traits, results: readonly CallResult[]): string {
  return nameOf({ ...traits, result: results.join('+') });
}

function sumOfResults(traits: Traits, side: readonly CallResult[]): Sum {
  return { total: resultName(traits, side), parts: side.map((result) => resultName(traits, [result])) };
}

/** A contact is a refusal or it is not; a call is a contact or it is not, or says something of the line. */
function wholesOf(traits: Traits): readonly Sum[] {
  const name = (results: readonly CallResult[]): string => resultName(traits, results);
  return [
    { total: nameOf(traits), parts: [name(CONTACT), name(['no_contact']), name(['number'])] },
    { total: name(CONTACT), parts: SHARE_SIDES.refusal.map(name) },
  ];
}

/**
 * What is hidden of everybody together. It is decided apart from who or when, so that it is the same on all pages.
 * @example hiddenOfEverybody(NO_CALLS).size // 0
 */
export function hiddenOfEverybody(mix: CallMix): ReadonlySet<string> {
  const whole: MixOf = { traits: {}, mix };
  return hiddenCounts({
    ...callSums([whole]),
    known: new Set([nameOf({})]),
    hidden: new Set(lessNeeded(whole)),
  });
}

/** Of few refusals or break-offs the share of refusals gives way, so that cooperation stays. */
export function lessNeeded({ traits, mix }: MixOf): readonly string[] {
  const [, noRefusal = []] = SHARE_SIDES.refusal;
  return isFew(mix.refusal) || isFew(mix.break_off) ? [resultName(traits, noRefusal)] : [];
}

/** Whether one of the sides of a share is hidden. */
export function hidesShare(traits: Traits, name: CallShareName, hidden: ReadonlySet<string>): boolean {
  return SHARE_SIDES[name].some((side) => hidden.has(resultName(traits, side)));
}

/** A share of which neither side is hidden. */
export function shownShareOf(
  { traits, mix }: MixOf,
  name: CallShareName,
  hidden: ReadonlySet<string>,
): ShownShare {
  const share = callShare(mix, name);
  if (hidesShare(traits, name, hidden)) return 'few';
  return share.whole === 0 ? 'none' : share;
}
