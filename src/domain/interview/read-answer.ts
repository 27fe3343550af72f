import { parseCivilDate } from '../calendar/civil-date.js';
import { HIDDEN_CODES } from '../questionnaire/schema.js';
import { type Variable, optionsOf } from '../questionnaire/variables.js';
import { type Answer } from './answer.js';

/** What a form sends for one screen, as text and not yet trusted. */
export interface AnswerInput {
  /** Chosen codes (radio buttons, check boxes, grade buttons). */
  readonly choices: readonly string[];
  /** Number, date or open answer as typed. */
  readonly text: string;
  /** Text at "anders, namelijk". */
  readonly other: string;
  /** The hidden code when one was chosen, else empty. It wins over everything else. */
  readonly hidden: string;
}

/**
 * Reads what an interviewer filled in. Numbers may have a comma or a point, dates are `31-12-2016` or `2016-12-31`.
 * @returns `null` when it is no answer to this question; `answerProblem` says why and checks the rest
 * @example readAnswer(a3, { choices: [], text: '1,5', other: '', hidden: '' }) // { kind: 'number', value: 1.5 }
 */
export function readAnswer(variable: Variable, input: AnswerInput): Answer | null {
  const hidden = HIDDEN_CODES.find((code) => String(code) === input.hidden);
  return hidden === undefined ? readContent(variable, input) : { kind: 'hidden', code: hidden };
}

function readContent(variable: Variable, input: AnswerInput): Answer | null {
  switch (variable.question.type) {
    case 'single':
    case 'grid':
      return readSingle(variable, input);
    case 'multiple':
      return readMultiple(variable, input);
    case 'number':
      return readNumber(input.text);
    case 'grade':
      return readGrade(input);
    case 'date':
      return readDate(input.text);
    case 'open':
      return readText(input.text);
    case 'text':
      return { kind: 'asked' };
  }
}

function readSingle(variable: Variable, input: AnswerInput): Answer | null {
  const [choice] = input.choices;
  const code = choice === undefined ? null : wholeNumber(choice);
  if (code === null || input.choices.length > 1) return null;
  return { kind: 'single', code, otherText: otherText(variable, [code], input.other) };
}

function readMultiple(variable: Variable, input: AnswerInput): Answer | null {
  const codes = [...new Set(input.choices)].map(wholeNumber);
  if (codes.length === 0 || codes.includes(null)) return null;
  const chosen = codes.filter((code) => code !== null).sort((left, right) => left - right);
  return { kind: 'multiple', codes: chosen, otherText: otherText(variable, chosen, input.other) };
}

/** A text that was left behind in the field of an option that is not chosen is not part of the answer. */
function otherText(variable: Variable, codes: readonly number[], text: string): string | null {
  const isOther = optionsOf(variable).some(({ code, other }) => other === true && codes.includes(code));
  return isOther ? text.trim() : null;
}

function wholeNumber(text: string): number | null {
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

/** A grade is a button, or typed. */
function readGrade(input: AnswerInput): Answer | null {
  return readNumber(input.choices[0] ?? input.text);
}

function readNumber(text: string): Answer | null {
  const trimmed = text.trim();
  if (!/^-?\d{1,9}([.,]\d{1,6})?$/.test(trimmed)) return null;
  return { kind: 'number', value: Number(trimmed.replace(',', '.')) };
}

function readText(text: string): Answer | null {
  return text.trim() === '' ? null : { kind: 'text', text: text.trim() };
}

function readDate(text: string): Answer | null {
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text.trim());
  const iso =
    dutch === null
      ? text.trim()
      : `${String(dutch[3])}-${String(dutch[2]).padStart(2, '0')}-${String(dutch[1]).padStart(2, '0')}`;
  const on = parseCivilDate(iso);
  return on === null ? null : { kind: 'date', on };
}
