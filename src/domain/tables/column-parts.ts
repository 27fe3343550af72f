import type { ColumnScope, TableColumn } from './comparison-table.js';
import type { GroupSums, TableInput, TableOptions, TableRowInput } from './table-input.js';

/**
 * The input of a table that leaves domains out of every column; disclosure is judged on the whole one.
 * @example scopedInput(input, { totals: 'without', leftOut: { domains: ['jb_jr'], label: 'JB/JR' } }).domains
 */
export function scopedInput(
  input: TableInput,
  { totals, leftOut }: Pick<TableOptions, 'totals' | 'leftOut'>,
): TableInput {
  if (totals !== 'without' || leftOut === null) return input;
  const isKept = (domain: string): boolean => !leftOut.domains.includes(domain);
  return {
    ...input,
    domains: input.domains.filter(({ key }) => isKept(key)),
    rows: input.rows.map((row) => ({ ...row, groups: row.groups.filter(({ domain }) => isKept(domain)) })),
  };
}

/**
 * The domains that have answers to this row in every year that has any: what may be compared over years.
 * @example comparableDomains(input, row) // ['basishulp', 'specialistisch'] when 2015 had no jb_jr
 */
export function comparableDomains(input: TableInput, row: TableRowInput): string[] {
  const years = input.years.filter(({ key }) => domainsInYear(input, [row], key).length > 0);
  return input.domains
    .map(({ key }) => key)
    .filter((domain) =>
      years.every(({ key }) => hasAnswers([row], { year: key, levels: { domain } }, input)),
    );
}

/**
 * The domains with answers to any of the rows in a year, in column order.
 * @example domainsInYear(input, input.rows, '2015') // ['basishulp', 'specialistisch']
 */
export function domainsInYear(input: TableInput, rows: readonly TableRowInput[], year: string): string[] {
  return input.domains
    .map(({ key }) => key)
    .filter((domain) => hasAnswers(rows, { year, levels: { domain } }, input));
}

/**
 * The sums that a column adds up in a row.
 * @param leftOut of the options, for a total without some domains
 * @example groupsInColumn(input, row, totalOf2016, null).map(({ domain }) => domain) // ['basishulp', 'specialistisch', 'jb_jr']
 */
export function groupsInColumn(
  input: TableInput,
  row: TableRowInput,
  column: TableColumn,
  leftOut: TableOptions['leftOut'],
): GroupSums[] {
  const isCounted = domainFilter(input, row, column.scope, leftOut);
  return row.groups.filter((part) => isCounted(part.domain) && isIn(part, column, input));
}

function domainFilter(
  input: TableInput,
  row: TableRowInput,
  scope: ColumnScope,
  leftOut: TableOptions['leftOut'],
): (domain: string) => boolean {
  switch (scope) {
    case 'all':
      return () => true;
    case 'comparable': {
      const comparable = comparableDomains(input, row);
      return (domain) => comparable.includes(domain);
    }
    case 'without':
      return (domain) => leftOut?.domains.includes(domain) !== true;
  }
}

type Place = Pick<TableColumn, 'year' | 'levels'>;

function isIn(part: GroupSums, { year, levels }: Place, { breakdowns }: TableInput): boolean {
  if (part.year !== year) return false;
  return Object.entries(levels).every(([axis, level]) =>
    axis === 'domain'
      ? part.domain === level
      : part.levels[breakdowns.findIndex(({ key }) => key === axis)] === level,
  );
}

/**
 * Whether anybody of a place answered one of the rows.
 * @example hasAnswers(input.rows, { year: '2016', levels: { domain: 'jb_jr' } }, input) // true
 */
export function hasAnswers(rows: readonly TableRowInput[], place: Place, input: TableInput): boolean {
  return rows.some(({ groups }) => groups.some((part) => part.sums.count > 0 && isIn(part, place, input)));
}
