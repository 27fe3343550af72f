import readWorkbook from 'read-excel-file/universal';
import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import { surveyColumns } from '../domain/xlsform/write-question.js';
import { languageHeading, type SheetRow, type XlsForm } from '../domain/xlsform/xlsform.js';
import { boundedWorkbook, type WorkbookLimits } from './bounded-workbook.js';
import { isWorkbook } from './read-worksheet.js';

/** A long questionnaire takes a few hundred kilobytes. */
const LIMITS: WorkbookLimits = { unpackedBytes: 8 * 1024 * 1024, cells: 4_000_000 };
/** One text can stand in many cells, so that the sheets hold far more than the file. */
const MOST_CHARACTERS = 4_000_000;
const MOST_ROWS = 5000;
const MOST_COLUMNS = 200;
/** Longest text of a cell, as Excel has it. */
const LONGEST_CELL = 32_767;

/** A file as XLSForm, or why it is none, in a Dutch sentence that says what to do. */
export type ReadWorkbook =
  { readonly ok: true; readonly form: XlsForm } | { readonly ok: false; readonly why: string };

/**
 * An XLSForm as an Excel workbook with its three sheets. Every cell is text, so that none is run as a formula.
 * @param languages of the questionnaire, for the order of the columns
 */
export async function xlsFormWorkbook(form: XlsForm, languages: readonly string[]): Promise<Buffer> {
  const labels = languages.map((language) => `label::${languageHeading(language)}`);
  const sheets = [
    sheetOf('survey', surveyColumns(languages), form.survey),
    sheetOf('choices', ['list_name', 'name', ...labels], form.choices),
    sheetOf('settings', ['form_title', 'form_id', 'default_language'], form.settings),
  ];
  return writeExcelFile(sheets).toBuffer();
}

function sheetOf(sheet: string, columns: readonly string[], rows: readonly SheetRow[]) {
  const used = columns.filter((column, place) => place < 2 || rows.some((row) => (row[column] ?? '') !== ''));
  const data = [used.map(heading), ...rows.map((row) => used.map((column) => cellOf(row[column] ?? '')))];
  return { sheet, data, columns: used.map((column) => ({ width: widthOf(column) })), stickyRowsCount: 1 };
}

function heading(value: string): CellObject {
  return { value, type: String, fontWeight: 'bold' };
}

function cellOf(value: string): CellObject {
  return { value, type: String, wrap: true, alignVertical: 'top' };
}

function widthOf(column: string): number {
  return /^(label|hint|guidance|constraint_message)/.test(column) ? 50 : 20;
}

/** Whether a file is an Excel workbook, of today or of before 2007. */
export function isExcelFile(bytes: Uint8Array): boolean {
  return (
    isWorkbook(bytes) || (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
  );
}

/** Reads the three sheets of an XLSForm from a file; it does not throw on any bytes. */
export async function readXlsFormWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  if (!isWorkbook(bytes)) {
    return refused(
      'Dit is geen Excel-bestand (.xlsx). Sla een ouder bestand (.xls) of een csv eerst op als .xlsx.',
    );
  }
  try {
    const bounded = boundedWorkbook(bytes, LIMITS);
    if (bounded === null) return refused(TOO_LARGE);
    return formOf(await readWorkbook(new Blob([Uint8Array.from(bounded)])));
  } catch {
    // Whatever the library stumbles over, the file cannot be read.
    return refused(
      'Dit Excel-bestand is beschadigd. Open het in Excel of LibreOffice en sla het opnieuw op.',
    );
  }
}

const NAMES = ['survey', 'choices', 'settings'];

type Sheets = Awaited<ReturnType<typeof readWorkbook>>;

function formOf(sheets: Sheets): ReadWorkbook {
  const [survey, ...others] = NAMES.map((name) => dataOf(sheets, name));
  if (survey === undefined || survey === null) {
    const names = sheets.map(({ sheet }) => sheet).join(', ');
    return refused(`Er is geen werkblad survey. Het bestand heeft: ${names.slice(0, 200)}.`);
  }
  const all = [survey, ...others.map((data) => data ?? [])];
  if (all.some(isFarTooLarge) || charactersOf(all) > MOST_CHARACTERS) return refused(TOO_LARGE);
  const headings = (survey[0] ?? []).map((cell) => headingOf(cellText(cell)));
  const missing = ['type', 'name'].filter((column) => !headings.includes(column));
  if (missing.length > 0) {
    return refused(
      `Op het werkblad survey ontbreekt de kolom ${missing.join(' en ')}. Zet de kolomnamen in de eerste rij.`,
    );
  }
  const [rows = [], choices = [], settings = []] = all.map(rowsOf);
  return { ok: true, form: { survey: rows, choices, settings, otherSheets: otherSheets(sheets) } };
}

function dataOf(sheets: Sheets, name: string): Sheets[number]['data'] | null {
  return sheets.find(({ sheet }) => sheet.trim().toLowerCase() === name)?.data ?? null;
}

function otherSheets(sheets: Sheets): string[] {
  return sheets
    .filter(({ sheet, data }) => !NAMES.includes(sheet.trim().toLowerCase()) && data.flat().some(Boolean))
    .map(({ sheet }) => sheet.slice(0, 60));
}

function isFarTooLarge(rows: Sheets[number]['data']): boolean {
  return rows.length > MOST_ROWS || rows.some((row) => row.length > MOST_COLUMNS);
}

function charactersOf(sheets: readonly Sheets[number]['data'][]): number {
  let sum = 0;
  for (const cell of sheets.flat(2)) if (typeof cell === 'string') sum += cell.length;
  return sum;
}

const TOO_LARGE =
  'Dit bestand is veel te groot voor een vragenlijst, of heeft ver weg nog een gevulde cel. Haal weg wat er niet bij hoort, of kopieer survey, choices en settings naar een nieuw bestand.';

function refused(why: string): ReadWorkbook {
  return { ok: false, why };
}

/** The rows below the headings; headings in small letters, as XLSForm takes them. */
function rowsOf(data: readonly (readonly unknown[])[]): SheetRow[] {
  const [first = [], ...rest] = data;
  const headings = first.map((cell) => headingOf(cellText(cell)));
  return rest.map((cells) => {
    const filled = headings.flatMap((name, place) => {
      const text = cellText(cells[place]);
      return name === '' ? [] : [[name, text] as const];
    });
    return Object.fromEntries(filled);
  });
}

/** `Label::Dutch (nl)` keeps its language; the name of the column is in small letters. */
function headingOf(text: string): string {
  const [column = '', ...language] = text.trim().split(/(::?)/);
  return `${column.trim().toLowerCase()}${language.join('')}`;
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return typeof cell !== 'string' ? '' : cell.replaceAll('\0', '').slice(0, LONGEST_CELL);
}
