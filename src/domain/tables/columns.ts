import { comparableDomains, domainsInYear, hasAnswers } from './column-parts.js';
import type { ColumnScope, TableColumn, TestedSet } from './comparison-table.js';
import { type Axis, type Heading, type TableInput, type TableOptions, UNKNOWN_LEVEL } from './table-input.js';

/** The columns of a table and what is compared with what. */
export interface ColumnPlan {
  readonly columns: readonly TableColumn[];
  /** The first kind of a cell's sets gives its main letters. */
  readonly sets: readonly TestedSet[];
}

type ColumnOptions = Pick<TableOptions, 'columns' | 'unknown' | 'totals' | 'leftOut'>;

const TOTAL = 'Totaal';
const COMPARABLE_TOTAL = 'Totaal (vergelijkbare groepen)';

/**
 * Chooses the columns and the tested sets. Totals are never tested against their parts. Groups are compared
 * within a year and years within a group; years of several domains together only over the domains that every
 * year has. Two backgrounds are crossed within the last year.
 * @param input as `scopedInput` gives it; its data decide which columns exist
 * @param options which axes, what of people of whom a background is not known, which totals
 * @example planColumns(input, tableDefaults(['domain'], 'spss')).sets // [{ key: 'groups:2016', … }]
 */
export function planColumns(input: TableInput, options: ColumnOptions): ColumnPlan {
  const axes = options.columns.filter((axis) => axis !== 'year');
  const [first, second] = axes;
  if (first === undefined) return planYears(input);
  if (options.columns.includes('year')) return planOverYears(input, first, options);
  return second === undefined
    ? planGroups(input, first, options)
    : planCrossed(input, [first, second], options);
}

/** Whether, for some row, a year has domains that not every year has. */
function totalsDiffer(input: TableInput, year: string): boolean {
  return input.rows.some(
    (row) => domainsInYear(input, [row], year).length > comparableDomains(input, row).length,
  );
}

function levelsOf(input: TableInput, axis: Axis, { unknown }: ColumnOptions): readonly Heading[] {
  if (axis === 'domain') return input.domains;
  const breakdown = input.breakdowns.find(({ key }) => key === axis);
  if (breakdown === undefined) throw new RangeError(`the table has no breakdown ${axis}`);
  return breakdown.levels.filter(({ key }) => unknown === 'column' || key !== UNKNOWN_LEVEL);
}

function planGroups(input: TableInput, axis: Axis, options: ColumnOptions): ColumnPlan {
  const year = input.years.at(-1);
  if (year === undefined) return { columns: [], sets: [] };
  const parts = levelsOf(input, axis, options)
    .map(({ key, label }) => part({ key, label, levels: { [axis]: key }, year: year.key }))
    .filter((column) => hasAnswers(input.rows, column, input));
  return {
    columns: [...parts, ...totalsOfYear(input, year, { options, count: parts.length })],
    sets: testable([{ key: `groups:${year.key}`, capitals: false, label: year.label, columns: parts }]),
  };
}

function planYears(input: TableInput): ColumnPlan {
  const columns = input.years.map(({ key, label }) => total({ key, label, scope: 'comparable', year: key }));
  return {
    columns,
    sets: testable([{ key: 'years:total', capitals: false, label: TOTAL, columns }]),
  };
}

function planOverYears(input: TableInput, axis: Axis, options: ColumnOptions): ColumnPlan {
  const scope = axis === 'domain' ? 'all' : 'comparable';
  const levels = levelsOf(input, axis, options);
  const partOf = (level: Heading, year: Heading): TableColumn => ({
    ...part({
      key: `${level.key}/${year.key}`,
      label: `${level.label} ${year.label}`,
      levels: { [axis]: level.key },
      year: year.key,
    }),
    scope,
  });
  const parts = levels.flatMap((level) =>
    input.years.map((year) => partOf(level, year)).filter((column) => hasAnswers(input.rows, column, input)),
  );
  const { comparable, wider, label } = totalsOverYears(input, options);
  const sets = [
    ...levels.map((level) => ({
      key: `years:${level.key}`,
      capitals: false,
      label: level.label,
      columns: parts.filter(({ levels: own }) => own[axis] === level.key),
    })),
    { key: 'years:total', capitals: false, label, columns: comparable },
    ...input.years.map((year) => ({
      key: `groups:${year.key}`,
      capitals: true,
      label: year.label,
      columns: parts.filter((column) => column.year === year.key),
    })),
  ];
  return { columns: [...parts, ...comparable, ...wider], sets: testable(sets) };
}

function totalsOverYears(
  input: TableInput,
  options: ColumnOptions,
): { comparable: TableColumn[]; wider: TableColumn[]; label: string } {
  const differing = input.years.filter(({ key }) => totalsDiffer(input, key));
  const narrow = differing.length > 0 ? 'comparable' : 'all';
  const ofYear = (year: Heading, scope: ColumnScope): TableColumn => {
    const [key, label] = totalNames(scope, options);
    return total({ key: `${key}/${year.key}`, label: `${label} ${year.label}`, scope, year: year.key });
  };
  return {
    comparable: input.years.map((year) => ofYear(year, narrow)),
    wider: [
      ...differing.map((year) => ofYear(year, 'all')),
      ...(hasTotalWithout(input, options) ? input.years.map((year) => ofYear(year, 'without')) : []),
    ],
    label: totalNames(narrow, options)[1],
  };
}

function planCrossed(
  input: TableInput,
  [outer, inner]: readonly [Axis, Axis],
  options: ColumnOptions,
): ColumnPlan {
  const year = input.years.at(-1);
  if (year === undefined) return { columns: [], sets: [] };
  const outerLevels = levelsOf(input, outer, options);
  const innerLevels = levelsOf(input, inner, options);
  const parts = outerLevels.flatMap((a) =>
    innerLevels
      .map((b) =>
        part({
          key: `${a.key}/${b.key}`,
          label: `${a.label}, ${b.label}`,
          levels: { [outer]: a.key, [inner]: b.key },
          year: year.key,
        }),
      )
      .filter((column) => hasAnswers(input.rows, column, input)),
  );
  const sets = [
    ...outerLevels.map(({ key, label }) => ({
      key: `within:${key}`,
      capitals: false,
      label,
      columns: parts.filter(({ levels }) => levels[outer] === key),
    })),
    ...innerLevels.map(({ key, label }) => ({
      key: `across:${key}`,
      capitals: true,
      label,
      columns: parts.filter(({ levels }) => levels[inner] === key),
    })),
  ];
  return {
    columns: [...parts, ...totalsOfYear(input, year, { options, count: parts.length })],
    sets: testable(sets),
  };
}

/** The totals of one year: of all, over what every year has, without what may be left out. */
function totalsOfYear(
  input: TableInput,
  year: Heading,
  { options, count }: { readonly options: ColumnOptions; readonly count: number },
): TableColumn[] {
  const scopes: ColumnScope[] = [
    ...(count > 1 ? (['all'] as const) : []),
    ...(totalsDiffer(input, year.key) ? (['comparable'] as const) : []),
    ...(hasTotalWithout(input, options) ? (['without'] as const) : []),
  ];
  return scopes.map((scope) => {
    const [key, label] = totalNames(scope, options);
    return total({ key, label, scope, year: year.key });
  });
}

function hasTotalWithout(input: TableInput, { totals, leftOut }: ColumnOptions): boolean {
  return (
    totals === 'both' && leftOut !== null && input.domains.some(({ key }) => leftOut.domains.includes(key))
  );
}

function totalNames(
  scope: ColumnScope,
  { totals, leftOut }: ColumnOptions,
): readonly [key: string, label: string] {
  const without = leftOut === null ? TOTAL : `${TOTAL} zonder ${leftOut.label}`;
  switch (scope) {
    case 'all':
      return ['total', totals === 'without' ? without : TOTAL];
    case 'comparable':
      return ['comparable-total', COMPARABLE_TOTAL];
    case 'without':
      return ['total-without', without];
  }
}

function part(column: Omit<TableColumn, 'scope'>): TableColumn {
  return { ...column, scope: 'all' };
}

function total(column: Omit<TableColumn, 'levels'>): TableColumn {
  return { ...column, levels: {} };
}

interface ColumnSet extends Omit<TestedSet, 'columns'> {
  readonly columns: readonly TableColumn[];
}

/** A set of one column has nothing to compare. */
function testable(sets: readonly ColumnSet[]): TestedSet[] {
  return sets
    .filter(({ columns }) => columns.length > 1)
    .map((set) => ({ ...set, columns: set.columns.map(({ key }) => key) }));
}
