import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ColumnCorrections } from '../../domain/frame/column-guess.js';
import { openClientFile, sampleText } from '../../domain/frame/client-file.js';
import type { RowOutcome } from '../../domain/frame/client-record.js';
import { type FileEncoding, openDecoding, openEncodingDetector } from '../../domain/frame/file-encoding.js';
import { type FileLayout, recogniseLayout } from '../../domain/frame/file-layout.js';
import { type FileProblem, fileProblem, isFileProblem } from '../../domain/frame/file-problem.js';

/** The bytes of a file: in memory, or from a place where they can be read more than once. */
export type FileSource = Uint8Array | (() => AsyncIterable<Uint8Array>);

/** What must be known of a file before its rows can be read. */
export interface FileFacts {
  readonly encoding: FileEncoding;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly sizeBytes: number;
}

/** A file of which the rows can be read. */
export interface ReadableFile extends FileFacts {
  readonly source: FileSource;
  readonly layout: FileLayout;
  readonly reportYear: number;
  readonly corrections: ColumnCorrections;
}

/** Rows that were read together. */
export interface RowsRead {
  readonly outcomes: readonly RowOutcome[];
  /** Of the whole file, so far. */
  readonly bytesRead: number;
}

/** Some 100 rows: reading and sealing them takes about 5 ms, after which requests and the database get their turn. */
const PIECE_BYTES = 16_384;
/** Enough to recognise the layout. */
const SAMPLE_BYTES = 262_144;

/** Reads a file once, to know its encoding and its hash. */
export async function inspectFile(source: FileSource): Promise<FileFacts | FileProblem> {
  const detector = openEncodingDetector();
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of piecesOf(source)) {
    detector.push(piece);
    hash.update(piece);
    sizeBytes += piece.length;
  }
  const encoding = detector.result();
  return isFileProblem(encoding) ? encoding : { encoding, hash: hash.digest('hex'), sizeBytes };
}

/** Recognises the columns of a file from its beginning. */
export async function openFile(
  source: FileSource,
  facts: FileFacts,
  settings: { reportYear: number; corrections: ColumnCorrections },
): Promise<ReadableFile | FileProblem> {
  const start: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of piecesOf(source)) {
    start.push(piece);
    bytes += piece.length;
    if (bytes >= SAMPLE_BYTES) break;
  }
  const layout = recogniseLayout(sampleText(Buffer.concat(start), facts.encoding), settings.corrections);
  return isFileProblem(layout) ? layout : { ...facts, source, layout, ...settings };
}

/** A problem that ends the reading of a file, wherever it is found. */
export class FileReadingProblem extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/**
 * The rows of a file, piece by piece; between two pieces the program answers others.
 * @param afterLine lines up to this one are passed over
 * @throws FileReadingProblem when the rest of the file cannot be read
 */
export async function* readRows(file: ReadableFile, afterLine: number): AsyncGenerator<RowsRead> {
  const decoding = openDecoding(file.encoding);
  const reader = openClientFile(file.layout, file, afterLine);
  let bytesRead = 0;
  for await (const piece of piecesOf(file.source)) {
    bytesRead += piece.length;
    const outcomes = ensureRead(reader.write(decoding.write(piece)));
    if (outcomes.length > 0) yield { outcomes, bytesRead };
  }
  const rest = ensureRead(reader.write(decoding.end()));
  yield { outcomes: [...rest, ...ensureRead(reader.end())], bytesRead };
}

/** @throws FileReadingProblem for a file without any client */
export function ensureHasRows(file: ReadableFile, dataRows: number): void {
  if (dataRows === 0) throw new FileReadingProblem(fileProblem('no_rows', file.layout.headerLine));
}

function ensureRead(outcomes: RowOutcome[] | FileProblem): RowOutcome[] {
  if (isFileProblem(outcomes)) throw new FileReadingProblem(outcomes);
  return outcomes;
}

async function* piecesOf(source: FileSource): AsyncGenerator<Uint8Array> {
  for await (const bytes of source instanceof Uint8Array ? [source] : source()) {
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      yield bytes.subarray(start, start + PIECE_BYTES);
      await setImmediate();
    }
  }
}
