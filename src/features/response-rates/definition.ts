import { formatDecimal } from '../../web/dutch-format.js';
import { filledFormula, type FormulaValues } from './filled-formula.js';

/** What a number of the program means. */
export interface Definition {
  /** Where links lead to, unique on the page. */
  readonly id: string;
  readonly term: string;
  readonly meaning: string;
  /** In letters and words; `null` for what is only counted. */
  readonly formula: string | null;
  /** The same with the figures of the study, and what comes out. */
  readonly example: string;
  readonly source: string;
}

/** Definitions of the numbers that stand together on a page. */
export interface DefinitionGroup {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly definitions: readonly Definition[];
  /** The page where these numbers stand. */
  readonly page: { readonly label: string; readonly href: string };
}

export const AAPOR_SOURCE = 'AAPOR, Standard Definitions, hoofdstuk over responspercentages.';

export const OWN_RULE = 'Regel van dit programma.';

/** A share as the example gives it: the formula with its numbers, and the percentage. */
export function shareExample(formula: string, values: FormulaValues, share: number | null): string {
  const filled = filledFormula(formula, values);
  return share === null
    ? `${filled}: nog niet te berekenen, want onder de streep staat niemand.`
    : `${filled} = ${formatDecimal(share * 100)}%`;
}
