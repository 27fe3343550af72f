import { type CivilDate } from '../calendar/civil-date.js';
import { type HiddenCode } from '../questionnaire/model.js';

/** What was answered to one variable. */
export type Answer =
  | { readonly kind: 'single'; readonly code: number; readonly otherText: string | null }
  | { readonly kind: 'multiple'; readonly codes: readonly number[]; readonly otherText: string | null }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'date'; readonly on: CivilDate }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hidden'; readonly code: HiddenCode }
  /** Read aloud, or asked with the answer kept elsewhere (`store: contact`). */
  | { readonly kind: 'asked' };

/** Answers by the code of the question or statement. */
export type Answers = ReadonlyMap<string, Answer>;

/** An interview in which nothing was answered yet. */
export const NO_ANSWERS: Answers = new Map();

/**
 * The codes and values that a condition compares: chosen codes, the hidden code, or the number.
 * Text and dates compare with nothing.
 * @example comparableValues({ kind: 'multiple', codes: [1, 4], otherText: null }) // [1, 4]
 */
export function comparableValues(answer: Answer): readonly number[] {
  switch (answer.kind) {
    case 'single':
    case 'hidden':
      return [answer.code];
    case 'multiple':
      return answer.codes;
    case 'number':
      return [answer.value];
    case 'date':
    case 'text':
    case 'asked':
      return [];
  }
}
