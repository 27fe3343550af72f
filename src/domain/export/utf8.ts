const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A text in UTF-8.
 * @example utf8('ı').length // 2
 */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * The beginning of a text that fits in a number of bytes of UTF-8, never half a character; what was cut ends
 * with an ellipsis. For labels only: answers are never cut.
 * @param maxBytes at least 3, the length of the ellipsis
 * @example fitBytes('jeugdhulp', 8) // 'jeugd…'
 */
export function fitBytes(text: string, maxBytes: number): string {
  const bytes = encoder.encode(text);
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes - 3;
  while (end > 0 && isContinuation(bytes[end])) end -= 1;
  return `${decoder.decode(bytes.subarray(0, end))}…`;
}

/**
 * Cuts a text into pieces of at most so many bytes of UTF-8, never inside a character.
 * @param maxBytes at least 4, the longest character
 * @example splitBytes('aéb', 4) // ['aéb']
 */
export function splitBytes(text: string, maxBytes: number): string[] {
  const bytes = encoder.encode(text);
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length;) {
    let end = Math.min(start + maxBytes, bytes.length);
    while (end < bytes.length && isContinuation(bytes[end])) end -= 1;
    pieces.push(decoder.decode(bytes.subarray(start, end)));
    start = end;
  }
  return pieces;
}

/**
 * Breaks a text between words into lines of at most so many bytes of UTF-8; only a longer word is cut.
 * @param maxBytes at least 4, the longest character
 * @example wrapWords('niet gevraagd', 8) // ['niet', 'gevraagd']
 */
export function wrapWords(text: string, maxBytes: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((one) => splitBytes(one, maxBytes))) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && encoder.encode(longer).length <= maxBytes) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The second and later bytes of a character are 10xxxxxx. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
