import type { Interval } from '../statistics/design/intervals.js';
import { funnelLimits } from '../statistics/funnel-limits.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import {
  addMixes,
  CALL_RESULTS,
  CALL_SHARES,
  type CallMix,
  callShare,
  type CallShareName,
  NO_CALLS,
  type Share,
  SHARE_PARTS,
} from './outcome-mix.js';
import { LEAST_SHOWN, shownCounts } from './small-counts.js';
import { type WorkedTime, workedTime, type WorkingDay } from './working-days.js';

/** What one interviewer did, with what may be shown of it. */
export interface InterviewerRecord {
  readonly interviewerId: string;
  readonly time: WorkedTime;
  readonly mix: CallMix;
  /** Whether enough calls were made to show anything of them. */
  readonly hasEnough: boolean;
  /** Whether each count of the mix may be shown, in the order of `CALL_RESULTS`. */
  readonly shown: readonly boolean[];
  readonly shares: Readonly<Record<CallShareName, JudgedShare | null>>;
}

/** A share of one interviewer beside that of everybody. */
export interface JudgedShare extends Share {
  /** Wilson, 95%. */
  readonly interval: Interval;
  readonly place: FunnelPlace;
}

/** Where a share lies: explained by chance (19 of 20 times), unusual, or beyond what chance brings 499 of 500 times. */
export type FunnelPlace = 'chance' | 'unusual_low' | 'unusual_high' | 'far_low' | 'far_high';

/**
 * All interviewers of a study. What is of everybody together leaves out who made fewer than five calls: otherwise it
 * would give them away.
 */
export interface TeamRecord {
  readonly records: readonly InterviewerRecord[];
  readonly mix: CallMix;
  readonly shownTotals: readonly boolean[];
  /** Of everybody together; `null` when there is nothing to divide by. */
  readonly shares: Readonly<Record<CallShareName, number | null>>;
  readonly time: WorkedTime;
}

/**
 * What interviewers did, with fewer than five of anything hidden, and each share judged against what chance brings to
 * somebody who works like everybody.
 * @param interviewerIds in the order in which they are shown
 * @param days of work of all of them
 * @param mixes what their calls came to; nothing for whoever is not in it
 * @example teamRecord([], [], new Map()).shares.contact // null
 */
export function teamRecord(
  interviewerIds: readonly string[],
  days: readonly WorkingDay[],
  mixes: ReadonlyMap<string, CallMix>,
): TeamRecord {
  const own = interviewerIds.map((id) => ({
    interviewerId: id,
    mix: mixes.get(id) ?? NO_CALLS,
    time: workedTime(days.filter(({ interviewerId }) => interviewerId === id)),
  }));
  const enough = own.filter(({ time }) => time.calls >= LEAST_SHOWN);
  const mix = addMixes(enough.map((one) => one.mix));
  const shares = Object.fromEntries(
    CALL_SHARES.map((name) => [name, ratioOf(callShare(mix, name))]),
  ) as Record<CallShareName, number | null>;
  const counts = shownCounts(enough.map((one) => CALL_RESULTS.map((result) => one.mix[result])));
  const records = own.map((one): InterviewerRecord => {
    const hasEnough = enough.includes(one);
    const shown = counts.cells[enough.indexOf(one)] ?? CALL_RESULTS.map(() => false);
    return { ...one, hasEnough, shown, shares: judgedShares({ mix: one.mix, shown, hasEnough }, shares) };
  });
  const ids = new Set(enough.map(({ interviewerId }) => interviewerId));
  return {
    records,
    mix,
    shownTotals: counts.totals,
    shares,
    time: workedTime(days.filter(({ interviewerId }) => ids.has(interviewerId))),
  };
}

function judgedShares(
  { mix, shown, hasEnough }: Pick<InterviewerRecord, 'mix' | 'shown' | 'hasEnough'>,
  targets: TeamRecord['shares'],
): InterviewerRecord['shares'] {
  const judged = CALL_SHARES.map((name): [CallShareName, JudgedShare | null] => {
    const share = callShare(mix, name);
    const target = targets[name];
    const isShown = hasEnough && share.whole >= LEAST_SHOWN && tellsNothing(name, mix, shown);
    return [name, isShown && target !== null ? judge(share, target) : null];
  });
  return Object.fromEntries(judged) as InterviewerRecord['shares'];
}

/**
 * Whether a share gives no hidden count away: neither side of it may be a few people, and no hidden count may be the
 * only one that it adds to shown ones.
 */
function tellsNothing(name: CallShareName, mix: CallMix, shown: readonly boolean[]): boolean {
  const { part, whole } = SHARE_PARTS[name];
  const rest = whole.filter((result) => !part.includes(result));
  return [part, rest].every((side) => {
    const count = side.reduce((sum, result) => sum + mix[result], 0);
    const hidden = side.filter((result) => shown[CALL_RESULTS.indexOf(result)] !== true && mix[result] > 0);
    return (count === 0 || count >= LEAST_SHOWN) && hidden.length !== 1;
  });
}

function judge(share: Share, target: number): JudgedShare {
  const { part, whole } = share;
  return { ...share, interval: wilsonInterval(part, whole, 0.95), place: placeInFunnel(share, target) };
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

function ratioOf({ part, whole }: Share): number | null {
  return whole === 0 ? null : part / whole;
}
