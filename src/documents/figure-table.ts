import { csvText } from '../domain/csv/csv-text.js';
import { LEAST_SHOWN } from '../domain/quality/small-counts.js';

/** A figure that is not shown because it is of too few. */
export const HIDDEN = Symbol('hidden');

/** What stands for it, on the screen and in files. */
export const HIDDEN_TEXT = `< ${String(LEAST_SHOWN)}`;

/** What stands below a table in which figures may be hidden. */
export const HIDING_NOTE = `Van minder dan ${String(LEAST_SHOWN)} wordt geen getal getoond (${HIDDEN_TEXT}), en ook geen getal waaruit dat te berekenen is.`;

/** A number, and how it is written. */
export interface Figure {
  /** `null` where there is none: nothing stands below the line. */
  readonly value: string | number | null | typeof HIDDEN;
  /** A share of 0–1 is shown as a percentage; a `whole` one without decimals. */
  readonly as: 'text' | 'count' | 'share' | 'whole' | 'decimal' | 'seconds';
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
  /** Words in place of numbers. */
  readonly isText?: boolean;
  /** Of many words. */
  readonly isWide?: boolean;
  /** Limits of intervals stand on the screen under their figure, and in a file in columns of their own. */
  readonly isFileOnly?: boolean;
  /** What it is called in a file, when that says more: the unit. */
  readonly fileLabel?: string;
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

/** What a file has in the place of a figure: numbers as numbers, what is hidden as on the screen. */
export function fileValue({ value }: Pick<Figure, 'value'>): string | number | null {
  return value === HIDDEN ? HIDDEN_TEXT : value;
}

/** What a column is called in a file. */
export function fileLabelOf({ label, fileLabel }: FigureColumn): string {
  return fileLabel ?? label;
}

/** The table as rows of a file: real numbers, shares between 0 and 1, the heading row first. */
function figureRows({ columns, rows, totals = [] }: FigureTable): readonly (string | number | null)[][] {
  return [
    columns.map(fileLabelOf),
    ...[...rows, ...totals].map(({ label, figures }) => [label, ...figures.map(fileValue)]),
  ];
}

/** The table as a CSV file for Dutch spreadsheets. */
export function figureCsv(table: FigureTable): string {
  return csvText(figureRows(table));
}
