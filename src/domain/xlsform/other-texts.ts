import { type LanguageText } from '../questionnaire/model.js';
import { type FormField } from './form-field.js';

/** An answer “anders, namelijk” to which a text field of the form belongs. */
export interface OtherAnswer {
  readonly question: string;
  readonly code: number;
  readonly label: LanguageText;
}

/** Text fields of a form that are the words behind an answer “anders, namelijk”. */
export class OtherTexts {
  readonly #byLine = new Map<number, OtherAnswer>();
  readonly #answers = new Set<string>();

  /** Of two text fields behind one answer the second is a question of its own. */
  take({ line }: FormField, answer: OtherAnswer): boolean {
    if (this.has(answer.question, answer.code)) return false;
    this.#byLine.set(line, answer);
    this.#answers.add(keyOf(answer.question, answer.code));
    return true;
  }

  has(question: string, code: number): boolean {
    return this.#answers.has(keyOf(question, code));
  }

  answerOf({ line }: FormField): OtherAnswer | null {
    return this.#byLine.get(line) ?? null;
  }
}

function keyOf(question: string, code: number): string {
  return `${question}=${String(code)}`;
}
