import type { Actor, Application } from '../../application.js';
import { listWorkbook } from '../../documents/list-workbook.js';
import { csvText } from '../../domain/csv/csv-text.js';
import { UserProblem } from '../../errors.js';
import { type FigureTable, fileRowsOf } from '../../web/figure-table.js';
import { recordEvent } from '../audit/audit.service.js';
import type { Study } from '../studies/studies.service.js';

/** A table of figures as a file. */
export interface FigureFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const NARROWEST = 10;
const WIDEST = 60;

/**
 * One of the tables of a page as a file for Excel or as CSV; that it left is written to the audit log.
 * @param name `<table>.csv` or `<table>.xlsx`
 * @throws UserProblem `not_found` when the page has no such table
 */
export async function exportFigures(
  app: Application,
  actor: Actor,
  {
    study,
    tables,
    name,
  }: { readonly study: Study; readonly tables: readonly FigureTable[]; readonly name: string },
): Promise<FigureFile> {
  const [id = '', format = ''] = name.split('.');
  const table = tables.find((one) => one.id === id);
  if (table === undefined || (format !== 'csv' && format !== 'xlsx')) throw new UserProblem('not_found');
  const rows = fileRowsOf(table);
  const bytes = format === 'csv' ? Buffer.from(csvText(rows), 'utf8') : await workbookOf(table, rows);
  await recordEvent(app, actor, {
    action: 'figures.export',
    objectKind: 'study',
    objectId: study.id,
    detail: { table: id, format },
  });
  return { fileName: `${study.slug}-${id}.${format}`, contentType: CONTENT_TYPES[format], bytes };
}

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

async function workbookOf(
  { id, columns }: FigureTable,
  rows: readonly (readonly (string | number)[])[],
): Promise<Buffer> {
  const widths = columns.map((_, at) => {
    const longest = Math.max(...rows.map((row) => String(row[at] ?? '').length));
    return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
  });
  return listWorkbook(id, rows, widths);
}
