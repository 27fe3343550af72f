import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import { type Figure, fileLabelOf, fileValue, type FigureRow, type FigureTable } from './figure-table.js';

const LABEL_WIDTH = 44;
const FIGURE_WIDTH = 16;
const LONGEST_NAME = 31;

const FORMATS: Readonly<Record<Exclude<Figure['as'], 'text'>, string>> = {
  count: '#,##0',
  share: '0.0%',
  whole: '0%',
  decimal: '0.0',
  seconds: '0',
};

type Row = (CellObject | null)[];

/** Tables of figures as an Excel workbook: a sheet for each, numbers as numbers, what they mean below and beside them. */
export async function figureWorkbook(tables: readonly FigureTable[]): Promise<Buffer> {
  return writeExcelFile(
    tables.map((table, at) => ({
      sheet: sheetName(table.caption, at),
      data: sheetRows(table),
      columns: [
        { width: LABEL_WIDTH },
        ...table.columns.slice(1).map(() => ({ width: FIGURE_WIDTH })),
        { width: LABEL_WIDTH },
      ],
      stickyRowsCount: 2,
    })),
  ).toBuffer();
}

/** Excel takes no long names, no doubles, and not every sign. */
function sheetName(caption: string, at: number): string {
  const plain = caption.replaceAll(/[[\]:*?/\\']/g, ' ');
  return `${String(at + 1)} ${plain}`.slice(0, LONGEST_NAME).trim();
}

function sheetRows({ caption, columns, rows, totals = [], notes = [] }: FigureTable): Row[] {
  return [
    [text(caption, true)],
    columns.map((column) => text(fileLabelOf(column), true)),
    ...rows.map((row) => rowOf(row, false)),
    ...totals.map((row) => rowOf(row, true)),
    ...notes.map((note): Row => [text(note)]),
  ];
}

function rowOf({ label, detail, figures }: FigureRow, isTotal: boolean): Row {
  return [text(label, isTotal), ...figures.map(cellOf), detail === undefined ? null : text(detail)];
}

function cellOf(figure: Figure): CellObject | null {
  const value = fileValue(figure);
  if (value === null) return null;
  if (typeof value === 'string' || figure.as === 'text') return text(String(value));
  return { value, type: Number, format: FORMATS[figure.as] };
}

/** A text is never run as a formula. */
function text(value: string, isBold = false): CellObject {
  return { value, type: String, wrap: true, alignVertical: 'top', ...(isBold ? { fontWeight: 'bold' } : {}) };
}
