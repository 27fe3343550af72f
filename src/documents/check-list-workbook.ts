import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import { type CheckList, checkListHeadings, checkListRows } from '../domain/checks/check-list.js';
import { exclusionReasons, exclusionReasonTable } from '../domain/checks/exclusion-reason.js';

const LIST_SHEET = 'Lijst';

type Row = CellObject[];
type Features = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>['features']>;

/**
 * The list of one organisation as an Excel workbook. Every cell is text, so that no number loses its zeros and nothing
 * runs as a formula; the column for the reason offers the codes, and a second sheet says what they mean.
 */
export async function checkListWorkbook(list: CheckList): Promise<Buffer> {
  const [headings = [], ...rows] = checkListRows(list);
  const sheets = [
    {
      sheet: LIST_SHEET,
      data: [headings.map(heading), ...rows.map((row): Row => row.map(text))],
      columns: [16, 20, 28, 14, 12, 28].map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: 'Redenen',
      data: [
        [heading('reden'), heading('betekenis')],
        ...exclusionReasons.map((reason): Row => [text(reason), text(exclusionReasonTable[reason].label)]),
      ],
      columns: [{ width: 28 }, { width: 60 }],
    },
  ];
  return writeExcelFile(sheets, { features: [reasonChoices(rows.length)] }).toBuffer();
}

function heading(value: string): CellObject {
  return { value, type: String, fontWeight: 'bold' };
}

function text(value: string): CellObject {
  return { value, type: String, format: '@' };
}

/** The library knows no lists to choose from, but lets a sheet be changed: the cells for the reason get one. */
function reasonChoices(rowCount: number): Features[number] {
  const column = String.fromCharCode('A'.charCodeAt(0) + checkListHeadings.indexOf('reden'));
  const place = `${column}2:${column}${String(Math.max(2, rowCount + 1))}`;
  const choices = `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${place}"><formula1>"${exclusionReasons.join(',')}"</formula1></dataValidation></dataValidations>`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, { sheet }) =>
            sheet === LIST_SHEET ? xml.replace('</sheetData>', `</sheetData>${choices}`) : xml,
        },
      },
    },
  };
}
