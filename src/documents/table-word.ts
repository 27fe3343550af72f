import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  type IRunOptions,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import {
  baseText,
  type QuoteSection,
  type SectionCell,
  type SectionRow,
  type TableDocument,
  type TableSection,
} from '../domain/export/tables/table-document.js';

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C9CED6' } as const;
/** Sizes of letters in half points. */
const BODY_SIZE = 18;
const DETAIL_SIZE = 15;
const DETAIL_COLOUR = '4D5663';

/** The tables as a Word document: a heading, a table with raised letters and its notes, table after table. */
export async function tableWord(document: TableDocument): Promise<Buffer> {
  const file = new Document({
    title: document.title,
    creator: 'Veldwerk',
    styles: {
      default: { document: { run: { font: 'Calibri', size: BODY_SIZE, language: { value: 'nl-NL' } } } },
    },
    sections: [
      {
        properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        children: [
          new Paragraph({ text: document.title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: `Gemaakt op ${document.madeOn.split('-').reverse().join('-')}.` }),
          ...document.legend.map((line) => new Paragraph({ text: line })),
          ...document.sections.flatMap(sectionParts),
          ...(document.quotes ?? []).flatMap(quoteParts),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

function sectionParts(section: TableSection): (Paragraph | Table)[] {
  return [
    new Paragraph({
      text: `${section.name}. ${section.title}`,
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 360, after: 120 },
      keepNext: true,
    }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: {
        top: LINE,
        bottom: LINE,
        left: NO_LINE,
        right: NO_LINE,
        insideHorizontal: LINE,
        insideVertical: NO_LINE,
      },
      rows: [headingRow(section), ...section.rows.map(figureRow)],
    }),
    ...section.notes.map(
      (note) => new Paragraph({ children: [detail(note)], bullet: { level: 0 }, spacing: { before: 40 } }),
    ),
  ];
}

function quoteParts({ title, quotes }: QuoteSection): Paragraph[] {
  return [
    new Paragraph({
      text: `Citaten: ${title}`,
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 360, after: 120 },
      keepNext: true,
    }),
    ...quotes.map(
      ({ text, background }) =>
        new Paragraph({
          indent: { left: 360 },
          spacing: { before: 120 },
          children: [
            run({ text: `“${text}”`, italics: true }),
            ...(background === ''
              ? []
              : [run({ text: background, break: 1, size: DETAIL_SIZE, color: DETAIL_COLOUR })]),
          ],
        }),
    ),
  ];
}

function headingRow({ columns }: TableSection): TableRow {
  const cell = (text: string, alignment: Alignment): TableCell =>
    new TableCell({
      children: [new Paragraph({ alignment, children: [run({ text, bold: true })] })],
    });
  return new TableRow({
    tableHeader: true,
    children: [
      cell('Vraag', AlignmentType.LEFT),
      ...columns.map((column) => cell(column, AlignmentType.RIGHT)),
    ],
  });
}

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

function figureRow({ label, question, measure, cells }: SectionRow): TableRow {
  const own = [question, measure].filter((text) => text !== '').join(' · ');
  const name = new TableCell({
    children: [new Paragraph({ text: label }), new Paragraph({ children: [detail(own)] })],
  });
  return new TableRow({ cantSplit: true, children: [name, ...cells.map(figureCell)] });
}

function figureCell(cell: SectionCell): TableCell {
  const figure = run({ text: cell.text, italics: cell.isIndicative });
  const letters = cell.letters === '' ? [] : [run({ text: ` ${cell.letters}`, superScript: true })];
  const base = baseText(cell);
  return new TableCell({
    children: [
      new Paragraph({ alignment: AlignmentType.RIGHT, children: [figure, ...letters] }),
      ...(base === '' ? [] : [new Paragraph({ alignment: AlignmentType.RIGHT, children: [detail(base)] })]),
    ],
  });
}

function detail(text: string): TextRun {
  return run({ text, size: DETAIL_SIZE, color: DETAIL_COLOUR });
}

function run(options: IRunOptions): TextRun {
  return new TextRun(options);
}
