import type { HiddenCode } from '../questionnaire/model.js';
import { HIDDEN_CODES } from '../questionnaire/schema.js';
import { optionsOf, type Variable } from '../questionnaire/variables.js';

const LABELS: Readonly<Record<HiddenCode, string>> = {
  97: 'n.v.t.',
  98: 'weet niet',
  99: 'wil niet zeggen',
};

/** What is added to 97, 98 and 99, until no valid answer has these numbers. */
const SHIFTS = [0, 900, 9900, 99_900] as const;

/**
 * The codes by which a data file tells why an answer is missing: 97 n.v.t., 98 weet niet, 99 wil niet zeggen; for
 * a variable with valid answers from 97 to 99 (a number of months, say) 997 to 999, and so on. All three, also
 * when the questionnaire offers fewer: files of earlier years have them.
 * @example missingCodes(months) // [{ value: 997, label: 'n.v.t.' }, …] when 0 to 120 are valid
 */
export function missingCodes(variable: Variable): { value: number; label: string }[] {
  return HIDDEN_CODES.map((code) => ({ value: missingCode(variable, code), label: LABELS[code] }));
}

/**
 * The number of one hidden code in the data file.
 * @throws RangeError when the valid answers leave no numbers: a questionnaire with codes beyond 99,997
 * @example missingCode(months, 98) // 998
 */
export function missingCode(variable: Variable, code: HiddenCode): number {
  const shift = SHIFTS.find((added) => !HIDDEN_CODES.some((hidden) => isValid(variable, hidden + added)));
  if (shift === undefined)
    throw new RangeError(`variable ${variable.id} leaves no numbers for missing answers`);
  return code + shift;
}

function isValid(variable: Variable, value: number): boolean {
  const { question } = variable;
  if (question.type === 'number') return value >= question.min && value <= question.max;
  return question.type !== 'multiple' && optionsOf(variable).some(({ code }) => code === value);
}
