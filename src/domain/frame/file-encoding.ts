import iconv from 'iconv-lite';
import { type FileProblem, fileProblem, isFileProblem } from './file-problem.js';

/** The name of an encoding as the frame report prints it. */
export type EncodingName = 'utf-8' | 'utf-16' | 'cp1252';

type StrictDecoder = InstanceType<typeof TextDecoder>;
type Codec = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How the bytes of a file become text. */
export interface FileEncoding {
  readonly name: EncodingName;
  readonly codec: Codec;
}

/** Turns bytes that arrive in pieces into text; a character may be cut by the border of two pieces. */
export interface TextDecoding {
  readonly write: (bytes: Uint8Array) => string;
  readonly end: () => string;
}

/** Looks at the bytes of a file in pieces and then knows the encoding. */
export interface EncodingDetector {
  readonly push: (bytes: Uint8Array) => void;
  readonly result: () => FileEncoding | FileProblem;
}

const utf8: FileEncoding = { name: 'utf-8', codec: 'utf-8' };
const utf16le: FileEncoding = { name: 'utf-16', codec: 'utf-16le' };
const utf16be: FileEncoding = { name: 'utf-16', codec: 'utf-16be' };
const windows: FileEncoding = { name: 'cp1252', codec: 'windows-1252' };

/**
 * The encoding that goes by the name of a codec, as it was kept with a file.
 * @throws Error for a name that no encoding has
 * @example encodingOfCodec('utf-16le') // { name: 'utf-16', codec: 'utf-16le' }
 */
export function encodingOfCodec(codec: string): FileEncoding {
  const encoding = [utf8, utf16le, utf16be, windows].find((known) => known.codec === codec);
  if (encoding === undefined) throw new Error(`no encoding has the codec ${codec}`);
  return encoding;
}

/** First bytes of kinds of files that people send instead of text: zip and xlsx, old Office, pdf, gzip, png. */
const foreignStarts = ['504b0304', 'd0cf11e0', '25504446', '1f8b', '89504e47'];

function startsWith(bytes: Uint8Array, hex: string): boolean {
  for (let place = 0; place * 2 < hex.length; place++) {
    if (bytes[place] !== Number.parseInt(hex.slice(place * 2, place * 2 + 2), 16)) return false;
  }
  return true;
}

/** UTF-16 betrays itself by its mark, or by null bytes on only the odd or only the even places. */
function utf16Of(bytes: Uint8Array): FileEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16le;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16be;
  const sample = bytes.subarray(0, 2000);
  const even = nullsFrom(sample, 0);
  const odd = nullsFrom(sample, 1);
  if (even === 0 && odd > sample.length / 4) return utf16le;
  return odd === 0 && even > sample.length / 4 ? utf16be : null;
}

/** Null bytes on every second place. */
function nullsFrom(bytes: Uint8Array, first: number): number {
  let count = 0;
  for (let place = first; place < bytes.length; place += 2) if (bytes[place] === 0) count++;
  return count;
}

/**
 * A detector of encodings for a file that is read in pieces: one pass over the bytes, no memory of them.
 * A text that is valid UTF-8 is UTF-8; anything else of one byte per character is Windows-1252, because
 * that is what Dutch office programs write.
 * @example detectEncoding(Uint8Array.of(0xff, 0xfe, 0x41, 0x00)) // { name: 'utf-16', codec: 'utf-16le' }
 */
export function openEncodingDetector(): EncodingDetector {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let first: Uint8Array | null = null;
  let wide: FileEncoding | null = null;
  let isUtf8 = true;
  let hasNull = false;
  function push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (first === null) {
      first = bytes.slice(0, 8);
      wide = utf16Of(bytes);
    }
    if (wide !== null) return;
    hasNull ||= bytes.includes(0);
    if (isUtf8) isUtf8 = decodes(strict, bytes);
  }
  function result(): FileEncoding | FileProblem {
    const start = first;
    if (start === null) return fileProblem('empty');
    if (foreignStarts.some((hex) => startsWith(start, hex))) return fileProblem('not_text');
    if (wide !== null) return wide;
    if (hasNull) return fileProblem('null_byte');
    return isUtf8 && endsWell(strict) ? utf8 : windows;
  }
  return { push, result };
}

function decodes(decoder: StrictDecoder, bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function endsWell(decoder: StrictDecoder): boolean {
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/**
 * The encoding of a whole file.
 * @param bytes the file as delivered
 * @returns the encoding, or the problem of a file that is not text
 * @example detectEncoding(new TextEncoder().encode('Zoë')) // { name: 'utf-8', codec: 'utf-8' }
 */
export function detectEncoding(bytes: Uint8Array): FileEncoding | FileProblem {
  const detector = openEncodingDetector();
  detector.push(bytes);
  return detector.result();
}

/**
 * The text of a whole file, whatever its encoding.
 * @param bytes the file as delivered
 * @returns the text without a byte-order mark, or the problem of a file that is not text
 * @example decodeFile(Uint8Array.of(0x5a, 0x6f, 0xeb)) // 'Zoë'
 */
export function decodeFile(bytes: Uint8Array): string | FileProblem {
  const encoding = detectEncoding(bytes);
  if (isFileProblem(encoding)) return encoding;
  const decoding = openDecoding(encoding);
  return decoding.write(bytes) + decoding.end();
}

/**
 * A decoder for bytes in pieces. A byte-order mark is dropped. `iconv-lite` decodes, because the
 * `TextDecoder` of some Node releases reads the bytes 80–9F of Windows-1252 as ISO-8859-1.
 * @param encoding what `openEncodingDetector` found
 */
export function openDecoding(encoding: FileEncoding): TextDecoding {
  const decoder = iconv.getDecoder(encoding.codec);
  return {
    write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    end: () => decoder.end() ?? '',
  };
}
