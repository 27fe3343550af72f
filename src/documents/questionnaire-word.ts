import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IRunOptions,
  PageNumber,
  Packer,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

/** A questionnaire as a document that reads from top to bottom: plain texts. */
export interface QuestionnaireDocument {
  readonly title: string;
  readonly subtitle: string;
  /** Language of what is read aloud, as `nl`. */
  readonly language: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly notes: readonly string[];
  readonly blocks: readonly DocumentBlock[];
  /** Lists at the end: a heading and its lines. */
  readonly appendices: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export interface DocumentBlock {
  readonly title: string;
  /** When the block is asked, and what else there is to say of it. */
  readonly remarks: readonly string[];
  readonly questions: readonly DocumentQuestion[];
}

export interface DocumentQuestion {
  readonly title: string;
  readonly condition: string | null;
  /** What each of the two hears. */
  readonly heard: readonly HeardWords[];
  readonly instruction: string | null;
  readonly statements: readonly { readonly code: string; readonly heard: readonly HeardWords[] }[];
  readonly options: readonly { readonly code: string; readonly text: string }[];
  /** Anything else, a word and its text. */
  readonly further: readonly { readonly label: string; readonly value: string }[];
}

export interface HeardWords {
  readonly who: string;
  readonly text: string;
}

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C9CED6' } as const;
const NO_BORDERS = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE };
const ROW_LINES = {
  ...NO_BORDERS,
  top: LINE,
  bottom: LINE,
  insideHorizontal: LINE,
  insideVertical: NO_LINE,
};
const FULL_WIDTH = { size: 100, type: WidthType.PERCENTAGE };
const CELL_MARGINS = { top: 40, bottom: 40, left: 80, right: 80 };
/** Sizes of letters in half points. */
const SPOKEN_SIZE = 24;
const DETAIL_SIZE = 17;
const SOFT = '545E69';

/** The questionnaire as a Word document, for a board that reads it or for notes by hand. */
export async function questionnaireWord(document: QuestionnaireDocument): Promise<Buffer> {
  const file = new Document({
    title: document.title,
    creator: 'Veldwerk',
    styles: {
      default: { document: { run: { font: 'Calibri', size: 20, language: { value: 'nl-NL' } } } },
    },
    sections: [
      {
        footers: { default: pageNumbers(document.title) },
        children: [
          new Paragraph({ text: document.title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: document.subtitle, spacing: { after: 200 } }),
          table(document.facts.map(({ label, value }) => [label, value])),
          ...list('Over deze meting', document.notes),
          ...document.blocks.flatMap((block) => blockParts(block, document.language)),
          ...document.appendices.flatMap(({ title, lines }) => list(title, lines)),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

function pageNumbers(title: string): Footer {
  const children = [`${title}, `, PageNumber.CURRENT, ' van ', PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ children, size: DETAIL_SIZE, color: SOFT })],
      }),
    ],
  });
}

function list(title: string, lines: readonly string[]): Paragraph[] {
  if (lines.length === 0) return [];
  return [
    new Paragraph({
      text: title,
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 320, after: 100 },
      keepNext: true,
    }),
    ...lines.map((text) => new Paragraph({ text, bullet: { level: 0 } })),
  ];
}

function blockParts({ title, remarks, questions }: DocumentBlock, language: string): (Paragraph | Table)[] {
  return [
    new Paragraph({
      text: title,
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 360, after: 100 },
      keepNext: true,
    }),
    ...remarks.map(shaded),
    ...questions.flatMap((question) => questionParts(question, language)),
  ];
}

function questionParts(question: DocumentQuestion, language: string): (Paragraph | Table)[] {
  const { title, condition, heard, instruction, statements, options, further } = question;
  return [
    new Paragraph({
      text: title,
      heading: HeadingLevel.HEADING_2,
      spacing: { before: 260, after: 60 },
      keepNext: true,
    }),
    ...(condition === null ? [] : [shaded(condition)]),
    ...(heard.length === 0 ? [] : [heardTable(heard, language)]),
    ...(instruction === null ? [] : [instructionParagraph(instruction)]),
    ...statements.map(({ code, heard: words }) => heardTable(words, language, code)),
    ...(options.length === 0 ? [] : [table(options.map(({ code, text }) => [code, text]))]),
    ...further.map(
      ({ label, value }) =>
        new Paragraph({
          spacing: { before: 60 },
          children: [
            run({ text: `${label}: `, bold: true, size: DETAIL_SIZE }),
            new TextRun({ text: value, size: DETAIL_SIZE }),
          ],
        }),
    ),
  ];
}

function shaded(text: string): Paragraph {
  return new Paragraph({
    text,
    keepNext: true,
    spacing: { after: 80 },
    shading: { type: ShadingType.CLEAR, fill: 'E3EEF0' },
  });
}

function instructionParagraph(text: string): Paragraph {
  return new Paragraph({
    spacing: { before: 60, after: 80 },
    border: { left: { style: BorderStyle.DASHED, size: 12, color: 'B26A00', space: 6 } },
    children: [run({ text: 'ENQ, niet voorlezen: ', bold: true }), run({ text, italics: true })],
  });
}

function run(options: IRunOptions): TextRun {
  return new TextRun(options);
}

/** What parent and youth hear, side by side; of a statement with its code before it. */
function heardTable(heard: readonly HeardWords[], language: string, code?: string): Table {
  const cells = heard.map(
    ({ who, text }) =>
      new TableCell({
        borders: NO_BORDERS,
        margins: CELL_MARGINS,
        children: [
          new Paragraph({ children: [new TextRun({ text: who, size: DETAIL_SIZE, color: SOFT })] }),
          new Paragraph({
            children: [new TextRun({ text, size: SPOKEN_SIZE, language: { value: language } })],
          }),
        ],
      }),
  );
  const codeCell = code === undefined ? [] : [textCell(code, 12)];
  const left = code === undefined ? 100 : 88;
  return new Table({
    width: FULL_WIDTH,
    columnWidths: columns(...(code === undefined ? [] : [12]), ...heard.map(() => left / heard.length)),
    borders: code === undefined ? { ...ROW_LINES, top: NO_LINE, bottom: NO_LINE } : ROW_LINES,
    rows: [new TableRow({ cantSplit: true, children: [...codeCell, ...cells] })],
  });
}

/** Twentieths of a point on a page of A4 between its margins. */
const TEXT_WIDTH = 9026;

/** LibreOffice goes by the widths of the columns, Word by those of the cells. */
function columns(...percentages: readonly number[]): number[] {
  return percentages.map((percentage) => Math.round((TEXT_WIDTH * percentage) / 100));
}

/** Pairs: a narrow column and a wide one. */
function table(rows: readonly (readonly [string, string])[]): Table {
  return new Table({
    width: FULL_WIDTH,
    columnWidths: columns(22, 78),
    borders: ROW_LINES,
    rows: rows.map(
      ([left, right]) =>
        new TableRow({ cantSplit: true, children: [textCell(left, 22), textCell(right, 78)] }),
    ),
  });
}

function textCell(text: string, percentage: number): TableCell {
  return new TableCell({
    borders: NO_BORDERS,
    margins: CELL_MARGINS,
    width: { size: percentage, type: WidthType.PERCENTAGE },
    children: [new Paragraph({ text })],
  });
}
