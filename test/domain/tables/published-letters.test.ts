import { describe, expect, it } from 'vitest';
import { buildComparisonTable } from '../../../src/domain/tables/build-comparison-table.js';
import type { TableRow } from '../../../src/domain/tables/comparison-table.js';
import {
  publishedStratum,
  sumsOfPublished,
  tableDefaults,
  type PublishedFigure,
  type TableInput,
} from '../../../src/domain/tables/table-input.js';
import type { Adjustment } from '../../../src/domain/statistics/adjust-p-values.js';
import { readReference } from '../../support/reference.js';

interface PublishedRow {
  readonly table: string;
  readonly row: string;
  readonly kind: 'domain' | 'year' | 'year*' | 'text';
  readonly columns: readonly string[];
  readonly pct: readonly number[];
  readonly n: readonly number[];
  readonly published: readonly string[];
  readonly p_unadjusted: number | readonly number[];
  readonly p_bonferroni: number | readonly number[];
  readonly letters_bonferroni: readonly string[];
  readonly letters_unadjusted: readonly string[];
  readonly letters_holm: readonly string[];
  readonly status: 'reproduced' | 'reproduced-within-rounding' | 'not-reproduced';
}

const rows = readReference('ceo_published_letters.json') as PublishedRow[];

/** The row as a table of its own, from its printed percentages (or others within rounding) and bases. */
function tableRow(row: PublishedRow, adjustment: Adjustment = 'bonferroni', pct = row.pct): TableRow {
  const isDomain = row.kind === 'domain';
  const figures = row.columns.map((column, at): PublishedFigure => ({
    year: isDomain ? '2016' : column,
    domain: isDomain ? column : 'domain',
    base: row.n[at] ?? 0,
    figure: { kind: 'share', proportion: (pct[at] ?? 0) / 100 },
  }));
  const headings = (names: readonly string[]) => [...new Set(names)].map((key) => ({ key, label: key }));
  const input: TableInput = {
    years: headings(figures.map(({ year }) => year)),
    domains: headings(figures.map(({ domain }) => domain)),
    breakdowns: [],
    strata: figures.map(publishedStratum),
    rows: [
      {
        question: row.row,
        option: null,
        label: row.row,
        statistic: 'share',
        groups: figures.map(sumsOfPublished),
        filteredBy: null,
        notes: [],
      },
    ],
  };
  const options = { ...tableDefaults([isDomain ? 'domain' : 'year'], 'spss'), adjustment };
  const built = buildComparisonTable(input, options).rows[0];
  if (built === undefined) throw new Error('a row was expected');
  return built;
}

function lettersOf(row: TableRow, columns: readonly string[]): string[] {
  return columns.map((column) => row.cells.find((cell) => cell.column === column)?.letters ?? 'absent');
}

/** The sets of columns that share a letter, whatever the letters are called. */
function partition(letters: readonly string[]): string[] {
  const names = [...new Set(letters.flatMap((own) => own.split(',')))];
  return names
    .map((name) => letters.flatMap((own, at) => (own.split(',').includes(name) ? [at] : [])).join('+'))
    .sort();
}

describe('the letters of the published report', () => {
  const reproduced = rows.filter(({ status }) => status === 'reproduced');

  it.each(reproduced.map((row) => [`table ${row.table}, ${row.row}`, row] as const))(
    'come out for %s',
    (_, row) => {
      expect(partition(lettersOf(tableRow(row), row.columns))).toEqual(partition(row.published));
    },
  );

  it('of table 28, domain basishulp, come out within the rounding of the percentages', () => {
    const within = rows.filter(({ status }) => status === 'reproduced-within-rounding');
    expect(within).toHaveLength(1);
    for (const row of within) {
      const [first = 0, second = 0] = row.pct;
      const steps = [-0.49, 0, 0.49];
      const partitions = steps.flatMap((up) =>
        steps.map((down) => {
          const built = tableRow(row, 'bonferroni', [first + up, second + down]);
          return partition(lettersOf(built, row.columns)).join(' ');
        }),
      );
      expect(partitions).toContain(partition(row.published).join(' '));
      expect(partition(lettersOf(tableRow(row), row.columns))).toEqual(partition(row.letters_bonferroni));
    }
  });

  it('differ from the computed ones in the rows that no procedure reproduces', () => {
    const failing = rows.filter(({ status }) => status === 'not-reproduced');
    expect(failing).toHaveLength(4);
    for (const row of failing) {
      const letters = lettersOf(tableRow(row), row.columns);
      expect(partition(letters)).not.toEqual(partition(row.published));
      expect(letters).toEqual(row.letters_bonferroni);
    }
  });

  it('are as computed by R for every row and every adjustment', () => {
    for (const row of rows) {
      expect(lettersOf(tableRow(row), row.columns), row.row).toEqual(row.letters_bonferroni);
      expect(lettersOf(tableRow(row, 'holm'), row.columns), row.row).toEqual(row.letters_holm);
      expect(lettersOf(tableRow(row, 'none'), row.columns), row.row).toEqual(row.letters_unadjusted);
    }
  });

  it('rest on the p-values that R gives, to the four printed decimals', () => {
    for (const row of rows) {
      const tests = tableRow(row).tests.filter((test) => test.method !== 'rao-scott-f');
      const unadjusted = [row.p_unadjusted].flat();
      const bonferroni = [row.p_bonferroni].flat();
      expect(tests).toHaveLength(unadjusted.length);
      tests.forEach((test, at) => {
        expect(Math.abs(test.pValue - (unadjusted[at] ?? -1)), row.row).toBeLessThan(0.5001e-4);
        expect(Math.abs(test.adjustedPValue - (bonferroni[at] ?? -1)), row.row).toBeLessThan(0.5001e-4);
      });
    }
  });
});
