import { addSums, type AnswerSums } from '../statistics/answer-sums.js';
import type { Calibration, CellSums } from '../statistics/design/calibration.js';
import { estimateMean, type Estimate } from '../statistics/design/estimate-mean.js';
import {
  betaInterval,
  type Interval,
  meanInterval,
  proportionInterval,
} from '../statistics/design/intervals.js';
import { LonelyUnitError, type Stratum } from '../statistics/design/stratum.js';
import { effectiveBase } from '../statistics/kish.js';
import type { GroupSums, RowStatistic, TableOptions } from './table-input.js';

/** One row in one column, before disclosure: the sums, and what they amount to. */
export interface CellFigures {
  readonly statistic: RowStatistic;
  readonly sums: AnswerSums;
  readonly parts: readonly CellSums[];
  /** `null` when nobody answered. */
  readonly value: number | null;
  /** Only for the procedure `design`. */
  readonly estimate: Estimate | null;
  readonly interval: Interval | null;
  /** Whether a variance is known, so that the column may be tested. */
  readonly hasSpread: boolean;
  /** The stratum with one interview that makes a variance impossible, or `null`. */
  readonly lonelyStratum: string | null;
}

/** What a cell is computed from. */
export interface CellSource {
  readonly statistic: RowStatistic;
  readonly groups: readonly GroupSums[];
  readonly strata: ReadonlyMap<string, Stratum>;
  readonly calibrations: readonly Calibration[];
  /** Σw over all options ticked, for shares of answers. */
  readonly answersWeight: number;
}

/**
 * The figures of one cell.
 * @param source the sums that the column adds up
 * @param options procedure, level and what to do with a stratum of one interview
 * @throws RangeError when a stratum is not in the list: a broken assumption
 * @example cellFigures({ statistic: 'share', groups, strata, calibrations: [], answersWeight: 0 }, options).value // 0.84
 */
export function cellFigures(source: CellSource, options: TableOptions): CellFigures {
  const { statistic, groups } = source;
  const parts = partsPerStratum(groups, source.strata);
  const sums = addSums(groups.map((part) => part.sums));
  const divisor = statistic === 'multiple-of-answers' ? source.answersWeight : sums.w;
  const plain = {
    statistic,
    sums,
    parts,
    value: divisor > 0 ? sums.wy / divisor : null,
    estimate: null,
    interval: null,
    hasSpread: hasSpread(source, sums),
    lonelyStratum: null,
  };
  const estimable = options.procedure === 'design' && plain.hasSpread && sums.w > 0;
  return estimable ? { ...plain, ...precision(plain, options, source.calibrations) } : plain;
}

/**
 * Whether a column may take part in tests: its spread is known, its effective base is 2 or more and, for a
 * share, not everybody or nobody is counted (the rule of SPSS, kept for `design` because a share without
 * spread would be tested as if it were certain).
 * @example isTestable(figures of 0 out of 20) // false
 */
export function isTestable(figures: CellFigures): boolean {
  const { sums, statistic, hasSpread: known, lonelyStratum } = figures;
  if (!known || lonelyStratum !== null || effectiveBase(sums) < 2) return false;
  return statistic === 'mean' || (sums.wy > 0 && sums.wy < sums.w);
}

function hasSpread({ statistic, groups }: CellSource, sums: AnswerSums): boolean {
  if (statistic === 'multiple-of-answers' || sums.count === 0) return false;
  return groups.every(({ source }) => source !== 'published-without-spread');
}

/**
 * The sums per stratum, and per cell where weights were fitted to totals.
 * @param groups that a column adds up
 * @param strata by key
 * @throws RangeError when a stratum is not in the list: a broken assumption
 * @example partsPerStratum(groups, strata)[0]?.sums.count // 219
 */
export function partsPerStratum(
  groups: readonly GroupSums[],
  strata: ReadonlyMap<string, Stratum>,
): CellSums[] {
  const parts = new Map<string, { stratum: Stratum; cell: string | null; sums: AnswerSums[] }>();
  for (const { stratum: key, cell = null, sums } of groups) {
    const stratum = strata.get(key);
    if (stratum === undefined) throw new RangeError(`stratum ${key} is not in the list`);
    const place = JSON.stringify([key, cell]);
    const own = parts.get(place) ?? { stratum, cell, sums: [] };
    own.sums.push(sums);
    parts.set(place, own);
  }
  return [...parts.values()].map((own) => ({ ...own, sums: addSums(own.sums) }));
}

function precision(
  { statistic, parts }: Pick<CellFigures, 'statistic' | 'parts'>,
  options: TableOptions,
  calibrations: readonly Calibration[],
): Pick<CellFigures, 'estimate' | 'interval' | 'lonelyStratum'> {
  try {
    const estimate = estimateMean(parts, options.lonelyUnit, calibrations);
    const ofShare = options.interval === 'beta' ? betaInterval : proportionInterval;
    const intervalOf = statistic === 'mean' ? meanInterval : ofShare;
    return { estimate, interval: intervalOf(estimate, 1 - options.significanceLevel), lonelyStratum: null };
  } catch (error) {
    if (!(error instanceof LonelyUnitError)) throw error;
    return { estimate: null, interval: null, lonelyStratum: error.stratum };
  }
}
