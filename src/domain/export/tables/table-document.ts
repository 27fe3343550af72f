import { localTime } from '../../calendar/instant.js';
import type { CivilDate } from '../../calendar/civil-date.js';
import type { Instant } from '../../calendar/instant.js';
import type { ComparisonTable, TableCell, TableRow } from '../../tables/comparison-table.js';
import { letterLegend, lettersOf } from '../../tables/letters-text.js';
import { dotPlotSvg } from '../../tables/dot-plot.js';
import { describeNote, type TableNote } from '../../tables/notes.js';

/** A comparison table cut into the tables of a report, in words and numbers: the same for every kind of file. */
export interface TableDocument {
  readonly title: string;
  readonly madeOn: CivilDate;
  readonly legend: readonly string[];
  readonly sections: readonly TableSection[];
  /** What people said, behind the tables. */
  readonly quotes?: readonly QuoteSection[];
}

/** What people said on one question. */
export interface QuoteSection {
  readonly title: string;
  readonly quotes: readonly {
    readonly text: string;
    /** Who says it; `''` when that may not be told. */
    readonly background: string;
  }[];
}

/** One table of the report. */
export interface TableSection {
  /** `Tabel 1`; its own within the document. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly SectionRow[];
  readonly notes: readonly string[];
  /** The same figures drawn, as SVG: those that are shares, and those that are means. */
  readonly charts?: readonly string[];
}

/** One row of figures. */
export interface SectionRow {
  readonly question: string;
  readonly label: string;
  /** What the figures are: `% ja`, `gemiddeld rapportcijfer`. */
  readonly measure: string;
  readonly unit: 'share' | 'mean';
  /** Decimals of a mean; a share is a whole percentage. */
  readonly decimals: number;
  readonly cells: readonly SectionCell[];
}

/** One figure. */
export interface SectionCell {
  /** Proportion 0–1 or mean; `null` when it is hidden or nobody answered. */
  readonly value: number | null;
  /** The figure in Dutch: `84%`, `7,3`, `verborgen`, `–`. */
  readonly text: string;
  readonly base: number | null;
  readonly letters: string;
  readonly isHidden: boolean;
  readonly isIndicative: boolean;
}

/** How the rows of a table are called and ordered. */
export interface TableLayout {
  readonly title: string;
  readonly madeAt: Instant;
  /** Which questions stand together; rows of other questions are left out. */
  readonly sections: readonly { readonly title: string; readonly questions: readonly string[] }[];
  readonly describeRow: (row: TableRow) => { readonly measure: string; readonly decimals: number };
}

/**
 * Cuts a table into sections and puts its figures into words. Rows that nobody answered are left out. Every section
 * has the notes of its own questions and those of the whole table.
 * @example tableDocument(table, layout).sections[0]?.rows[0]?.cells[0]?.text // '84%'
 */
export function tableDocument(table: ComparisonTable, layout: TableLayout): TableDocument {
  const sections = layout.sections.map(({ title, questions }): TableSection => {
    const own = table.rows.filter((row) => questions.includes(row.question) && hasFigures(row));
    const notes = table.notes.filter((note) => concerns(note, own));
    return {
      name: '',
      title,
      columns: table.columns.map(({ label }) => label),
      rows: own.map((row) => sectionRow(row, layout)),
      notes: notes.map(describeNote),
      charts: chartsOf(table, own, { title, layout }),
    };
  });
  return {
    title: layout.title,
    madeOn: localTime(layout.madeAt).date,
    legend: letterLegend(table),
    sections: sections
      .filter(({ rows }) => rows.length > 0)
      .map((section, at) => ({ ...section, name: `Tabel ${String(at + 1)}` })),
  };
}

/** Shares and means have no scale in common. */
function chartsOf(
  table: ComparisonTable,
  rows: readonly TableRow[],
  { title, layout }: { readonly title: string; readonly layout: TableLayout },
): string[] {
  return (['share', 'mean'] as const).flatMap((unit) => {
    const chart = dotPlotSvg({
      title,
      table,
      rows: rows.filter((row) => unitOf(row) === unit),
      write: (value, row) => figureText(value, { unit, decimals: layout.describeRow(row).decimals }),
    });
    return chart === null ? [] : [chart];
  });
}

/** Notes on hidden and on indicative figures stand only under a table that has them. */
function concerns(note: TableNote, rows: readonly TableRow[]): boolean {
  const cells = rows.flatMap((row) => row.cells);
  if (note.kind === 'suppressed') return cells.some(({ suppressed }) => suppressed);
  if (note.kind === 'indicative') return cells.some(({ indicative }) => indicative);
  if (!('questions' in note) || note.questions.length === 0) return true;
  return rows.some(({ question }) => note.questions.includes(question));
}

function hasFigures(row: TableRow): boolean {
  return row.cells.some(({ base, suppressed }) => suppressed || (base ?? 0) > 0);
}

function sectionRow(row: TableRow, { describeRow }: TableLayout): SectionRow {
  const { measure, decimals } = describeRow(row);
  const unit = unitOf(row);
  return {
    question: row.question,
    label: row.label,
    measure,
    unit,
    decimals,
    cells: row.cells.map((cell) => sectionCell(cell, { unit, decimals })),
  };
}

function unitOf({ statistic }: TableRow): SectionRow['unit'] {
  return statistic === 'mean' ? 'mean' : 'share';
}

function sectionCell(cell: TableCell, row: Pick<SectionRow, 'unit' | 'decimals'>): SectionCell {
  return {
    value: cell.value,
    text: cellText(cell, row),
    base: cell.base === 0 ? null : cell.base,
    letters: cell.suppressed ? '' : lettersOf(cell),
    isHidden: cell.suppressed,
    isIndicative: cell.indicative,
  };
}

const HIDDEN = 'verborgen';
const NOT_ASKED = '–';

function cellText({ suppressed, value }: TableCell, row: Pick<SectionRow, 'unit' | 'decimals'>): string {
  if (suppressed) return HIDDEN;
  if (value === null) return NOT_ASKED;
  return figureText(value, row);
}

function figureText(value: number, { unit, decimals }: Pick<SectionRow, 'unit' | 'decimals'>): string {
  return unit === 'share' ? `${dutch(value * 100, 0)}%` : dutch(value, decimals);
}

function dutch(value: number, decimals: number): string {
  return value.toLocaleString('nl-NL', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/**
 * The number of people behind a figure, as it stands under it.
 * @example baseText(cell) // 'n = 25, indicatief'
 */
export function baseText({ base, isIndicative }: SectionCell): string {
  if (base === null) return '';
  return `n = ${dutch(base, 0)}${isIndicative ? ', indicatief' : ''}`;
}
