import { openStream, type Seed } from '../sampling/random.js';
import { sortedCodes } from './code-frame.js';

/** What one coder made of an answer. */
export interface Coding {
  readonly codes: readonly number[];
  /** The coder is not sure, and asks for a decision. */
  readonly isDoubted: boolean;
}

/** Where an answer is on its way to codes that count. */
export type CodingState =
  /** Nobody has coded it. */
  | 'to_code'
  /** Waits for the second coder. */
  | 'to_check'
  /** The coders differ, or one was in doubt. */
  | 'to_decide'
  | 'done';

/** All that was made of one answer. */
export interface CodedAnswer {
  readonly first: Coding | null;
  readonly second: Coding | null;
  /** The codes that were decided on. */
  readonly decided: readonly number[] | null;
  /** Whether a second coder codes it too. */
  readonly isDouble: boolean;
}

/**
 * Where an answer stands, and the codes that count of it: those that were decided on, or else those on which the
 * coders agree without doubt.
 * @example codingOutcome({ first: { codes: [1], isDoubted: false }, second: null, decided: null, isDouble: false })
 * // { state: 'done', codes: [1] }
 */
export function codingOutcome({ first, second, decided, isDouble }: CodedAnswer): {
  readonly state: CodingState;
  readonly codes: readonly number[];
} {
  if (decided !== null) return { state: 'done', codes: decided };
  if (first === null) return { state: 'to_code', codes: [] };
  if (isDouble && second === null) return { state: 'to_check', codes: [] };
  const isAgreed = second === null || isSameSet(first.codes, second.codes);
  const isDoubted = first.isDoubted || second?.isDoubted === true;
  return isAgreed && !isDoubted ? { state: 'done', codes: first.codes } : { state: 'to_decide', codes: [] };
}

/**
 * Whether coders can no longer change what they gave. Once two gave theirs without seeing each other's, or somebody
 * decided, a change would be made knowing the other, and the agreement would say too much.
 * @example isClosed({ first, second, decided: null, isDouble: true }) // true
 */
export function isClosed({ second, decided }: CodedAnswer): boolean {
  return second !== null || decided !== null;
}

/**
 * Whether two lists hold the same codes.
 * @example isSameSet([1, 3], [3, 1]) // true
 */
export function isSameSet(left: readonly number[], right: readonly number[]): boolean {
  return sortedCodes(left).join() === sortedCodes(right).join();
}

const STEPS = 1_000_000;

/**
 * Whether a second coder codes this answer too. Each answer is decided on by itself, so that answers that come later
 * change nothing, and a larger percentage keeps who was in.
 * @param percent of all answers, 0 to 100
 * @param answer random key of the answer
 * @example isInSecondShare(seed, 100, 'k3v…') // true
 */
export function isInSecondShare(seed: Seed, percent: number, answer: string): boolean {
  return openStream(seed, `second|${answer}`).below(STEPS) < (percent / 100) * STEPS;
}
