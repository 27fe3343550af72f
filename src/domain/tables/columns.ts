import type { TableColumn, TestedSet } from './comparison-table.js';
import type { ColumnChoice, GroupSums, Heading, TableInput, TableRowInput } from './table-input.js';

/** The columns of a table and what is compared with what. */
export interface ColumnPlan {
  readonly columns: readonly TableColumn[];
  /** The first kind of a cell's sets gives its main letters. */
  readonly sets: readonly TestedSet[];
}

const TOTAL = 'Totaal';
const COMPARABLE_TOTAL = 'Totaal (vergelijkbare groepen)';

/**
 * Chooses the columns and the tested sets. Totals are never tested against their parts. Groups are compared
 * within a year and years within a group; years in total only over the groups that every year has.
 * @param input whose data decide which columns exist: a group without answers in a year has none there
 * @param choice groups of the last year, years, or years within groups and groups within years
 * @example planColumns(input, 'group').sets // [{ key: 'groups:2016', compares: 'groups', … }]
 */
export function planColumns(input: TableInput, choice: ColumnChoice): ColumnPlan {
  switch (choice) {
    case 'group':
      return planGroups(input);
    case 'year':
      return planYears(input);
    case 'group,year':
      return planCrossed(input);
  }
}

/**
 * The groups that have answers to this row in every year that has any: what may be compared over years.
 * @example comparableGroups(input, row) // ['basishulp', 'specialistisch'] when 2015 had no jb_jr
 */
export function comparableGroups(input: TableInput, row: TableRowInput): string[] {
  const years = input.years.filter(({ key }) => groupsInYear(input, [row], key).length > 0);
  return input.groups
    .map(({ key }) => key)
    .filter((group) => years.every(({ key }) => hasAnswers([row], key, group)));
}

/**
 * The groups with answers to any of the rows in a year, in column order.
 * @example groupsInYear(input, input.rows, '2015') // ['basishulp', 'specialistisch']
 */
export function groupsInYear(input: TableInput, rows: readonly TableRowInput[], year: string): string[] {
  return input.groups.map(({ key }) => key).filter((group) => hasAnswers(rows, year, group));
}

/**
 * The sums that a column adds up in a row.
 * @example groupsInColumn(input, row, totalOf2016).map(({ group }) => group) // ['basishulp', 'specialistisch', 'jb_jr']
 */
export function groupsInColumn(input: TableInput, row: TableRowInput, column: TableColumn): GroupSums[] {
  const wanted = wantedGroups(input, row, column);
  return row.groups.filter((part) => part.year === column.year && wanted.includes(part.group));
}

function wantedGroups(input: TableInput, row: TableRowInput, column: TableColumn): readonly string[] {
  switch (column.role) {
    case 'part':
      return column.group === null ? [] : [column.group];
    case 'total':
      return groupsInYear(input, [row], column.year);
    case 'comparable-total':
      return comparableGroups(input, row);
  }
}

function hasAnswers(rows: readonly TableRowInput[], year: string, group: string): boolean {
  return rows.some((row) =>
    row.groups.some((part) => part.year === year && part.group === group && part.sums.count > 0),
  );
}

/** Whether, for some row, a year has groups that not every year has. */
function totalsDiffer(input: TableInput, year: string): boolean {
  return input.rows.some(
    (row) => groupsInYear(input, [row], year).length > comparableGroups(input, row).length,
  );
}

function planGroups(input: TableInput): ColumnPlan {
  const year = input.years.at(-1);
  if (year === undefined) return { columns: [], sets: [] };
  const parts = input.groups
    .filter((group) => hasAnswers(input.rows, year.key, group.key))
    .map((group) => partColumn(group.key, group.label, { group, year }));
  const columns = [...parts];
  if (parts.length > 1) columns.push(totalColumn('total', TOTAL, year.key));
  if (totalsDiffer(input, year.key)) {
    columns.push(totalColumn('comparable-total', COMPARABLE_TOTAL, year.key));
  }
  return { columns, sets: testable([groupsSet(year, parts)]) };
}

function planYears(input: TableInput): ColumnPlan {
  const columns = input.years.map((year) => ({
    ...totalColumn('comparable-total', year.label, year.key),
    key: year.key,
  }));
  return { columns, sets: testable([yearsSet('total', TOTAL, columns)]) };
}

function planCrossed(input: TableInput): ColumnPlan {
  const parts = input.groups.flatMap((group) =>
    input.years
      .filter((year) => hasAnswers(input.rows, year.key, group.key))
      .map((year) => partColumn(`${group.key}/${year.key}`, `${group.label} ${year.label}`, { group, year })),
  );
  const someDiffer = input.years.some(({ key }) => totalsDiffer(input, key));
  const comparable = input.years.map((year) => crossedTotal(year, someDiffer ? 'comparable-total' : 'total'));
  const wider = someDiffer
    ? input.years.filter(({ key }) => totalsDiffer(input, key)).map((year) => crossedTotal(year, 'total'))
    : [];
  const sets = [
    ...input.groups.map((group) =>
      yearsSet(
        group.key,
        group.label,
        parts.filter((column) => column.group === group.key),
      ),
    ),
    yearsSet('total', someDiffer ? COMPARABLE_TOTAL : TOTAL, comparable),
    ...input.years.map((year) =>
      groupsSet(
        year,
        parts.filter((column) => column.year === year.key),
      ),
    ),
  ];
  return { columns: [...parts, ...comparable, ...wider], sets: testable(sets) };
}

function partColumn(
  key: string,
  label: string,
  at: { readonly group: Heading; readonly year: Heading },
): TableColumn {
  return { key, label, role: 'part', group: at.group.key, year: at.year.key };
}

function totalColumn(role: 'total' | 'comparable-total', label: string, year: string): TableColumn {
  return { key: role, label, role, group: null, year };
}

function crossedTotal(year: Heading, role: 'total' | 'comparable-total'): TableColumn {
  const label = role === 'total' ? TOTAL : COMPARABLE_TOTAL;
  return { ...totalColumn(role, `${label} ${year.label}`, year.key), key: `${role}/${year.key}` };
}

function groupsSet(year: Heading, columns: readonly TableColumn[]): TestedSet {
  return {
    key: `groups:${year.key}`,
    compares: 'groups',
    label: year.label,
    columns: columns.map(({ key }) => key),
  };
}

function yearsSet(key: string, label: string, columns: readonly TableColumn[]): TestedSet {
  return { key: `years:${key}`, compares: 'years', label, columns: columns.map((column) => column.key) };
}

function testable(sets: readonly TestedSet[]): TestedSet[] {
  return sets.filter(({ columns }) => columns.length > 1);
}
