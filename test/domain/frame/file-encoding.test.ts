import { describe, expect, it } from 'vitest';
import { detectEncoding, encodingOfCodec } from '../../../src/domain/frame/file-encoding.js';
import { isFileProblem } from '../../../src/domain/frame/file-problem.js';

describe('an encoding kept by the name of its codec', () => {
  it.each([
    ['UTF-8', Buffer.from('Zoë;1')],
    ['UTF-16 with its mark', Buffer.from('\uFEFFZoë;1', 'utf16le')],
    ['UTF-16 with the high byte first', Buffer.from('\uFEFFZoë;1', 'utf16le').swap16()],
    ['Windows-1252', Buffer.from('Zoë;1', 'latin1')],
  ])('is found again: %s', (_name, bytes) => {
    const encoding = detectEncoding(bytes);
    if (isFileProblem(encoding)) throw new Error(encoding.message);
    expect(encodingOfCodec(encoding.codec)).toEqual(encoding);
  });

  it('is never made up', () => {
    expect(() => encodingOfCodec('ebcdic')).toThrow('no encoding');
  });
});
