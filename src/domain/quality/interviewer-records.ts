import type { Interval } from '../statistics/design/intervals.js';
import { funnelLimits } from '../statistics/funnel-limits.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import {
  callSums,
  hiddenOfEverybody,
  lessNeeded,
  type MixOf,
  resultName,
  shownShareOf,
} from './call-sums.js';
import { nameOf } from './crossed-counts.js';
import { hiddenCounts } from './hidden-counts.js';
import {
  CALL_RESULTS,
  CALL_SHARES,
  type CallMix,
  callShare,
  type CallShareName,
  NO_CALLS,
  type Share,
  type ShownShare,
} from './outcome-mix.js';
import { isFew } from './small-counts.js';
import { everybodyOf, type PersonsCalls, rowsOf } from './team-rows.js';
import { type WorkedTime, workedTime, type WorkingDay } from './working-days.js';

/** What one interviewer did, for this interviewer: nobody else is given away by it. */
export interface InterviewerRecord extends PersonsCalls {
  readonly interviewerId: string;
  /** `null` when one of both sides is of fewer than five calls. */
  readonly shares: Readonly<Record<CallShareName, MeasuredShare | null>>;
}

/** A share with how far chance may have brought it. */
export interface MeasuredShare extends Share {
  /** Wilson, 95%. */
  readonly interval: Interval;
}

/** A share beside that of everybody. */
export interface JudgedShare extends MeasuredShare {
  readonly place: FunnelPlace;
}

/** Where a share lies: explained by chance (19 of 20 times), unusual, or beyond what chance brings 499 of 500 times. */
export type FunnelPlace = 'chance' | 'unusual_low' | 'unusual_high' | 'far_low' | 'far_high';

/** What may be shown of calls and their results. */
export interface ShownMix {
  readonly time: WorkedTime;
  readonly mix: CallMix;
  /** Whether each count of the mix may be shown, in the order of `CALL_RESULTS`. */
  readonly shown: readonly boolean[];
}

/** A row of the tables: one interviewer, or several of whom some made too few calls to stand alone. */
export interface TeamRow extends ShownMix {
  readonly interviewerIds: readonly string[];
  readonly shares: Readonly<Record<CallShareName, JudgedShare | null>>;
}

/** All interviewers of a study. */
export interface TeamRecord {
  /** Each for themselves, in the order in which they are shown. */
  readonly records: readonly InterviewerRecord[];
  /** Together all calls; the row of several interviewers last. */
  readonly rows: readonly TeamRow[];
  readonly everybody: ShownMix & { readonly shares: Readonly<Record<CallShareName, ShownShare>> };
}

/**
 * What interviewers did, with fewer than five of anything hidden in all tables at once, and each share judged against
 * what chance brings to somebody who works like everybody.
 * @param interviewerIds in the order in which they are shown
 * @param days of work of all of them
 * @param mixes what their calls came to; nothing for whoever is not in it
 * @example teamRecord([], [], new Map()).everybody.shares.contact // 'none'
 */
export function teamRecord(
  interviewerIds: readonly string[],
  days: readonly WorkingDay[],
  mixes: ReadonlyMap<string, CallMix>,
): TeamRecord {
  const records = interviewerIds.map((interviewerId): InterviewerRecord => {
    const mix = mixes.get(interviewerId) ?? NO_CALLS;
    const time = workedTime(days.filter((day) => day.interviewerId === interviewerId));
    return { interviewerId, interviewerIds: [interviewerId], mix, time, shares: ownShares(mix) };
  });
  const rows = rowsOf(records, days);
  const everybody = everybodyOf(records, days);
  const whole: MixOf = { traits: {}, mix: everybody.mix };
  const hidden = hiddenOfTeam(rows.map(mixOfRow), whole);
  const shares = sharesBy((name) => shownShareOf(whole, name, hidden));
  return {
    records,
    rows: rows.map((row): TeamRow => {
      const own = mixOfRow(row);
      return {
        ...row,
        shown: shownResults(own, hidden),
        shares: sharesBy((name) => judged(shownShareOf(own, name, hidden), shares[name])),
      };
    }),
    everybody: { ...everybody, shown: shownResults(whole, hidden), shares },
  };
}

function hiddenOfTeam(rows: readonly MixOf[], whole: MixOf): ReadonlySet<string> {
  const hidden = hiddenOfEverybody(whole.mix);
  const known = new Set([...callSums([whole]).counts.keys(), ...rows.map(({ traits }) => nameOf(traits))]);
  return hiddenCounts({
    ...callSums(rows),
    known,
    hidden: new Set([...hidden, ...rows.flatMap(lessNeeded)]),
  });
}

function mixOfRow({ interviewerIds, mix }: PersonsCalls): MixOf {
  return { traits: { who: interviewerIds.join(' ') }, mix };
}

function shownResults({ traits }: MixOf, hidden: ReadonlySet<string>): readonly boolean[] {
  return CALL_RESULTS.map((result) => !hidden.has(resultName(traits, [result])));
}

function sharesBy<T>(of: (name: CallShareName) => T): Readonly<Record<CallShareName, T>> {
  return Object.fromEntries(CALL_SHARES.map((name) => [name, of(name)])) as Record<CallShareName, T>;
}

function ownShares(mix: CallMix): InterviewerRecord['shares'] {
  return sharesBy((name) => {
    const { part, whole } = callShare(mix, name);
    return whole === 0 || [part, whole - part].some(isFew) ? null : measured({ part, whole });
  });
}

function measured(share: Share): MeasuredShare {
  return { ...share, interval: wilsonInterval(share.part, share.whole, 0.95) };
}

function judged(share: ShownShare, target: ShownShare): JudgedShare | null {
  if (typeof share === 'string' || typeof target === 'string') return null;
  return { ...measured(share), place: placeInFunnel(share, target.part / target.whole) };
}

const ROUNDING = 1e-12;

/**
 * Where a share (of at least one) lies among what chance brings to somebody who works like everybody.
 * @param counted of at least one call
 * @param target the share of everybody
 * Source: Spiegelhalter (2005), Statistics in Medicine 24: limits at 95% and 99.8%.
 * @example placeInFunnel({ part: 5, whole: 50 }, 0.5) // 'far_low'
 */
function placeInFunnel(counted: Share, target: number): FunnelPlace {
  const { part, whole } = counted;
  const share = part / whole;
  const inner = funnelLimits(whole, target, 0.95);
  const outer = funnelLimits(whole, target, 0.998);
  if (share < outer.lower - ROUNDING) return 'far_low';
  if (share > outer.upper + ROUNDING) return 'far_high';
  if (share < inner.lower - ROUNDING) return 'unusual_low';
  return share > inner.upper + ROUNDING ? 'unusual_high' : 'chance';
}
