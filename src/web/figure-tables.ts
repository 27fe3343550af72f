import {
  type Figure,
  type FigureRow,
  type FigureTable,
  HIDDEN,
  HIDDEN_TEXT,
} from '../documents/figure-table.js';
import type { Cell, DataTable, Link } from './components.js';
import { formatCount, formatDecimal, formatPercentage, formatSeconds } from './dutch-format.js';

/** A table on a page, with links to the same as a file. */
export interface FigureSection {
  readonly table: DataTable;
  readonly files: readonly Link[];
}

/** A figure as it is read: `614`, `69,3%`, `–` where there is none. */
export function figureText({ value, as }: Pick<Figure, 'value' | 'as'>): string {
  if (value === HIDDEN) return HIDDEN_TEXT;
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  switch (as) {
    case 'text':
    case 'count':
      return formatCount(value);
    case 'share':
      return `${formatDecimal(value * 100)}%`;
    case 'whole':
      return formatPercentage(value);
    case 'decimal':
      return formatDecimal(value);
    case 'seconds':
      return formatSeconds(Math.round(value));
  }
}

/** The table as the component shows it. */
export function figureDataTable(table: FigureTable): DataTable {
  const { id, caption, columns, rows, totals, empty = '', notes } = table;
  const isShown = (_: unknown, at: number): boolean => columns[at]?.isFileOnly !== true;
  const cells = (row: FigureRow): readonly Cell[] => cellsOf(row).filter(isShown);
  return {
    id,
    caption,
    columns: columns
      .map(({ label, href, isText = false, isWide = false }, at) => ({
        label,
        ...(href === undefined ? {} : { href }),
        numeric: at > 0 && !isText,
        wide: isWide,
      }))
      .filter(isShown),
    rows: rows.map(cells),
    ...(totals === undefined ? {} : { totals: totals.map(cells) }),
    empty,
    ...(notes === undefined ? {} : { notes }),
  };
}

/**
 * The table with links to its files.
 * @param path of the page with the files
 * @param query of the page, from the question mark on; may be empty
 */
export function figureSection(table: FigureTable, path: string, query: string): FigureSection {
  return {
    table: figureDataTable(table),
    files: [
      { label: 'CSV', href: `${path}/${table.id}.csv${query}` },
      { label: 'Excel', href: `${path}/${table.id}.xlsx${query}` },
    ],
  };
}

function cellsOf({ label, detail, href, figures }: FigureRow): readonly Cell[] {
  return [
    { text: label, ...(detail === undefined ? {} : { detail }), ...(href === undefined ? {} : { href }) },
    ...figures.map((figure): Cell => ({
      text: figureText(figure),
      // Nothing is behind a nought.
      ...(figure.href === undefined || figure.value === 0 ? {} : { href: figure.href }),
      ...(figure.detail === undefined ? {} : { detail: figure.detail }),
    })),
  ];
}
