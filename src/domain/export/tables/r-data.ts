import {
  type Contribution,
  contributionsToMean,
  negated,
  residualSpreads,
} from '../../statistics/design/calibration.js';
import { partsPerStratum } from '../../tables/cell-figures.js';
import { groupsInColumn, scopedInput } from '../../tables/column-parts.js';
import { addSums } from '../../statistics/answer-sums.js';
import type { ComparisonTable, TableCell, TableRow } from '../../tables/comparison-table.js';
import type { GroupSums, TableInput, TableRowInput } from '../../tables/table-input.js';

/** A line of a data frame of R: its cells in order; `null` is NA. */
export type RLine = readonly (string | number | null)[];

/** A data frame of R. */
export interface RFrame {
  readonly names: readonly string[];
  readonly lines: readonly RLine[];
}

/** What the script of a table works with. */
export interface RData {
  /** The strata of the draw: interviews and clients. */
  readonly strata: RFrame;
  /** Sums of one row in one part: one group of one year in one stratum. Only parts of figures that are shown. */
  readonly parts: RFrame;
  /** Which parts a column adds up in a row. */
  readonly columns: RFrame;
  /** The figures of the table that R must find again. */
  readonly cells: RFrame;
  /** The comparisons of two columns. */
  readonly pairs: RFrame;
  /** The comparisons of a whole set of columns. */
  readonly wholes: RFrame;
  /** With fitted weights: what is left per stratum of the contributions to a figure or a difference. */
  readonly spreads: RFrame;
  /** Which columns a whole set compares in a row. */
  readonly members: RFrame;
}

/**
 * Everything that R needs to compute a table again. Nothing of a hidden figure is in it: a part goes along only when
 * it belongs to a column that is shown in that row.
 * @param whole the sums that the table was made of
 * @param table with its hidden figures
 * @example rData(input, table).cells.lines[0] // [1, 'basishulp', 'share', 0.84, 256, …]
 */
export function rData(whole: TableInput, table: ComparisonTable): RData {
  const input = scopedInput(whole, table.options);
  const rows = table.rows.map((row, at) => ({ row, number: at + 1, input: inputOf(input, row) }));
  const shown = rows.flatMap((own) =>
    own.row.cells
      .filter(isShown)
      .map((cell) => ({ ...own, cell, groups: groupsOf(input, table, own.input, cell) })),
  );
  return {
    strata: frame(
      ['stratum', 'interviews', 'clients'],
      input.strata.map(({ key, sampleSize, populationSize }) => [key, sampleSize, populationSize]),
    ),
    parts: frame(
      ['row', 'part', 'stratum', 'spread', 'n', 'w', 'ww', 'wy', 'wyy', 'wwy', 'wwyy'],
      unique(shown.flatMap(({ number, groups }) => groups.map((group) => partLine(number, group)))),
    ),
    columns: frame(
      ['row', 'column', 'part'],
      shown.flatMap(({ number, cell, groups }) =>
        groups.map((group) => [number, cell.column, partName(group)]),
      ),
    ),
    cells: frame(
      [
        'row',
        'column',
        'statistic',
        'value',
        'base',
        'weighted',
        'effective',
        'se',
        'lower',
        'upper',
        'answers',
      ],
      shown.map(({ row, number, input: own, cell }) => [
        ...[number, cell.column, row.statistic, cell.value, cell.base, cell.weightedBase, cell.effectiveBase],
        ...[cell.standardError, cell.interval?.lower ?? null, cell.interval?.upper ?? null],
        row.statistic === 'multiple-of-answers' ? answersOf(input, table, { own, cell }) : null,
      ]),
    ),
    pairs: frame(
      ['row', 'set', 'first', 'second', 'difference', 'statistic', 'df', 'p', 'adjusted'],
      rows.flatMap(({ row, number }) => row.tests.flatMap((test) => pairLines(number, test))),
    ),
    wholes: frame(
      ['row', 'set', 'statistic', 'df1', 'df2', 'p'],
      isFitted(whole, table)
        ? []
        : rows.flatMap(({ row, number }) => row.tests.flatMap((test) => wholeLines(number, test))),
    ),
    spreads: frame(
      ['id', 'stratum', 'total', 'squares'],
      isFitted(whole, table) ? rows.flatMap((own) => fittedSpreads(input, table, own)) : [],
    ),
    members: frame(
      ['row', 'set', 'column'],
      rows.flatMap(({ row, number }) =>
        row.cells.flatMap((cell) => cell.lettersBySet.map(({ set }): RLine => [number, set, cell.column])),
      ),
    ),
  };
}

function frame(names: readonly string[], lines: readonly RLine[]): RFrame {
  return { names, lines };
}

function unique(lines: readonly RLine[]): RLine[] {
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
}

function isShown(cell: TableCell): boolean {
  return !cell.suppressed && cell.value !== null;
}

function inputOf(input: TableInput, { question, option }: TableRow): TableRowInput {
  const found = input.rows.find((row) => row.question === question && row.option === option);
  if (found === undefined) throw new RangeError(`the table was not made of these sums: ${question}`);
  return found;
}

function groupsOf(
  input: TableInput,
  { columns, options }: ComparisonTable,
  row: TableRowInput,
  cell: Pick<TableCell, 'column'>,
): GroupSums[] {
  const column = columns.find(({ key }) => key === cell.column);
  if (column === undefined) return [];
  const groups = groupsInColumn(input, row, column, options.leftOut).filter(({ sums }) => sums.count > 0);
  return input.breakdowns.some(({ key }) => key in column.levels)
    ? withoutCells(groups)
    : withoutCells(groups.map((group) => ({ ...group, levels: [] })));
}

/** Whether the weights of a table were fitted to known totals. */
export function isFitted({ calibrations = [] }: TableInput, { options }: ComparisonTable): boolean {
  return options.procedure === 'design' && calibrations.length > 0;
}

/** What is left per stratum of every figure that has a standard error, and of every difference. */
function fittedSpreads(
  input: TableInput,
  table: ComparisonTable,
  {
    row,
    number,
    input: own,
  }: { readonly row: TableRow; readonly number: number; readonly input: TableRowInput },
): RLine[] {
  const strata = new Map(input.strata.map((stratum) => [stratum.key, stratum]));
  const contributions = (key: string): readonly Contribution[] => {
    const column = table.columns.find((one) => one.key === key);
    const groups = column === undefined ? [] : groupsInColumn(input, own, column, table.options.leftOut);
    return contributionsToMean(partsPerStratum(groups, strata))?.contributions ?? [];
  };
  const lines = (id: string, of: readonly Contribution[]): RLine[] =>
    residualSpreads(of, input.calibrations ?? []).map(({ stratum, total, squares }) => [
      id,
      stratum.key,
      total,
      squares,
    ]);
  const figures = row.cells.filter((cell) => isShown(cell) && cell.standardError !== null);
  return [
    ...figures.flatMap(({ column }) => lines(`${String(number)} ${column}`, contributions(column))),
    ...row.tests.flatMap((test) => {
      if (test.method === 'rao-scott-f') return [];
      const [first, second] = test.columns;
      const both = [...contributions(first), ...negated(contributions(second))];
      return lines(`${String(number)} ${test.set} ${first} ${second}`, both);
    }),
  ];
}

/**
 * One group per part. A total says nothing of the levels that it adds up, and no part anything of a cell of fitted
 * weights: of that, too, some would be hidden.
 */
function withoutCells(groups: readonly GroupSums[]): GroupSums[] {
  const merged = new Map<string, GroupSums>();
  for (const group of groups) {
    const key = partName(group);
    const before = merged.get(key);
    const sums = before === undefined ? group.sums : addSums([before.sums, group.sums]);
    merged.set(key, { ...group, cell: null, sums });
  }
  return [...merged.values()];
}

function partName({ year, domain, levels, stratum }: GroupSums): string {
  return [year, domain, ...levels, stratum].join('|');
}

function partLine(row: number, part: GroupSums): RLine {
  const { count, w, ww, wy, wyy, wwy, wwyy } = part.sums;
  const spread = part.source === 'published-without-spread' ? 0 : 1;
  return [row, partName(part), part.stratum, spread, count, w, ww, wy, wyy, wwy, wwyy];
}

/** Σw over all answers to the question in a column: what shares of answers are shares of. */
function answersOf(
  input: TableInput,
  table: ComparisonTable,
  { own, cell }: { readonly own: TableRowInput; readonly cell: TableCell },
): number {
  return input.rows
    .filter(({ question, statistic }) => question === own.question && statistic === own.statistic)
    .flatMap((row) => groupsOf(input, table, row, cell))
    .reduce((sum, { sums }) => sum + sums.wy, 0);
}

type Test = TableRow['tests'][number];

function pairLines(row: number, test: Test): RLine[] {
  if (test.method === 'rao-scott-f') return [];
  const { set, columns, difference, statistic, degreesOfFreedom, pValue, adjustedPValue } = test;
  return [[row, set, ...columns, difference, statistic, degreesOfFreedom, pValue, adjustedPValue]];
}

function wholeLines(row: number, test: Test): RLine[] {
  if (test.method !== 'rao-scott-f') return [];
  return [[row, test.set, test.statistic, ...test.degreesOfFreedom, test.pValue]];
}
