import type { Stratum } from '../statistics/design/stratum.js';
import { effectiveBase } from '../statistics/kish.js';
import { cellFigures, type CellFigures } from './cell-figures.js';
import { groupsInColumn, planColumns, type ColumnPlan } from './columns.js';
import type {
  ComparisonTable,
  SetLetters,
  TableCell,
  TableColumn,
  TableRow,
  TableTest,
} from './comparison-table.js';
import { partKey, planDisclosure, type DisclosurePlan } from './disclosure.js';
import { collectNotes } from './collect-notes.js';
import { testSet, type SetResult } from './row-tests.js';
import type { GroupSums, TableInput, TableOptions, TableRowInput } from './table-input.js';

/**
 * Makes a table that compares groups, years, or both: figures, bases, letters, tests, notes, with everything
 * hidden that would tell of a few people.
 * @param input sums of all rows that belong together, added up by the database
 * @param options columns, procedure, adjustment, level, disclosure limits, questions to print
 * @returns the table for page, file and command line alike
 * @throws RangeError when sums name a stratum that is not in the list
 * Source: docs/methods.md
 * @example buildComparisonTable(input, tableDefaults('group,year', 'spss')).rows[0]?.cells[0]?.letters // 'a'
 */
export function buildComparisonTable(input: TableInput, options: TableOptions): ComparisonTable {
  const plan = planColumns(input, options.columns);
  const builder: Builder = {
    input,
    options,
    plan,
    strata: new Map(input.strata.map((stratum) => [stratum.key, stratum])),
    disclosure: planDisclosure(input.rows, options.disclosure),
  };
  const built = input.rows.flatMap((row, at) =>
    options.questions === null || options.questions.includes(row.question)
      ? [buildRow(builder, row, at)]
      : [],
  );
  const rows = built.map(({ row }) => row);
  const lonelyStrata = [...new Set(built.flatMap((one) => one.lonelyStrata))];
  const { columns, sets } = plan;
  return {
    options,
    columns,
    sets,
    rows,
    notes: collectNotes({ input, options, columns, rows, lonelyStrata }),
  };
}

interface Builder {
  readonly input: TableInput;
  readonly options: TableOptions;
  readonly plan: ColumnPlan;
  readonly strata: ReadonlyMap<string, Stratum>;
  readonly disclosure: DisclosurePlan;
}

interface BuiltRow {
  readonly row: TableRow;
  readonly lonelyStrata: readonly string[];
}

function buildRow(builder: Builder, row: TableRowInput, at: number): BuiltRow {
  const figures = new Map<string, CellFigures>();
  const visible = new Map<string, CellFigures>();
  const hidden = new Map<string, Hiding>();
  for (const column of builder.plan.columns) {
    const groups = groupsInColumn(builder.input, row, column);
    const own = figuresOf(builder, row, { column, groups });
    const hiding = hidingOf(builder.disclosure, at, groups);
    figures.set(column.key, own);
    hidden.set(column.key, hiding);
    if (!hiding.value) visible.set(column.key, own);
  }
  const results = builder.plan.sets.map((set) => testSet(set, visible, builder.options));
  const cells = builder.plan.columns.map(({ key }) => {
    const own = figures.get(key);
    const hiding = hidden.get(key);
    if (own === undefined || hiding === undefined) throw new RangeError(`column ${key} has no figures`);
    return buildCell(
      { column: key, figures: own, hiding, marks: marksOf(builder.plan, results, key) },
      builder,
    );
  });
  const tests = results.flatMap(({ pairs, whole }): TableTest[] =>
    whole === null ? [...pairs] : [...pairs, whole],
  );
  const { question, option, label, statistic } = row;
  return {
    row: { question, option, label, statistic, cells, tests },
    lonelyStrata: [...visible.values()].flatMap(({ lonelyStratum }) => lonelyStratum ?? []),
  };
}

interface ColumnGroups {
  readonly column: TableColumn;
  readonly groups: readonly GroupSums[];
}

function figuresOf(builder: Builder, row: TableRowInput, { column, groups }: ColumnGroups): CellFigures {
  const { input, strata, options } = builder;
  const answersWeight = row.statistic === 'multiple-of-answers' ? answersWeightOf(input, row, column) : 0;
  return cellFigures({ statistic: row.statistic, groups, strata, answersWeight }, options);
}

/** Σw over all options of the question that were ticked. */
function answersWeightOf(input: TableInput, row: TableRowInput, column: TableColumn): number {
  const options = input.rows.filter(
    ({ question, statistic }) => question === row.question && statistic === 'multiple-of-answers',
  );
  return options
    .flatMap((option) => groupsInColumn(input, option, column))
    .reduce((sum, part) => sum + part.sums.wy, 0);
}

interface Hiding {
  readonly value: boolean;
  readonly base: boolean;
}

/** A column is hidden as soon as one of its parts is. */
function hidingOf(disclosure: DisclosurePlan, row: number, groups: readonly GroupSums[]): Hiding {
  const parts = [...new Set(groups.map(({ year, group }) => partKey(year, group)))];
  return {
    value: parts.some((part) => disclosure.hidesValue(row, part)),
    base: parts.some((part) => disclosure.hidesBase(row, part)),
  };
}

/** The letters of a cell, the main set first; capitals for groups where years have the small letters. */
function marksOf(plan: ColumnPlan, results: readonly SetResult[], key: string): SetLetters[] {
  const isCrossed = new Set(plan.sets.map(({ compares }) => compares)).size > 1;
  return plan.sets.flatMap((set, at) => {
    const own = results[at]?.letters.get(key);
    if (own === undefined) return [];
    const capitals = isCrossed && set.compares === 'groups';
    return [capitals ? { ...own, letters: own.letters.map((letter) => letter.toUpperCase()) } : own];
  });
}

interface CellParts {
  readonly column: string;
  readonly figures: CellFigures;
  readonly hiding: Hiding;
  readonly marks: readonly SetLetters[];
}

function buildCell({ column, figures, hiding, marks }: CellParts, { plan, options }: Builder): TableCell {
  const { sums, estimate } = figures;
  const shown = <Value>(value: Value): Value | null => (hiding.value ? null : value);
  const shownWithBase = <Value>(value: Value): Value | null => (hiding.base ? null : value);
  return {
    column,
    value: shown(figures.value),
    base: shownWithBase(sums.count),
    letters: mainLetters(plan, marks),
    lettersBySet: marks,
    suppressed: hiding.value,
    indicative: !hiding.value && sums.count > 0 && sums.count < options.disclosure.indicativeBelow,
    standardError: shown(estimate === null ? null : estimate.standardError),
    interval: shown(figures.interval),
    weightedBase: shownWithBase(sums.w),
    effectiveBase: shownWithBase(effectiveBase(sums)),
  };
}

/** In a crossed table the letters of the years are the main ones, as in the published report. */
function mainLetters(plan: ColumnPlan, marks: readonly SetLetters[]): string {
  const main = plan.sets[0]?.compares;
  const sets = new Set(plan.sets.filter(({ compares }) => compares === main).map(({ key }) => key));
  return marks.find(({ set }) => sets.has(set))?.letters.join(',') ?? '';
}
