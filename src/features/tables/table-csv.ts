import { type CsvCell, csvText } from '../../domain/csv/csv-text.js';
import type { TableCell } from '../../domain/tables/comparison-table.js';
import { lettersOf } from '../../domain/tables/letters-text.js';
import { describeNote } from '../../domain/tables/notes.js';
import type { PlannedRow } from './table-rows.js';
import type { StudyTable } from './tables.service.js';

/** What stands in a file for a figure that is not shown. */
const HIDDEN = 'verborgen';

/** A table as CSV for a Dutch spreadsheet: three columns per column of the table, and the notes below it. */
export function tableCsv({ table, rows: planned }: StudyTable): string {
  const heading = table.columns.flatMap(({ label }) => [label, `${label}: n`, `${label}: letters`]);
  const rows = table.rows.map((row): CsvCell[] => [
    row.question,
    row.label,
    measureOf(planned, row.question),
    ...row.cells.flatMap(cellsOf),
  ]);
  return csvText([
    ['vraag', 'omschrijving', 'maat', ...heading],
    ...rows,
    [],
    ...table.notes.map((note) => [describeNote(note)]),
  ]);
}

function measureOf(planned: readonly PlannedRow[], question: string): string {
  return planned.find(({ variable }) => variable.id === question)?.measureLabel ?? '';
}

function cellsOf(cell: TableCell): CsvCell[] {
  return [cell.suppressed ? HIDDEN : cell.value, cell.base === 0 ? null : cell.base, lettersOf(cell)];
}
