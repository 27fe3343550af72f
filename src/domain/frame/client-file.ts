import type { RowOutcome } from './client-record.js';
import type { ColumnCorrections } from './column-guess.js';
import { type Delimiter, lineEnds, openRowSplitter, OpenQuoteError, type TextRow } from './delimited-text.js';
import { detectEncoding, type EncodingName, type FileEncoding, openDecoding } from './file-encoding.js';
import { type FileLayout, recogniseLayout } from './file-layout.js';
import { type FileProblem, fileProblem, isFileProblem } from './file-problem.js';
import { readRow, type RowReading, rowReading } from './row-reading.js';

/** How a file is read. */
export interface ClientFileSettings {
  /** Four digits. */
  readonly reportYear: number;
  /** The researcher's choices of columns; `{}` for none. */
  readonly corrections: ColumnCorrections;
}

/** Reads a client file of which the layout is known, in pieces of text. */
export interface ClientFileReader {
  /** @returns outcomes of the rows that are complete now, or the problem that ends the reading */
  readonly write: (text: string) => RowOutcome[] | FileProblem;
  readonly end: () => RowOutcome[] | FileProblem;
}

/** A client file read as a whole. */
export interface ClientFile {
  readonly encoding: EncodingName;
  readonly delimiter: Delimiter;
  readonly layout: FileLayout;
  /** One for each line under the header line, in the order of the file. */
  readonly outcomes: readonly RowOutcome[];
}

/** Bytes that are enough to recognise the layout. */
const layoutSampleBytes = 262_144;

function outcomesOf(rows: readonly TextRow[], afterLine: number, reading: RowReading): RowOutcome[] {
  const outcomes: RowOutcome[] = [];
  for (const row of rows) if (row.line > afterLine) outcomes.push(readRow(row, reading));
  return outcomes;
}

/**
 * A reader of a file in pieces: what it keeps in memory is one row.
 * @param layout from `recogniseLayout` on the beginning of the same text
 * @param settings the same as for the layout
 * @param afterLine lines up to this one were read before: they are passed over
 */
export function openClientFile(
  layout: FileLayout,
  settings: ClientFileSettings,
  afterLine = 0,
): ClientFileReader {
  const start = Math.max(afterLine, layout.headerLine);
  const splitter = openRowSplitter(layout.delimiter);
  const reading = rowReading(layout, settings.reportYear);
  function guarded(rows: () => TextRow[]): RowOutcome[] | FileProblem {
    try {
      return outcomesOf(rows(), start, reading);
    } catch (problem) {
      if (problem instanceof OpenQuoteError) return fileProblem('open_quote', problem.line);
      throw problem;
    }
  }
  return {
    write(text) {
      const nullAt = text.indexOf('\0');
      if (nullAt < 0) return guarded(() => splitter.write(text));
      return fileProblem('null_byte', splitter.line() + lineEnds(text.slice(0, nullAt)));
    },
    end: () => guarded(splitter.end),
  };
}

/** The text of the beginning of a file, for `recogniseLayout`. */
export function sampleText(bytes: Uint8Array, encoding: FileEncoding): string {
  return openDecoding(encoding).write(bytes.subarray(0, layoutSampleBytes));
}

/**
 * Reads a whole client file from memory.
 * @param bytes the file as delivered
 * @param settings report year and choices of columns
 * @returns the outcomes of its rows, or why the file as a whole cannot be read
 * @example readClientFile(new Uint8Array(0), { reportYear: 2025, corrections: {} }) // kind 'empty'
 */
export function readClientFile(bytes: Uint8Array, settings: ClientFileSettings): ClientFile | FileProblem {
  const encoding = detectEncoding(bytes);
  if (isFileProblem(encoding)) return encoding;
  const layout = recogniseLayout(sampleText(bytes, encoding), settings.corrections);
  if (isFileProblem(layout)) return layout;
  const reader = openClientFile(layout, settings);
  const decoding = openDecoding(encoding);
  const first = reader.write(decoding.write(bytes) + decoding.end());
  if (isFileProblem(first)) return first;
  const last = reader.end();
  if (isFileProblem(last)) return last;
  const outcomes = [...first, ...last];
  if (!outcomes.some(({ kind }) => kind !== 'no_client')) return fileProblem('no_rows', layout.headerLine);
  return { encoding: encoding.name, delimiter: layout.delimiter, layout, outcomes };
}
