import writeExcelFile, { type CellObject } from 'write-excel-file/node';

/**
 * A list as an Excel workbook of one sheet: a heading row that stays in sight, numbers as numbers, and texts as texts,
 * so that none of them is run as a formula.
 * @param rows heading row first, all of one length
 * @param widths of the columns, in characters
 */
export async function listWorkbook(
  sheet: string,
  rows: readonly (readonly (string | number)[])[],
  widths: readonly number[],
): Promise<Buffer> {
  const data = rows.map((row, place) => row.map((value) => cellOf(value, place === 0)));
  const columns = widths.map((width) => ({ width }));
  return writeExcelFile([{ sheet, data, columns, stickyRowsCount: 1 }]).toBuffer();
}

function cellOf(value: string | number, isHeading: boolean): CellObject {
  if (typeof value === 'number') return { value, type: Number };
  return {
    value,
    type: String,
    wrap: true,
    alignVertical: 'top',
    ...(isHeading ? { fontWeight: 'bold' } : {}),
  };
}
