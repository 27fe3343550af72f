import { createHash } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { tableWord } from '../../documents/table-word.js';
import { tableWorkbook } from '../../documents/table-workbook.js';
import { localTime } from '../../domain/calendar/instant.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { csvLine, csvStart } from '../../domain/csv/csv-text.js';
import { rScript } from '../../domain/export/tables/r-script.js';
import type { QuoteSection, TableDocument, TableSection } from '../../domain/export/tables/table-document.js';
import { tableHtml } from '../../domain/export/tables/table-html.js';
import { tableJson } from '../../domain/tables/table-json.js';
import type { Report, ReportTable } from './reports.service.js';
import { tableCsv } from './table-csv.js';
import { CONTENT_TYPES, countQuotes, documentOf, type TableFile } from './table-files.js';
import { atSnapshot, snapshotDetail, withSnapshotNote } from './table-snapshot.js';
import type { TableFormat } from './tables.forms.js';
import { recordTableExport } from './tables.service.js';

/**
 * Makes one file of all tables of a report and writes to the audit log that it left, with its SHA-256 and the state of
 * the answers.
 * @param input `study`: slug; `make`: makes the report
 */
export async function exportReport(
  app: Application,
  actor: Actor,
  input: {
    readonly study: string;
    readonly make: () => Promise<Report>;
    readonly format: TableFormat;
    /** What people said, for the files that are read. */
    readonly quotes?: readonly QuoteSection[];
  },
): Promise<TableFile> {
  const { format, quotes = [] } = input;
  const { made, snapshot } = await atSnapshot(app, input.study, input.make);
  const report = {
    ...made,
    tables: made.tables.map((table) =>
      table.kind === 'comparison' ? { ...table, made: withSnapshotNote(table.made, snapshot) } : table,
    ),
  };
  const content = await contentOf(report, { format, quotes, madeAt: app.clock() });
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await recordTableExport(app, actor, report.study, {
    format,
    sha256,
    ...snapshotDetail(snapshot),
    quotes: countQuotes(quotes),
    tables: report.tables.length,
  });
  const ending = format === 'r' ? 'R' : format;
  return { fileName: `${report.study.slug}-rapport.${ending}`, contentType: CONTENT_TYPES[format], bytes };
}

interface Wanted {
  readonly format: TableFormat;
  readonly quotes: readonly QuoteSection[];
  readonly madeAt: Instant;
}

async function contentOf(report: Report, { format, quotes, madeAt }: Wanted): Promise<string | Buffer> {
  switch (format) {
    case 'xlsx':
      return tableWorkbook(reportDocument(report, madeAt));
    case 'docx':
      return tableWord({ ...reportDocument(report, madeAt), quotes });
    case 'html':
      return tableHtml({ ...reportDocument(report, madeAt), quotes });
    case 'csv':
      return reportCsv(report);
    case 'json':
      return `${JSON.stringify(reportJson(report))}\n`;
    case 'r':
      return report.tables
        .flatMap((table) =>
          table.kind === 'comparison'
            ? [rScript(table.made.input, table.made.table, `${table.name}. ${table.title}`)]
            : [],
        )
        .join('\n');
  }
}

/** The report as the tables of one document, each under its own name. */
function reportDocument({ study, title, tables }: Report, madeAt: Instant): TableDocument {
  const parts = tables.map((table) => partOf(table, madeAt));
  return {
    title: `${study.name}: ${title}`,
    madeOn: localTime(madeAt).date,
    legend: [...new Set(parts.flatMap(({ legend }) => legend))],
    sections: parts.map(({ section }) => section),
  };
}

function partOf(
  table: ReportTable,
  madeAt: Instant,
): { readonly section: TableSection; readonly legend: readonly string[] } {
  const { name, title } = table;
  const missing = missingNote(table);
  if (table.kind === 'response') return { section: table.section, legend: [] };
  if (table.kind === 'absent') {
    return { section: { name, title, columns: [], rows: [], notes: missing }, legend: [] };
  }
  const document = documentOf(table.made, madeAt);
  const sections = document.sections;
  return {
    legend: document.legend,
    section: {
      name,
      title,
      columns: sections[0]?.columns ?? [],
      rows: sections.flatMap(({ rows }) => rows),
      notes: [...new Set([...missing, ...sections.flatMap(({ notes }) => notes)])],
      charts: sections.flatMap(({ charts = [] }) => charts),
    },
  };
}

/** What the reader must know of a table that is not whole. */
export function missingNote({ missing }: ReportTable): string[] {
  return missing.length === 0 ? [] : [`Niet in dit onderzoek: ${missing.join(', ')}.`];
}

/** The tables one below the other, each behind its name. */
function reportCsv({ tables }: Report): string {
  return (
    csvStart + tables.map((table) => csvLine([table.name, table.title]) + csvOf(table)).join(csvLine([]))
  );
}

function csvOf(table: ReportTable): string {
  switch (table.kind) {
    case 'comparison':
      return tableCsv(table.made).slice(csvStart.length);
    case 'absent':
      return csvLine(missingNote(table));
    case 'response': {
      const { columns, rows } = table.section;
      const lines = rows.map(({ label, cells }) => csvLine([label, ...cells.map(({ value }) => value)]));
      return csvLine(['', ...columns]) + lines.join('');
    }
  }
}

/** The report for programs. */
export function reportJson({ study, title, tables }: Report): unknown {
  return {
    study: study.slug,
    title,
    tables: tables.map((table) => ({
      name: table.name,
      title: table.title,
      missing: table.missing,
      ...(table.kind === 'comparison' ? tableJson(table.made.table) : {}),
      ...(table.kind === 'response' ? { response: table.section } : {}),
    })),
  };
}
