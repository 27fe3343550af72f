import type { Application } from '../../application.js';
import type { SectionCell, TableSection } from '../../domain/export/tables/table-document.js';
import type { SpecifiedComparison, TableSpecification } from '../../domain/tables/table-specification.js';
import { type StudyResponse, responseOfStudy } from '../response-rates/response-rates.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { listAxes } from './breakdowns.js';
import { codedOnce, nothingRead, type ReadOnce } from './read-once.js';
import { type PlannedRow, planRows } from './table-rows.js';
import { makeTable, type StudyTable } from './tables.service.js';

/** The tables of a specification, made of one study. */
export interface Report {
  readonly study: Study;
  readonly title: string;
  readonly tables: readonly ReportTable[];
}

/** One table of a report. */
export type ReportTable = {
  readonly name: string;
  readonly title: string;
  /** What the specification asks for and this study does not have. */
  readonly missing: readonly string[];
} & (
  | { readonly kind: 'comparison'; readonly made: StudyTable }
  | { readonly kind: 'response'; readonly section: TableSection }
  | { readonly kind: 'absent' }
);

/**
 * Makes all tables of a specification. What the study does not have, such as a question of another year, is left out and
 * said, so that a specification runs again next year.
 * @throws UserProblem `not_found` for a study
 */
export async function makeReport(
  app: Application,
  { study: slug, specification }: { readonly study: string; readonly specification: TableSpecification },
): Promise<Report> {
  const study = await getStudy(app.database.read, slug);
  const read = nothingRead();
  const tables: ReportTable[] = [];
  for (const table of specification.tables) {
    tables.push(
      table.kind === 'response'
        ? { ...table, missing: [], section: await responseSection(app, slug, table) }
        : await comparison(app, { study, read }, table),
    );
  }
  return { study, title: specification.title, tables };
}

interface Making {
  readonly study: Study;
  readonly read: ReadOnce;
}

async function comparison(
  app: Application,
  { study, read }: Making,
  table: SpecifiedComparison,
): Promise<ReportTable> {
  const { forTables: questionnaire } = await codedOnce(app, read, study);
  const rows = planRows(questionnaire);
  const axes = new Set(listAxes(questionnaire).map(({ key }) => key));
  const isThere = (question: string): boolean => rows.some((row) => isOf(row, question));
  const questions = table.questions?.filter(isThere) ?? null;
  const missing = [
    ...(table.questions ?? []).filter((question) => !isThere(question)),
    ...table.columns.filter((axis) => !axes.has(axis)),
  ];
  const { name, title } = table;
  if (questions?.length === 0 || table.columns.some((axis) => !axes.has(axis))) {
    return { kind: 'absent', name, title, missing };
  }
  const { columns, procedure, options } = table;
  const request = { study: study.slug, questions, columns, procedure, beside: null, options };
  return { kind: 'comparison', name, title, missing, made: await makeTable(app, request, read) };
}

function isOf({ variable }: PlannedRow, question: string): boolean {
  return variable.id === question || variable.question.id === question;
}

async function responseSection(
  app: Application,
  slug: string,
  { name, title }: { readonly name: string; readonly title: string },
): Promise<TableSection> {
  const response = await responseOfStudy(app, slug);
  return responseTable(response, { name, title });
}

/** Approached people, interviews and the municipality's rate, per domain and in total. */
function responseTable(
  { domains, total }: StudyResponse,
  { name, title }: { readonly name: string; readonly title: string },
): TableSection {
  const summaries = [...domains.map(({ summary }) => summary), total];
  const row = (label: string, unit: 'share' | 'mean', values: readonly (number | null)[]) => ({
    question: '',
    label,
    measure: unit === 'share' ? 'gesprekken van benaderde personen' : 'aantal',
    unit,
    decimals: 0,
    cells: values.map((value) => plainCell(value, unit)),
  });
  const hasCases = summaries.some(({ released }) => released > 0);
  return {
    name,
    title,
    columns: [...domains.map(({ domain }) => domain.label), 'Totaal'],
    rows: [
      row(
        'Benaderde personen',
        'mean',
        summaries.map(({ approached }) => (hasCases ? approached : null)),
      ),
      row(
        'Gesprekken',
        'mean',
        summaries.map(({ counts }) => (hasCases ? counts.I : null)),
      ),
      row(
        'Respons',
        'share',
        summaries.map(({ municipalRate }) => municipalRate),
      ),
    ],
    notes: hasCases
      ? [
          'Respons: gesprekken gedeeld door benaderde personen. Wie door een organisatie is uitgesloten of zich heeft teruggetrokken, telt niet mee.',
        ]
      : ['Dit onderzoek heeft geen eigen veldwerk in dit programma; de respons is hier niet bekend.'],
  };
}

function plainCell(value: number | null, unit: 'share' | 'mean'): SectionCell {
  const figure =
    value === null ? '–' : (unit === 'share' ? value * 100 : value).toLocaleString('nl-NL', WHOLE);
  const text = value !== null && unit === 'share' ? `${figure}%` : figure;
  return { value, text, base: null, letters: '', isHidden: false, isIndicative: false };
}

const WHOLE = { maximumFractionDigits: 0 } as const;
