import { strToU8, Zip, ZipDeflate } from 'fflate';
import { codebookLines } from '../domain/export/csv/codebook.js';
import {
  type Dataset,
  type DatasetCell,
  type DatasetRow,
  daysSince1970,
  ensureRowCount,
  type RowEncoder,
} from '../domain/export/dataset.js';
import { xmlText } from '../domain/export/xml-text.js';

/** Rows that a worksheet has, the one with names included. */
const MAX_ROWS = 1_048_576;
/** Excel counts days from the last day of 1899. */
const EXCEL_DAYS_BEFORE_1970 = 25_569;
const STYLE = { bold: 1, date: 2 } as const;
/** Fast: a sheet of codes becomes about ten times smaller at every level. */
const COMPRESSION = 1;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Writes answers as an Excel file, portion by portion: a sheet with a row per respondent and the codebook as a second
 * sheet. Codes are numbers, dates are dates, and texts are texts: nothing can be run as a formula.
 * @throws RangeError when the number of rows is not as described, or more than a worksheet has
 */
export function answersWorkbook(dataset: Dataset): RowEncoder {
  if (dataset.caseCount >= MAX_ROWS) throw new RangeError('a worksheet has no room for so many respondents');
  const names = dataset.variables.map((_, at) => columnName(at));
  const dates = new Set(
    dataset.variables.flatMap(({ content }, at) => (content.kind === 'date' ? [at] : [])),
  );
  const file = new ZippedFile();
  let written = 0;
  const line = (row: DatasetRow): string => {
    written += 1;
    const number = String(written + 1);
    const cells = row.map((cell, at) => cellXml(`${names[at] ?? ''}${number}`, cell, dates.has(at)));
    return `<row r="${number}">${cells.join('')}</row>`;
  };
  return {
    begin: () => {
      for (const [name, content] of Object.entries(FIXED_PARTS)) file.add(name, content);
      file.open('xl/worksheets/sheet1.xml');
      const heading = dataset.variables.map(({ name }, at) =>
        textCell(`${names[at] ?? ''}1`, name, STYLE.bold),
      );
      file.write(`${sheetStart()}<row r="1">${heading.join('')}</row>`);
      return file.take();
    },
    rows: (rows) => {
      file.write([...rows].map(line).join(''));
      return file.take();
    },
    end: () => {
      ensureRowCount(dataset, written);
      file.write(SHEET_END);
      file.close();
      file.add('xl/worksheets/sheet2.xml', codebookSheet(dataset));
      file.end();
      return file.take();
    },
  };
}

/** A ZIP file in pieces. */
class ZippedFile {
  #pieces: Uint8Array[] = [];
  #part: ZipDeflate | null = null;
  readonly #zip = new Zip((problem, piece) => {
    // fflate hands over no piece when something is wrong.
    if (problem !== null) throw problem;
    this.#pieces.push(piece);
  });

  add(name: string, content: string): void {
    this.open(name);
    this.write(content);
    this.close();
  }

  open(name: string): void {
    this.#part = new ZipDeflate(name, { level: COMPRESSION });
    this.#zip.add(this.#part);
  }

  write(text: string): void {
    this.#part?.push(strToU8(text));
  }

  close(): void {
    this.#part?.push(new Uint8Array(), true);
  }

  end(): void {
    this.#zip.end();
  }

  /** What was made since the last time. */
  take(): Uint8Array {
    const taken = Buffer.concat(this.#pieces);
    this.#pieces = [];
    return taken;
  }
}

function codebookSheet(dataset: Dataset): string {
  const rows = codebookLines(dataset).map((cells, row) => {
    const number = String(row + 1);
    const written = cells.map((cell, at) => {
      const place = `${columnName(at)}${number}`;
      return row === 0 ? textCell(place, String(cell), STYLE.bold) : cellXml(place, cell, false);
    });
    return `<row r="${number}">${written.join('')}</row>`;
  });
  return sheetStart() + rows.join('') + SHEET_END;
}

function cellXml(place: string, cell: DatasetCell, isDate: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return numberCell(place, cell, null);
  return isDate
    ? numberCell(place, daysSince1970(cell) + EXCEL_DAYS_BEFORE_1970, STYLE.date)
    : textCell(place, cell, null);
}

function numberCell(place: string, value: number, style: number | null): string {
  return `<c r="${place}"${styleOf(style)}><v>${String(value)}</v></c>`;
}

function textCell(place: string, text: string, style: number | null): string {
  return `<c r="${place}"${styleOf(style)} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function styleOf(style: number | null): string {
  return style === null ? '' : ` s="${String(style)}"`;
}

/**
 * The letters of a column, counted from 0.
 */
function columnName(at: number): string {
  const rest = Math.floor(at / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (at % 26));
}

/** The names stay in sight while the answers scroll. */
function sheetStart(): string {
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
}

const SHEET_END = '</sheetData></worksheet>';

const SHEETS = ['Antwoorden', 'Codeboek'] as const;

const FIXED_PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${SHEETS.map(
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${String(at + 1)}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  ).join('')}</Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${SHEETS.map(
    (name, at) => `<sheet name="${name}" sheetId="${String(at + 1)}" r:id="rId${String(at + 1)}"/>`,
  ).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${SHEETS.map(
    (_, at) =>
      `<Relationship Id="rId${String(at + 1)}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${String(at + 1)}.xml"/>`,
  ).join('')}<Relationship Id="rId3" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};
