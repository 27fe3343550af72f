import type { Stratum } from '../statistics/design/stratum.js';
import { effectiveBase } from '../statistics/kish.js';
import { cellFigures, type CellFigures } from './cell-figures.js';
import { groupsInColumn, scopedInput } from './column-parts.js';
import { type ColumnPlan, planColumns } from './columns.js';
import type {
  ComparisonTable,
  SetLetters,
  TableCell,
  TableColumn,
  TableRow,
  TableTest,
} from './comparison-table.js';
import { type DisclosurePlan, planDisclosure } from './disclosure.js';
import { collectNotes } from './collect-notes.js';
import { testSet, type SetResult } from './row-tests.js';
import type { GroupSums, TableInput, TableOptions, TableRowInput } from './table-input.js';

/**
 * Makes a table that compares groups, years, or both: figures, bases, letters, tests, notes, with everything
 * hidden that would tell of a few people.
 * @param whole sums of all rows that belong together, added up by the database
 * @param options columns, procedure, adjustment, level, disclosure limits, questions to print
 * @returns the table for page, file and command line alike
 * @throws RangeError when sums name a stratum that is not in the list
 * Source: docs/methods.md
 * @example buildComparisonTable(input, tableDefaults(['domain', 'year'], 'spss')).rows[0]?.cells[0]?.letters // 'a'
 */
export function buildComparisonTable(whole: TableInput, options: TableOptions): ComparisonTable {
  const input = scopedInput(whole, options);
  const plan = planColumns(input, options);
  const builder: Builder = {
    input,
    options,
    plan,
    strata: new Map(input.strata.map((stratum) => [stratum.key, stratum])),
    disclosure: planDisclosure(whole, options.disclosure),
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
    const groups = groupsInColumn(builder.input, row, column, builder.options.leftOut);
    const own = figuresOf(builder, row, { column, groups });
    const hiding = hidingOf(builder, at, { column, groups });
    figures.set(column.key, own);
    hidden.set(column.key, hiding);
    if (!hiding.value) visible.set(column.key, own);
  }
  const results = builder.plan.sets.map((set) =>
    testSet(set, visible, builder.options, builder.input.calibrations),
  );
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
  const answersWeight =
    row.statistic === 'multiple-of-answers' ? answersWeightOf({ input, options }, row, column) : 0;
  const { calibrations = [] } = input;
  return cellFigures({ statistic: row.statistic, groups, strata, calibrations, answersWeight }, options);
}

/** Σw over all options of the question that were ticked. */
function answersWeightOf(
  { input, options }: Pick<Builder, 'input' | 'options'>,
  row: TableRowInput,
  column: TableColumn,
): number {
  const own = input.rows.filter(
    ({ question, statistic }) => question === row.question && statistic === 'multiple-of-answers',
  );
  return own
    .flatMap((option) => groupsInColumn(input, option, column, options.leftOut))
    .reduce((sum, part) => sum + part.sums.wy, 0);
}

interface Hiding {
  readonly value: boolean;
  readonly base: boolean;
}

/** A column is hidden as soon as one of its parts is. */
function hidingOf({ disclosure, input }: Builder, row: number, { column, groups }: ColumnGroups): Hiding {
  const isWhole = !input.breakdowns.some(({ key }) => key in column.levels);
  return {
    value: groups.some((part) => disclosure.hidesValue(row, part, isWhole)),
    base: groups.some((part) => disclosure.hidesBase(row, part, isWhole)),
  };
}

/** The letters of a cell, the main set first; capitals for the second kind of set of a crossed table. */
function marksOf(plan: ColumnPlan, results: readonly SetResult[], key: string): SetLetters[] {
  return plan.sets.flatMap(({ capitals }, at) => {
    const own = results[at]?.letters.get(key);
    if (own === undefined) return [];
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

/** In a crossed table the small letters are the main ones: over years as in the published report. */
function mainLetters(plan: ColumnPlan, marks: readonly SetLetters[]): string {
  const sets = new Set(plan.sets.filter(({ capitals }) => !capitals).map(({ key }) => key));
  return marks.find(({ set }) => sets.has(set))?.letters.join(',') ?? '';
}
