import { type CodeFrame, codesInUse, withParents } from './code-frame.js';
import { isSameSet } from './coding-outcome.js';

/** The codes that two coders gave to one answer, and to how many answers. */
export interface CodePair {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly answers: number;
}

/** How far two coders agree on one code. */
export interface CodeAgreement {
  readonly code: number;
  /** Answers to which both, only the first, only the second, and neither gave it. */
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
  /** Cohen's kappa, −1 to 1; `null` when both gave it to all answers or to none. */
  readonly kappa: number | null;
}

/**
 * Cohen's kappa of each code: given or not given, by the first and the second coder.
 * @param pairs of all answers that two people coded
 * @param codes for which it is computed
 * Source: Cohen (1960), Educational and Psychological Measurement 20, 37–46; docs/methods.md, "Agreement".
 * @example kappaPerCode(pairs, [1])[0]?.kappa // 0.4 for 20 both, 5 first, 10 second, 15 neither
 */
export function kappaPerCode(pairs: readonly CodePair[], codes: readonly number[]): CodeAgreement[] {
  return codes.map((code) => {
    const counted = (inFirst: boolean, inSecond: boolean): number =>
      total(
        pairs.filter(
          ({ first, second }) => first.includes(code) === inFirst && second.includes(code) === inSecond,
        ),
      );
    const both = counted(true, true);
    const onlyFirst = counted(true, false);
    const onlySecond = counted(false, true);
    const neither = counted(false, false);
    return { code, both, onlyFirst, onlySecond, neither, kappa: kappa(both, onlyFirst, onlySecond, neither) };
  });
}

/**
 * Cohen's kappa of each code of a frame, as codes count: whoever gave a part gave the whole too, so that two coders who
 * chose other parts of one whole agree on the whole.
 * @param pairs of all answers that two people coded, as they gave the codes
 * @example kappaOfFrame(frame, pairs)[0]?.kappa // of the first code in use
 */
export function kappaOfFrame(frame: CodeFrame, pairs: readonly CodePair[]): CodeAgreement[] {
  const counted = pairs.map(({ first, second, answers }) => ({
    first: withParents(frame, first),
    second: withParents(frame, second),
    answers,
  }));
  return kappaPerCode(
    counted,
    codesInUse(frame).map(({ number }) => number),
  );
}

function kappa(both: number, onlyFirst: number, onlySecond: number, neither: number): number | null {
  const n = both + onlyFirst + onlySecond + neither;
  const observed = (both + neither) * n;
  const expected = (both + onlyFirst) * (both + onlySecond) + (neither + onlyFirst) * (neither + onlySecond);
  return n * n === expected ? null : (observed - expected) / (n * n - expected);
}

/**
 * The MASI distance between two sets of codes: 0 for the same, 1 for nothing in common.
 * @param left codes, each once
 * Source: Passonneau (2006), LREC: 1 − J·M, J the Jaccard coefficient, M 1 for equal sets, 2/3 when one holds the
 * other, 1/3 when they overlap, 0 otherwise.
 * @example masiDistance([1, 2], [2]) // 1 − 1/2 · 2/3
 */
export function masiDistance(left: readonly number[], right: readonly number[]): number {
  if (isSameSet(left, right)) return 0;
  const shared = left.filter((code) => right.includes(code)).length;
  if (shared === 0) return 1;
  const union = left.length + right.length - shared;
  const isInside = shared === left.length || shared === right.length;
  return 1 - (shared / union) * (isInside ? 2 / 3 : 1 / 3);
}

/**
 * Krippendorff's alpha of two coders who gave sets of codes, with the MASI distance.
 * @param pairs of all answers that two people coded
 * @returns 1 for the same sets everywhere, 0 for what chance would give; `null` without answers, or when only one set
 *   occurs
 * Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; docs/methods.md, "Agreement".
 * @example krippendorffAlpha([{ first: [1], second: [1], answers: 3 }, { first: [2], second: [1], answers: 1 }])
 */
export function krippendorffAlpha(pairs: readonly CodePair[]): number | null {
  const values = new Map<string, { readonly codes: readonly number[]; count: number }>();
  let observed = 0;
  for (const { first, second, answers } of pairs) {
    observed += answers * masiDistance(first, second);
    for (const codes of [first, second]) {
      const value = values.get(codes.join()) ?? { codes, count: 0 };
      value.count += answers;
      values.set(codes.join(), value);
    }
  }
  const answers = total(pairs);
  const all = [...values.values()];
  const expected = all
    .flatMap((one) => all.map((other) => one.count * other.count * masiDistance(one.codes, other.codes)))
    .reduce((sum, part) => sum + part, 0);
  if (expected === 0) return null;
  // Every answer has two values, so that there are 2n of them.
  return 1 - observed / answers / (expected / (2 * answers * (2 * answers - 1)));
}

function total(pairs: readonly CodePair[]): number {
  return pairs.reduce((sum, { answers }) => sum + answers, 0);
}
