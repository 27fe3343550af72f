import { adjustPValues } from '../statistics/adjust-p-values.js';
import { compactLetters, type DifferentPair } from '../statistics/compact-letters.js';
import type { Calibration } from '../statistics/design/calibration.js';
import { compareGroups } from '../statistics/design/compare-groups.js';
import { raoScottTest, type CategoryWeights } from '../statistics/design/rao-scott.js';
import { compareMeans, pooledVariance, type PooledVariance } from '../statistics/spss/compare-means.js';
import { studentizedRangeUpperTail } from '../statistics/distributions/studentized-range.js';
import { compareProportions, type PairTest } from '../statistics/spss/compare-proportions.js';
import { isTestable, type CellFigures } from './cell-figures.js';
import type { PairComparison, SetLetters, TestedSet, WholeSetComparison } from './comparison-table.js';
import type { TableOptions } from './table-input.js';

/** The tests of one row within one set of columns. */
export interface SetResult {
  readonly pairs: readonly PairComparison[];
  readonly whole: WholeSetComparison | null;
  /** Letters per column key; columns that take no part are absent. */
  readonly letters: ReadonlyMap<string, SetLetters>;
}

/**
 * Tests all pairs of one set of columns and gives the letters.
 * @param set the columns compared
 * @param figures of this row per column key; a hidden column is left out, so that no test tells of it
 * @param options procedure, adjustment, level
 * @param calibrations how weights were fitted to known totals, when they were
 * @returns nothing at all when fewer than two columns can be tested
 * Source: docs/methods.md, "Comparing columns".
 * @example testSet(set, figures, options).letters.get('basishulp')?.letters // ['a']
 */
export function testSet(
  set: TestedSet,
  figures: ReadonlyMap<string, CellFigures>,
  options: TableOptions,
  calibrations: readonly Calibration[] = [],
): SetResult {
  const columns = set.columns.flatMap((key) => {
    const own = figures.get(key);
    return own !== undefined && isTestable(own) ? [{ key, figures: own }] : [];
  });
  if (columns.length < 2) return { pairs: [], whole: null, letters: new Map() };
  const reference = referenceOf(set, columns, options);
  const pairs = adjusted(
    comparePairs(set, columns, { options, reference, calibrations }),
    options,
    columns.length,
  );
  const position = new Map(columns.map(({ key }, at) => [key, at]));
  const different = pairs
    .filter(({ significant }) => significant)
    .map((pair): DifferentPair => [position.get(pair.columns[0]) ?? -1, position.get(pair.columns[1]) ?? -1]);
  const compact = compactLetters(columns.length, different);
  const isSilent = options.lettersWhen === 'different' && different.length === 0;
  const lettersOf = (key: string, at: number): readonly string[] => {
    if (isSilent) return [];
    if (reference !== null) return isMarked(pairs, key, reference) ? ['*'] : [];
    return options.letters === 'smaller' ? smallerLetters(set, pairs, key) : (compact[at] ?? []);
  };
  return {
    pairs,
    whole: options.procedure === 'design' ? compareWhole(set, columns, { options, calibrations }) : null,
    letters: new Map(columns.map(({ key }, at) => [key, { set: set.key, letters: lettersOf(key, at) }])),
  };
}

interface TestedColumn {
  readonly key: string;
  readonly figures: CellFigures;
}

type UnadjustedPair = Omit<PairComparison, 'adjustedPValue' | 'significant'>;

/** The column that the others are compared with: of the year or level that was chosen, when this set has it once. */
function referenceOf(
  { columns: keys }: TestedSet,
  columns: readonly TestedColumn[],
  { reference }: TableOptions,
): string | null {
  if (reference === null) return null;
  const own = keys.filter((key) => key.split('/').includes(reference));
  const [only] = own;
  return own.length === 1 && only !== undefined && columns.some(({ key }) => key === only) ? only : null;
}

function isMarked(pairs: readonly PairComparison[], key: string, reference: string): boolean {
  return pairs.some(
    ({ columns, significant }) =>
      significant && columns.includes(key) && columns.includes(reference) && key !== reference,
  );
}

/** The letters of the columns that are significantly smaller; every column of a set has the letter of its place. */
function smallerLetters(set: TestedSet, pairs: readonly PairComparison[], key: string): string[] {
  return set.columns.flatMap((other, at) => {
    const pair = pairs.find(
      ({ columns }) => columns.includes(key) && columns.includes(other) && key !== other,
    );
    if (pair?.significant !== true) return [];
    const isLarger = pair.columns[0] === key ? pair.difference > 0 : pair.difference < 0;
    return isLarger ? [placeLetter(at)] : [];
  });
}

/**
 * The letter of a column by its place in a set, for letters of smaller columns.
 * @example placeLetter(1) // 'b'
 */
function placeLetter(at: number): string {
  return String.fromCharCode(97 + (at % 26)).repeat(1 + Math.floor(at / 26));
}

interface DesignOptions {
  readonly options: TableOptions;
  readonly calibrations: readonly Calibration[];
}

function comparePairs(
  set: TestedSet,
  columns: readonly TestedColumn[],
  { options, reference, calibrations }: DesignOptions & { readonly reference: string | null },
): UnadjustedPair[] {
  const compare =
    options.procedure === 'spss' ? spssComparison(columns) : designComparison({ options, calibrations });
  return columns.flatMap((first, at) =>
    columns.slice(at + 1).flatMap((second): UnadjustedPair[] => {
      if (reference !== null && first.key !== reference && second.key !== reference) return [];
      const found = compare(first.figures, second.figures);
      if (found === null) return [];
      const { difference, statistic, degreesOfFreedom, pValue } = found.test;
      const place = { method: found.method, set: set.key, columns: [first.key, second.key] as const };
      return [{ ...place, difference, statistic, degreesOfFreedom, pValue }];
    }),
  );
}

type Comparison = (
  first: CellFigures,
  second: CellFigures,
) => { readonly method: PairComparison['method']; readonly test: PairTest } | null;

function spssComparison(columns: readonly TestedColumn[]): Comparison {
  const isMean = columns[0]?.figures.statistic === 'mean';
  if (!isMean) {
    return (first, second) => ({ method: 'pooled-z', test: compareProportions(first.sums, second.sums) });
  }
  const pooled: PooledVariance = pooledVariance(columns.map(({ figures }) => figures.sums));
  return (first, second) =>
    pooled.variance > 0 ? { method: 'pooled-t', test: compareMeans(first.sums, second.sums, pooled) } : null;
}

function designComparison({ options, calibrations }: DesignOptions): Comparison {
  return (first, second) => {
    const test = compareGroups(first.parts, second.parts, options.lonelyUnit, calibrations);
    return test === null ? null : { method: 'linearised-t', test };
  };
}

function adjusted(
  pairs: readonly UnadjustedPair[],
  options: TableOptions,
  columnCount: number,
): PairComparison[] {
  const isTukey = options.meanTest === 'tukey' && pairs.every(({ method }) => method === 'pooled-t');
  if (isTukey && options.reference === null) {
    return pairs.map((pair) => {
      const adjustedPValue = tukeyPValue(pair, columnCount);
      return { ...pair, adjustedPValue, significant: adjustedPValue < options.significanceLevel };
    });
  }
  const pValues = adjustPValues(
    pairs.map(({ pValue }) => pValue),
    options.adjustment,
  );
  return pairs.map((pair, at) => {
    const adjustedPValue = pValues[at] ?? pair.pValue;
    return { ...pair, adjustedPValue, significant: adjustedPValue < options.significanceLevel };
  });
}

/** Tukey and Kramer: the range of all means in standard errors of one is √2·|t|. */
function tukeyPValue({ statistic, degreesOfFreedom }: UnadjustedPair, columnCount: number): number {
  return studentizedRangeUpperTail(Math.SQRT2 * Math.abs(statistic), columnCount, degreesOfFreedom ?? 1);
}

/** Rao and Scott's F over the columns of the set, for shares: yes and no per column and stratum. */
function compareWhole(
  set: TestedSet,
  columns: readonly TestedColumn[],
  { options: { lonelyUnit }, calibrations }: DesignOptions,
): WholeSetComparison | null {
  if (columns.some(({ figures }) => figures.statistic === 'mean')) return null;
  const cells = columns.flatMap(({ key, figures }) =>
    figures.parts.flatMap(({ stratum, cell = null, sums }): CategoryWeights[] => {
      const place = { stratum, cell, column: key };
      return [
        { ...place, category: 'yes', people: sums.y, w: sums.wy, ww: sums.wwy },
        {
          ...place,
          category: 'no',
          people: sums.count - sums.y,
          w: sums.w - sums.wy,
          ww: sums.ww - sums.wwy,
        },
      ];
    }),
  );
  const strata = new Map(cells.map(({ stratum }) => [stratum.key, stratum.sampleSize]));
  const interviews = [...strata.values()].reduce((sum, size) => sum + size, 0);
  const test = raoScottTest(cells, interviews - strata.size, lonelyUnit, calibrations);
  if (test === null) return null;
  return {
    method: 'rao-scott-f',
    set: set.key,
    statistic: test.statistic,
    degreesOfFreedom: [test.numeratorDf, test.denominatorDf],
    pValue: test.pValue,
  };
}
