import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import type {
  SectionCell,
  SectionRow,
  TableDocument,
  TableSection,
} from '../domain/export/tables/table-document.js';

/** By this colour, that nothing else has, the font of the letters is found; it is black to the eye. */
const LETTER_COLOUR = '#000001';
const BOLD = { fontWeight: 'bold', wrap: true } as const;
const WRAPPED = { wrap: true, alignVertical: 'top' } as const;
const ITALIC = { fontStyle: 'italic' } as const;

type Row = (CellObject | null)[];
type Features = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>['features']>;

/**
 * The tables as an Excel workbook: an index, and a sheet per table with real numbers, letters beside them as
 * superscripts, and the notes below.
 */
export async function tableWorkbook(document: TableDocument): Promise<Buffer> {
  const names = sheetNames(document.sections.map(({ name }) => name));
  const sheets = [
    { sheet: 'Inhoud', data: indexRows(document, names), columns: [{ width: 12 }, { width: 90 }] },
    ...document.sections.map((section, at) => ({
      sheet: names[at] ?? '',
      data: sectionRows(section),
      columns: [{ width: 10 }, { width: 50 }, { width: 22 }, ...section.columns.flatMap(() => COLUMN_WIDTHS)],
      stickyRowsCount: HEADING_ROWS,
    })),
  ];
  return writeExcelFile(sheets, { features: [superscripts] }).toBuffer();
}

const COLUMN_WIDTHS = [{ width: 11 }, { width: 6 }, { width: 8 }];
const HEADING_ROWS = 3;

const LONGEST_SHEET_NAME = 31;

/** Excel takes no long names, no doubles, and not every sign. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set(['inhoud']);
  return names.map((name, at) => {
    const plain = name
      .replaceAll(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, LONGEST_SHEET_NAME);
    const own = plain === '' || taken.has(plain.toLowerCase()) ? `Blad ${String(at + 1)}` : plain;
    taken.add(own.toLowerCase());
    return own;
  });
}

function indexRows({ title, madeOn, legend, sections }: TableDocument, names: readonly string[]): Row[] {
  return [
    [{ value: title, fontWeight: 'bold', fontSize: 14 }],
    [{ value: `Gemaakt op ${madeOn.split('-').reverse().join('-')}` }],
    [],
    ...sections.map((section, at): Row => [{ value: names[at] ?? '' }, { value: section.title }]),
    [],
    ...[...legend, LAYOUT_NOTE].map((line): Row => [null, { value: line, ...WRAPPED }]),
  ];
}

const LAYOUT_NOTE =
  'Elke kolom van een tabel heeft drie kolommen: het cijfer, de letters en het aantal personen (n). Cursieve cijfers zijn indicatief.';

function sectionRows({ name, title, columns, rows, notes }: TableSection): Row[] {
  const top = columns.flatMap((label): Row => [{ value: label, ...BOLD, columnSpan: 3 }, null, null]);
  const below = columns.flatMap((): Row => [
    { value: 'cijfer', ...BOLD },
    { value: 'letters', ...BOLD },
    { value: 'n', ...BOLD },
  ]);
  return [
    [{ value: `${name}. ${title}`, fontWeight: 'bold', fontSize: 13 }],
    [null, null, null, ...top],
    [{ value: 'vraag', ...BOLD }, { value: 'omschrijving', ...BOLD }, { value: 'maat', ...BOLD }, ...below],
    ...rows.map(figureRow),
    [],
    ...notes.map((note): Row => [null, { value: note, ...WRAPPED }]),
  ];
}

function figureRow(row: SectionRow): Row {
  return [
    { value: row.question, ...WRAPPED },
    { value: row.label, ...WRAPPED },
    { value: row.measure, ...WRAPPED },
    ...row.cells.flatMap((cell) => figureCells(cell, row)),
  ];
}

function figureCells(cell: SectionCell, row: SectionRow): Row {
  const style = cell.isIndicative ? ITALIC : {};
  const figure: CellObject =
    cell.value === null
      ? { value: cell.text, align: 'right', ...style }
      : { value: cell.value, type: Number, format: formatOf(row), ...style };
  return [
    figure,
    cell.letters === '' ? null : { value: cell.letters, textColor: LETTER_COLOUR },
    cell.base === null ? null : { value: cell.base, type: Number, format: '#,##0' },
  ];
}

function formatOf({ unit, decimals }: SectionRow): string {
  if (unit === 'share') return '0%';
  return decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
}

/** The library knows no superscripts, but lets the list of fonts be changed: that of the letters is raised. */
const superscripts: Features[number] = {
  files: {
    transform: {
      'xl/styles.xml': {
        transform: (xml) =>
          xml.replaceAll(/<font>(?:(?!<\/font>).)*<\/font>/g, (font) =>
            font.includes(LETTER_COLOUR.slice(1))
              ? font.replace('</font>', '<vertAlign val="superscript"/></font>')
              : font,
          ),
      },
    },
  },
};
