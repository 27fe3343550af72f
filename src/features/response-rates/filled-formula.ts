/** What the words and letters of a formula stand for. */
export type FormulaValues = Readonly<Record<string, number | null>>;

/** Whole numbers as they are, others to four decimals: enough to follow the sum with a calculator. */
const numbers = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 4 });

/**
 * A formula with the numbers in the place of its letters.
 * @param formula as it is printed: `I / (I + P)`
 * @param values by letter or word; a value that does not exist is written as a dash
 * @example filledFormula('I / (I + NC)', { I: 1200, NC: 3 }) // '1.200 / (1.200 + 3)'
 */
export function filledFormula(formula: string, values: FormulaValues): string {
  const longestFirst = Object.keys(values).toSorted((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return formula;
  const names = new RegExp(`(?<!\\p{L})(?:${longestFirst.join('|')})(?!\\p{L})`, 'gu');
  return formula.replace(names, (name) => {
    const value = values[name] ?? null;
    return value === null ? '–' : numbers.format(value);
  });
}
