import { type Code, type CodeFrame, freeNumber } from './code-frame.js';

/**
 * The frame of another year for a question that may have other options by now. An option takes the place of the code
 * that means the same; a code of which an option has the number by now gets a free one; an option that is gone stays as
 * a code. No code is lost.
 * @param own the frame of this year, with its options and seed
 * @param other the frame of the other year
 * @example takeOverFrame(own, other).codes.map(({ number }) => number) // [1, 2, 9, 10]
 */
export function takeOverFrame(own: CodeFrame, other: CodeFrame): CodeFrame {
  const options = own.codes.filter(({ isOption }) => isOption);
  const used = [...options, ...other.codes].map(({ number }) => number);
  const numbers = new Map<number, number>();
  for (const code of other.codes) {
    const isTaken = options.some(({ number }) => number === code.number);
    const number = optionLike(options, code)?.number ?? (isTaken ? freeNumber(used) : code.number);
    if (number === null) throw new RangeError('no number is left for a code of the other year');
    used.push(number);
    numbers.set(code.number, number);
  }
  const renumbered = (number: number): number => numbers.get(number) ?? number;
  const kept = other.codes
    .filter((code) => optionLike(options, code) === undefined)
    .map((code): Code => ({
      ...code,
      number: renumbered(code.number),
      parent: code.parent === null ? null : renumbered(code.parent),
      isOption: false,
      replacedBy: code.replacedBy?.map(renumbered) ?? null,
    }));
  return { ...own, codes: [...options, ...kept], secondPercent: other.secondPercent };
}

/** The option that means what a code in use means. */
function optionLike(options: readonly Code[], { label, replacedBy }: Code): Code | undefined {
  const meaning = (text: string): string => text.trim().toLowerCase();
  return replacedBy === null ? options.find((option) => meaning(option.label) === meaning(label)) : undefined;
}
