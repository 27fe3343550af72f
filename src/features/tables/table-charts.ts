import { dotPlotSvg } from '../../domain/tables/dot-plot.js';
import type { TableRow } from '../../domain/tables/comparison-table.js';
import { partsOf } from './table-rows.js';
import { planOf, valueText } from './tables.pages.js';
import type { StudyTable } from './tables.service.js';

/**
 * The chart of one block of the questionnaire: its shares, or its means.
 * @returns `null` when the table has no rows of this block
 */
export function chartOf(
  { table, rows }: StudyTable,
  { block, isOfMeans }: { readonly block: string; readonly isOfMeans: boolean },
): string | null {
  const own = table.rows.filter((row) => planOf(rows, row)?.variable.block.id === block && hasPeople(row));
  return dotPlotSvg({
    title: partsOf(rows).find(({ value }) => value === block)?.label ?? '',
    table,
    rows: own.filter(({ statistic }) => (statistic === 'mean') === isOfMeans),
    write: (value, row) => {
      const plan = planOf(rows, row);
      return plan === undefined ? '' : valueText(value, plan);
    },
  });
}

function hasPeople({ cells }: TableRow): boolean {
  return cells.some(({ base, suppressed }) => suppressed || (base ?? 0) > 0);
}
