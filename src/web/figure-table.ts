import type { Cell, DataTable } from './components.js';
import { formatCount, formatDecimal, formatPercentage, formatSeconds } from './dutch-format.js';

/** What the figures of a column are, which decides how they are written. */
export type FigureKind = 'text' | 'count' | 'share' | 'decimal' | 'seconds';

/** A figure that is not shown because it is of too few. */
export const HIDDEN = Symbol('hidden');

/** `null` where there is none. */
export type FigureValue = string | number | null | typeof HIDDEN;

/** A figure, with what stands under it on the page or where it leads. */
export interface Figure {
  readonly value: FigureValue;
  readonly detail?: string;
  readonly href?: string;
}

/** A table that is shown on a page and downloaded as a file, with the same figures. */
export interface FigureTable {
  /** Unique on the page, and part of the address of its files: small letters and hyphens. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly {
    readonly label: string;
    readonly kind: FigureKind;
    /** Limits of intervals stand on the page under their figure, and in a file in columns of their own. */
    readonly isFileOnly?: boolean;
    readonly isWide?: boolean;
  }[];
  readonly rows: readonly (readonly (Figure | FigureValue)[])[];
  readonly totals?: readonly (readonly (Figure | FigureValue)[])[];
  readonly empty: string;
  readonly notes?: readonly string[];
}

const HIDDEN_TEXT = '< 5';

/** How a figure is written on the page. */
export function figureText(value: FigureValue, kind: FigureKind): string {
  if (value === HIDDEN) return HIDDEN_TEXT;
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'count':
    case 'text':
      return formatCount(value);
    case 'share':
      return formatPercentage(value);
    case 'decimal':
      return formatDecimal(value);
    case 'seconds':
      return formatSeconds(Math.round(value));
  }
}

/** The table as it stands on a page. */
export function dataTableOf({ id, caption, columns, rows, totals, empty, notes }: FigureTable): DataTable {
  const shown = columns.flatMap((column, at) => (column.isFileOnly === true ? [] : [{ ...column, at }]));
  const cells = (row: readonly (Figure | FigureValue)[]): Cell[] =>
    shown.map(({ at, kind }) => {
      const { value, ...rest } = figureOf(row[at] ?? null);
      return { text: figureText(value, kind), ...rest };
    });
  return {
    id,
    caption,
    columns: shown.map(({ label, kind, isWide = false }) => ({
      label,
      numeric: kind !== 'text',
      wide: isWide,
    })),
    rows: rows.map(cells),
    ...(totals === undefined ? {} : { totals: totals.map(cells) }),
    empty,
    ...(notes === undefined ? {} : { notes }),
  };
}

/** The table as it stands in a file: heading first, shares as 0–1, what is hidden as on the page, nothing as nothing. */
export function fileRowsOf({
  columns,
  rows,
  totals = [],
}: FigureTable): readonly (readonly (string | number)[])[] {
  return [
    columns.map(({ label, kind }) => (kind === 'seconds' ? `${label} (seconden)` : label)),
    ...[...rows, ...totals].map((row) => columns.map((_, at) => fileValue(figureOf(row[at] ?? null).value))),
  ];
}

function fileValue(value: FigureValue): string | number {
  if (value === HIDDEN) return HIDDEN_TEXT;
  return value ?? '';
}

function figureOf(given: Figure | FigureValue): Figure {
  return typeof given === 'object' && given !== null ? given : { value: given };
}
