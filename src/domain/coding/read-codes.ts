import { type CodeFrame, codesInUse, type FrameLimits, sortedCodes } from './code-frame.js';
import type { Coding } from './coding-outcome.js';

/** What is wrong with codes as they were typed. `part` is the piece that is wrong. */
export interface CodesProblem {
  readonly reason: 'none' | 'not-a-number' | 'no-such-code' | 'only-one';
  readonly part: string;
}

/**
 * Reads codes as a coder types them: `3`, `3 12`, `3,12`, and a question mark for doubt: `3 12?`.
 * @param typed text of the field
 * @example readCodes('3, 12?', frame, limits) // { codes: [3, 12], isDoubted: true }
 */
export function readCodes(typed: string, frame: CodeFrame, limits: FrameLimits): Coding | CodesProblem {
  const isDoubted = typed.includes('?');
  const parts = typed
    .replaceAll('?', ' ')
    .split(/[\s,;+]+/u)
    .filter((part) => part !== '');
  const known = new Set(codesInUse(frame).map(({ number }) => number));
  for (const part of parts) {
    if (!/^\d{1,4}$/u.test(part)) return { reason: 'not-a-number', part };
    if (!known.has(Number(part))) return { reason: 'no-such-code', part };
  }
  const codes = sortedCodes(parts.map(Number));
  if (codes.length === 0) return { reason: 'none', part: '' };
  if (limits.onlyOneCode && codes.length > 1) return { reason: 'only-one', part: parts.join(' ') };
  return { codes, isDoubted };
}
