import type { ComparisonTable, TableRow, TableTest } from '../../domain/tables/comparison-table.js';

/** The tests behind the letters of one row, ready to show. */
export interface TestDetails {
  readonly id: string;
  readonly caption: string;
  readonly tests: readonly {
    readonly compared: string;
    readonly method: string;
    readonly statistic: string;
    readonly degreesOfFreedom: string;
    readonly pValue: string;
    readonly adjusted: string;
    readonly outcome: string;
  }[];
}

const METHODS: Readonly<Record<TableTest['method'], string>> = {
  'pooled-z': 'z-toets van twee percentages',
  'pooled-t': 't-toets met gezamenlijke spreiding',
  'linearised-t': 't-toets volgens de steekproefopzet',
  'rao-scott-f': 'F-toets van Rao en Scott, alle kolommen samen',
};

/** The tests of a row, or `null` when nothing was tested. */
export function testDetails(table: ComparisonTable, row: TableRow, id: string): TestDetails | null {
  if (row.tests.length === 0) return null;
  const labelOf = (key: string): string => table.columns.find((column) => column.key === key)?.label ?? key;
  return {
    id,
    caption: `Toetsen van ${row.label}`,
    tests: row.tests.map((test) => ({
      compared:
        test.method === 'rao-scott-f'
          ? (table.sets.find(({ key }) => key === test.set)?.label ?? '')
          : test.columns.map(labelOf).join(' – '),
      method: METHODS[test.method],
      statistic: number(test.statistic, 3),
      degreesOfFreedom: degreesText(test),
      pValue: probability(test.pValue),
      adjusted: test.method === 'rao-scott-f' ? '–' : probability(test.adjustedPValue),
      outcome: outcomeOf(test, table.options.significanceLevel),
    })),
  };
}

function degreesText({ degreesOfFreedom }: TableTest): string {
  if (degreesOfFreedom === null) return '–';
  return [degreesOfFreedom]
    .flat()
    .map((degrees) => number(degrees, 1))
    .join(' en ');
}

function outcomeOf(test: TableTest, level: number): string {
  const differs = test.method === 'rao-scott-f' ? test.pValue < level : test.significant;
  return differs ? 'significant' : 'niet significant';
}

function number(value: number, decimals: number): string {
  return value.toLocaleString('nl-NL', { maximumFractionDigits: decimals });
}

/** Below one in ten thousand the digits say nothing more. */
function probability(value: number): string {
  if (value < 0.0001) return '< 0,0001';
  return value.toLocaleString('nl-NL', { minimumFractionDigits: 4, maximumFractionDigits: 4 });
}
