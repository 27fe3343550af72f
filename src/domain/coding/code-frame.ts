import type { Seed } from '../sampling/random.js';

/** One group into which open answers are put. */
export interface Code {
  /** What a coder types; never used again in this frame. */
  readonly number: number;
  readonly label: string;
  /** When an answer belongs here; may be empty. */
  readonly definition: string;
  /** An invented or scrubbed answer that belongs here; may be empty. */
  readonly example: string;
  /** The number of the code that this one is a part of. */
  readonly parent: number | null;
  /** Whether it is an answer category of the question itself: "anders, namelijk" can be put back into it. */
  readonly isOption: boolean;
  /** The codes that took its place, or `null` while it is in use. Without any it was removed. */
  readonly replacedBy: readonly number[] | null;
}

/** How the open answers to one question of a study are coded. */
export interface CodeFrame {
  readonly codes: readonly Code[];
  /** Percentage of the answers that a second coder codes without seeing the first, 0 to 100. */
  readonly secondPercent: number;
  /** What fixes which answers those are. */
  readonly seed: Seed;
}

/** What one answer may get. */
export interface FrameLimits {
  /** A question with one answer gets one code. */
  readonly onlyOneCode: boolean;
  /** Codes of other answers that were ticked, beside which a parent would count people twice. */
  readonly mayGroup: boolean;
}

/** What somebody fills in of a code. */
export type CodeTexts = Pick<Code, 'label' | 'definition' | 'example' | 'parent'>;

/** One step in the history of a frame. */
export type FrameChange =
  | { readonly kind: 'made'; readonly from: 'questionnaire' | 'study' }
  | { readonly kind: 'added'; readonly code: CodeTexts }
  | { readonly kind: 'changed'; readonly number: number; readonly code: CodeTexts }
  | { readonly kind: 'merged'; readonly number: number; readonly into: number }
  | { readonly kind: 'split'; readonly number: number; readonly labels: readonly string[] }
  | { readonly kind: 'removed'; readonly number: number }
  | { readonly kind: 'share'; readonly secondPercent: number };

/** Why a change cannot be. */
export type FrameProblem =
  | 'no-label'
  | 'label-used'
  | 'no-such-code'
  | 'is-option'
  | 'same-code'
  | 'no-parent'
  | 'has-parts'
  | 'too-few-parts'
  | 'full'
  | 'no-percentage';

/** The largest number of a code. */
const MAX_CODE = 999;

/** 97 to 99 are not applicable, don't know and refused everywhere in the program. */
const KEPT_FREE: readonly number[] = [97, 98, 99];

/**
 * The codes in use, each parent before its parts.
 * @example codesInUse(frame).map(({ number }) => number) // [1, 2, 5, 3]
 */
export function codesInUse({ codes }: CodeFrame): readonly Code[] {
  const used = codes.filter(({ replacedBy }) => replacedBy === null);
  return used
    .filter(({ parent }) => parent === null)
    .flatMap((code) => [code, ...used.filter(({ parent }) => parent === code.number)]);
}

/**
 * Codes of one answer with the codes that they are part of: whoever names a part names the whole.
 * @example withParents(frame, [12]) // [1, 12] when 12 is a part of 1
 */
export function withParents({ codes }: CodeFrame, numbers: readonly number[]): number[] {
  const parents = codes.flatMap(({ number, parent }) =>
    parent !== null && numbers.includes(number) ? [parent] : [],
  );
  return sortedCodes([...numbers, ...parents]);
}

/**
 * Codes as a set: each once, in order.
 * @example sortedCodes([3, 1, 3]) // [1, 3]
 */
export function sortedCodes(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((left, right) => left - right);
}

/**
 * The frame after a change.
 * @param change of the frame as it stands
 * @param limits of the question
 * @returns the next frame, or why it cannot be
 * @example changedFrame(frame, { kind: 'merged', number: 3, into: 1 }, limits)
 */
export function changedFrame(
  frame: CodeFrame,
  change: FrameChange,
  limits: FrameLimits,
): CodeFrame | FrameProblem {
  switch (change.kind) {
    case 'made':
      return frame;
    case 'added':
      return withAdded(frame, change.code, limits);
    case 'changed':
      return withChanged(frame, change, limits);
    case 'merged':
      return withMerged(frame, change);
    case 'split':
      return withSplit(frame, change, limits);
    case 'removed':
      return removable(frame, change.number) ?? replaced(frame, change.number, []);
    case 'share':
      return withShare(frame, change.secondPercent);
  }
}

function withShare(frame: CodeFrame, secondPercent: number): CodeFrame | FrameProblem {
  const isPercentage = Number.isInteger(secondPercent) && secondPercent >= 0 && secondPercent <= 100;
  return isPercentage ? { ...frame, secondPercent } : 'no-percentage';
}

function withAdded(frame: CodeFrame, texts: CodeTexts, limits: FrameLimits): CodeFrame | FrameProblem {
  const problem = textProblem(frame, texts, { number: null, limits });
  if (problem !== null) return problem;
  const number = nextNumber(frame);
  if (number === null) return 'full';
  return {
    ...frame,
    codes: [
      ...frame.codes,
      { ...texts, label: texts.label.trim(), number, isOption: false, replacedBy: null },
    ],
  };
}

function withChanged(
  frame: CodeFrame,
  { number, code: texts }: Extract<FrameChange, { kind: 'changed' }>,
  limits: FrameLimits,
): CodeFrame | FrameProblem {
  const code = inUse(frame, number);
  if (code === undefined) return 'no-such-code';
  // The label of an option is what respondents heard.
  if (code.isOption && texts.label.trim() !== code.label) return 'is-option';
  const problem = textProblem(frame, texts, { number, limits });
  if (problem !== null) return problem;
  return {
    ...frame,
    codes: frame.codes.map((one) =>
      one.number === number ? { ...one, ...texts, label: texts.label.trim() } : one,
    ),
  };
}

function withMerged(
  frame: CodeFrame,
  { number, into }: Extract<FrameChange, { kind: 'merged' }>,
): CodeFrame | FrameProblem {
  if (number === into) return 'same-code';
  if (inUse(frame, into) === undefined) return 'no-such-code';
  return removable(frame, number) ?? replaced(frame, number, [into]);
}

function withSplit(
  frame: CodeFrame,
  { number, labels }: Extract<FrameChange, { kind: 'split' }>,
  limits: FrameLimits,
): CodeFrame | FrameProblem {
  if (labels.length < 2) return 'too-few-parts';
  const problem = removable(frame, number);
  if (problem !== null) return problem;
  const parent = inUse(frame, number)?.parent ?? null;
  // The old label is free again for one of the parts.
  let next = replaced(frame, number, []);
  const added: number[] = [];
  for (const label of labels) {
    const grown = withAdded(next, { label, definition: '', example: '', parent }, limits);
    if (typeof grown === 'string') return grown;
    next = grown;
    added.push(next.codes.at(-1)?.number ?? 0);
  }
  return replaced(next, number, added);
}

function textProblem(
  frame: CodeFrame,
  { label, parent }: CodeTexts,
  { number, limits }: { readonly number: number | null; readonly limits: FrameLimits },
): FrameProblem | null {
  const name = label.trim();
  if (name === '') return 'no-label';
  const isUsed = frame.codes.some(
    (code) =>
      code.number !== number && code.replacedBy === null && code.label.toLowerCase() === name.toLowerCase(),
  );
  if (isUsed) return 'label-used';
  if (parent === null) return null;
  const whole = inUse(frame, parent);
  const isPossible = limits.mayGroup && whole?.parent === null && parent !== number;
  if (!isPossible) return 'no-parent';
  return frame.codes.some((code) => code.parent === number && number !== null && code.replacedBy === null)
    ? 'has-parts'
    : null;
}

function removable(frame: CodeFrame, number: number): FrameProblem | null {
  const code = inUse(frame, number);
  if (code === undefined) return 'no-such-code';
  if (code.isOption) return 'is-option';
  return codesInUse(frame).some(({ parent }) => parent === number) ? 'has-parts' : null;
}

function replaced(frame: CodeFrame, number: number, by: readonly number[]): CodeFrame {
  return {
    ...frame,
    codes: frame.codes.map((code) => (code.number === number ? { ...code, replacedBy: by } : code)),
  };
}

function inUse({ codes }: CodeFrame, number: number): Code | undefined {
  return codes.find((code) => code.number === number && code.replacedBy === null);
}

function nextNumber({ codes }: CodeFrame): number | null {
  return freeNumber(codes.map(({ number }) => number));
}

/**
 * The lowest number above all that were ever used, or a free one below when there is none above; `null` when all are used.
 * @example freeNumber([1, 2, 98]) // 3
 */
export function freeNumber(numbers: readonly number[]): number | null {
  const used = new Set([...KEPT_FREE, ...numbers]);
  // A short number is typed faster: an "other" at 98 or 99 does not push new codes beyond 100.
  const highest = Math.max(0, ...numbers.filter((number) => number < 90));
  for (let number = highest + 1; number <= MAX_CODE; number += 1) if (!used.has(number)) return number;
  return null;
}
