import type { ComparisonTable, PairComparison, TableRow, TestedSet } from './comparison-table.js';

/**
 * What the tests of a row support, in plain Dutch: one sentence per set of columns with a significant difference, and one
 * for all sets without. A column that is hidden takes no part in any test, so no sentence tells of it.
 * @param table for the headings and the sets
 * @param row one of its rows
 * @returns nothing when nothing was tested
 * @example rowSentences(table, row)[0] // 'CEO 2016 minder vaak dan CEO 2015.'
 */
export function rowSentences(table: ComparisonTable, row: TableRow): string[] {
  const tested = table.sets.flatMap((set) => {
    const pairs = row.tests.filter(
      (test): test is PairComparison => test.method !== 'rao-scott-f' && test.set === set.key,
    );
    return pairs.length === 0 ? [] : [{ set, pairs }];
  });
  const different = tested.filter(({ pairs }) => pairs.some(({ significant }) => significant));
  const same = tested.filter(({ pairs }) => pairs.every(({ significant }) => !significant));
  const sentences = different.map(({ set, pairs }) => differences(table, row, { set, pairs }));
  if (same.length === 0) return sentences;
  const names = same.map(({ set }) => set.label);
  const only = tested.length === 1;
  return [...sentences, only ? 'Geen significant verschil.' : `Geen significant verschil: ${listed(names)}.`];
}

interface TestedPairs {
  readonly set: TestedSet;
  readonly pairs: readonly PairComparison[];
}

/** The subject is the later year, or the group that has more. */
function differences(table: ComparisonTable, row: TableRow, { set, pairs }: TestedPairs): string {
  const isYears = set.key.startsWith('years:');
  const labelOf = (key: string): string => table.columns.find((column) => column.key === key)?.label ?? key;
  const clauses = new Map<string, string[]>();
  for (const { columns, difference, significant } of pairs) {
    if (!significant) continue;
    const [first, second] = columns;
    const [subject, other, more] =
      isYears || difference < 0 ? [second, first, difference < 0] : [first, second, true];
    const key = `${labelOf(subject)} ${wordOf(row, more)} dan`;
    clauses.set(key, [...(clauses.get(key) ?? []), labelOf(other)]);
  }
  const text = [...clauses].map(([clause, others]) => `${clause} ${listed(others)}`).join('; ');
  return `${text}.`;
}

function wordOf({ statistic }: TableRow, more: boolean): string {
  if (statistic === 'mean') return more ? 'hoger' : 'lager';
  return more ? 'vaker' : 'minder vaak';
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} en ${words.at(-1) ?? ''}`;
}
