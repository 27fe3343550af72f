import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  type IRunOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

/** A table of a report: plain texts. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[];
  readonly rows: readonly (readonly { readonly text: string; readonly detail?: string }[])[];
  readonly notes: readonly string[];
}

/** A part of a report: a few sentences, pairs of a word and its value, tables. */
export interface ReportSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly tables: readonly ReportTable[];
}

/** A report that reads as a document, on the screen, on paper and in Word. */
export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly ReportSection[];
}

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C9CED6' } as const;
const BORDERS = {
  top: LINE,
  bottom: LINE,
  left: NO_LINE,
  right: NO_LINE,
  insideHorizontal: LINE,
  insideVertical: NO_LINE,
};
const FULL_WIDTH = { size: 100, type: WidthType.PERCENTAGE };
/** Sizes of letters in half points. */
const BODY_SIZE = 20;
const DETAIL_SIZE = 17;

/** The report as a Word document. */
export async function reportWord(report: ReportDocument): Promise<Buffer> {
  const file = new Document({
    title: report.title,
    creator: 'Veldwerk',
    styles: {
      default: { document: { run: { font: 'Calibri', size: BODY_SIZE, language: { value: 'nl-NL' } } } },
    },
    sections: [
      {
        children: [
          new Paragraph({ text: report.title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: report.subtitle }),
          ...report.sections.flatMap(sectionParts),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

function sectionParts({ title, paragraphs, facts, tables }: ReportSection): (Paragraph | Table)[] {
  return [
    new Paragraph({
      text: title,
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 320, after: 100 },
      keepNext: true,
    }),
    ...paragraphs.map((text) => new Paragraph({ text, spacing: { after: 100 } })),
    ...(facts.length === 0 ? [] : [factsTable(facts)]),
    ...tables.flatMap(tableParts),
  ];
}

function factsTable(facts: ReportSection['facts']): Table {
  return new Table({
    width: FULL_WIDTH,
    borders: BORDERS,
    rows: facts.map(
      ({ label, value }) =>
        new TableRow({
          cantSplit: true,
          children: [textCell(label, { isBold: true }), textCell(value, {})],
        }),
    ),
  });
}

function tableParts({ caption, columns, rows, notes }: ReportTable): (Paragraph | Table)[] {
  const heading = new TableRow({
    tableHeader: true,
    children: columns.map(({ label, numeric }) =>
      textCell(label, { isBold: true, isNumber: numeric === true }),
    ),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map(({ text, detail }, at) =>
          textCell(text, {
            isNumber: columns[at]?.numeric === true,
            ...(detail === undefined ? {} : { detail }),
          }),
        ),
      }),
  );
  return [
    new Paragraph({
      children: [run({ text: caption, bold: true })],
      spacing: { before: 200, after: 80 },
      keepNext: true,
    }),
    new Table({ width: FULL_WIDTH, borders: BORDERS, rows: [heading, ...body] }),
    ...notes.map(
      (note) =>
        new Paragraph({
          children: [run({ text: note, size: DETAIL_SIZE })],
          spacing: { before: 60 },
        }),
    ),
  ];
}

function textCell(
  text: string,
  { isBold = false, isNumber = false, detail }: { isBold?: boolean; isNumber?: boolean; detail?: string },
): TableCell {
  const alignment = isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT;
  const lines = [run({ text, bold: isBold })];
  if (detail !== undefined) lines.push(run({ text: detail, size: DETAIL_SIZE, break: 1 }));
  return new TableCell({ children: [new Paragraph({ alignment, children: lines })] });
}

function run(options: IRunOptions): TextRun {
  return new TextRun(options);
}
