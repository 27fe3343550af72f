import type { Actor, Application } from '../../application.js';
import { figureCsv, type FigureTable } from '../../documents/figure-table.js';
import { figureWorkbook } from '../../documents/figure-workbook.js';
import { UserProblem } from '../../errors.js';
import { recordEvent } from '../audit/audit.service.js';
import type { Study } from '../studies/studies.service.js';

/** A table, or all tables of a page, as a file. */
export interface FigureFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The kinds of file; a CSV file holds one table. */
export const FIGURE_FORMATS = ['csv', 'xlsx'] as const;

export type FigureFormat = (typeof FIGURE_FORMATS)[number];

const CONTENT_TYPES: Readonly<Record<FigureFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * One table of a page as a file.
 * @param name the id of the table with its ending: `aapor.csv`
 * @throws UserProblem `not_found` when the page has no such table, or the ending is another
 */
export async function exportFigures(
  app: Application,
  actor: Actor,
  { study, tables, name }: { study: Study; tables: readonly FigureTable[]; name: string },
): Promise<FigureFile> {
  const [id, ending] = name.split('.');
  const table = tables.find((one) => one.id === id);
  const format = FIGURE_FORMATS.find((one) => one === ending);
  if (table === undefined || format === undefined) throw new UserProblem('not_found');
  return writeFigures(app, actor, { study, tables: [table], format, name: table.id });
}

/** Makes the file of one or more tables, and writes to the audit log that it left. */
export async function writeFigures(
  app: Application,
  actor: Actor,
  {
    study,
    tables,
    format,
    name,
  }: { study: Study; tables: readonly FigureTable[]; format: FigureFormat; name: string },
): Promise<FigureFile> {
  const bytes =
    format === 'xlsx'
      ? await figureWorkbook(tables)
      : Buffer.from(tables.map(figureCsv).join('\r\n').replaceAll('\r\n\uFEFF', '\r\n'), 'utf8');
  await recordEvent(app, actor, {
    action: 'figures.export',
    objectKind: 'study',
    objectId: study.id,
    detail: { format, tables: tables.map(({ id }) => id).join(',') },
  });
  return { fileName: `${study.slug}-${name}.${format}`, contentType: CONTENT_TYPES[format], bytes };
}
