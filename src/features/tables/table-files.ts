import { createHash } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { tableWord } from '../../documents/table-word.js';
import { tableWorkbook } from '../../documents/table-workbook.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { rScript } from '../../domain/export/tables/r-script.js';
import {
  type QuoteSection,
  type TableDocument,
  tableDocument,
} from '../../domain/export/tables/table-document.js';
import { tableHtml } from '../../domain/export/tables/table-html.js';
import type { TableRow } from '../../domain/tables/comparison-table.js';
import { tableJson } from '../../domain/tables/table-json.js';
import { tableCsv } from './table-csv.js';
import { partsOf, type PlannedRow } from './table-rows.js';
import { atSnapshot, snapshotDetail, withSnapshotNote } from './table-snapshot.js';
import type { TableFormat } from './tables.forms.js';
import { recordTableExport, type StudyTable } from './tables.service.js';

/** A table as a file. */
export interface TableFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What each kind of file is called on the web. */
export const CONTENT_TYPES: Readonly<Record<TableFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  r: 'text/plain; charset=utf-8',
};

/**
 * Makes the file of a table and writes to the audit log that it left, with its SHA-256 and the state of the answers.
 * @param input `study`: slug; `make`: makes the table
 */
export async function exportTable(
  app: Application,
  actor: Actor,
  input: {
    readonly study: string;
    readonly make: () => Promise<StudyTable>;
    readonly format: TableFormat;
    /** What people said, for the files that are read. */
    readonly quotes?: readonly QuoteSection[];
  },
): Promise<TableFile & { readonly rows: number }> {
  const { format, quotes = [] } = input;
  const { made: plain, snapshot } = await atSnapshot(app, input.study, input.make);
  const made = withSnapshotNote(plain, snapshot);
  const content = await contentOf(made, { format, quotes, madeAt: app.clock() });
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { options, rows } = made.table;
  await recordTableExport(app, actor, made.study, {
    format,
    sha256,
    ...snapshotDetail(snapshot),
    quotes: countQuotes(quotes),
    rows: rows.length,
    columns: options.columns.join(','),
    procedure: options.procedure,
  });
  const ending = format === 'r' ? 'R' : format;
  return {
    fileName: `${made.study.slug}-tabellen.${ending}`,
    contentType: CONTENT_TYPES[format],
    bytes,
    rows: rows.length,
  };
}

/** How many quotes a file has, for the audit log. */
export function countQuotes(sections: readonly QuoteSection[]): number {
  return sections.reduce((sum, { quotes }) => sum + quotes.length, 0);
}

interface Wanted {
  readonly format: TableFormat;
  readonly quotes: readonly QuoteSection[];
  readonly madeAt: Instant;
}

async function contentOf(made: StudyTable, { format, quotes, madeAt }: Wanted): Promise<string | Buffer> {
  switch (format) {
    case 'xlsx':
      return tableWorkbook(documentOf(made, madeAt));
    case 'docx':
      return tableWord({ ...documentOf(made, madeAt), quotes });
    case 'html':
      return tableHtml({ ...documentOf(made, madeAt), quotes });
    case 'csv':
      return tableCsv(made);
    case 'json':
      return `${JSON.stringify(tableJson(made.table))}\n`;
    case 'r':
      return rScript(made.input, made.table, made.study.name);
  }
}

/** A table per block of the questionnaire, as on the page. */
export function documentOf({ study, table, rows }: StudyTable, madeAt: Instant): TableDocument {
  return tableDocument(table, {
    title: `${study.name}: tabellen`,
    madeAt,
    sections: partsOf(rows).map(({ value, label }) => ({
      title: label,
      questions: rows
        .filter(({ variable }) => variable.block.id === value)
        .map(({ variable }) => variable.id),
    })),
    describeRow: (row) => descriptionOf(rows, row),
  });
}

function descriptionOf(
  rows: readonly PlannedRow[],
  { question, option }: TableRow,
): { measure: string; decimals: number } {
  const row = rows.find(
    ({ variable, option: own }) =>
      variable.id === question && (own === null ? null : String(own.code)) === option,
  );
  return {
    measure: row?.measureLabel ?? '',
    decimals: row?.statistic.kind === 'mean' ? row.statistic.decimals : 0,
  };
}
