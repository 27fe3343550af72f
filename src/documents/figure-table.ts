import { csvText } from '../domain/csv/csv-text.js';

/** A number, and how it is written. */
export interface Figure {
  /** `null` where there is none: nothing stands below the line. */
  readonly value: number | null;
  /** A share of 0–1 is shown as a percentage; a `whole` one without decimals. */
  readonly as: 'count' | 'share' | 'whole' | 'decimal';
  /** Where the cases behind it are. */
  readonly href?: string;
  /** A second line on the screen. */
  readonly detail?: string;
}

/** A row of figures. */
export interface FigureRow {
  readonly label: string;
  /** What is counted, or how it is computed. */
  readonly detail?: string;
  /** Where the definition is. */
  readonly href?: string;
  readonly figures: readonly Figure[];
}

export interface FigureColumn {
  readonly label: string;
  readonly href?: string;
}

/** A table of figures: one model for the screen, for paper and for files, so that they cannot differ. */
export interface FigureTable {
  /** Unique on its page; also the name of its file. */
  readonly id: string;
  readonly caption: string;
  /** The first is above the labels of the rows; a link leads to what the figures mean. */
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
  /** Below the line; of counts, the sum of the rows. */
  readonly totals?: readonly FigureRow[];
  readonly empty?: string;
  readonly notes?: readonly string[];
}

/** The table as rows of a file: real numbers, shares between 0 and 1, the heading row first. */
function figureRows({ columns, rows, totals = [] }: FigureTable): readonly (string | number | null)[][] {
  return [
    columns.map(({ label }) => label),
    ...[...rows, ...totals].map(({ label, figures }) => [label, ...figures.map(({ value }) => value)]),
  ];
}

/** The table as a CSV file for Dutch spreadsheets. */
export function figureCsv(table: FigureTable): string {
  return csvText(figureRows(table));
}
