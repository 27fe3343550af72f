import { type LanguageText, type Option, type QuestionOf } from '../questionnaire/model.js';
import { type Variable, hiddenCodesOf, optionsOf } from '../questionnaire/variables.js';
import { type Answer } from './answer.js';
import { INTERVIEW_WORDS, type InterfaceLanguage, type InterviewWords } from './interview-words.js';
import { fitsType } from './route.js';

/** Why an answer is not simply taken. */
export interface AnswerProblem {
  /** `refuse`: cannot be stored. `ask`: can be stored after the interviewer confirmed it. */
  readonly severity: 'refuse' | 'ask';
  /** Says what is wrong and what to do, for the interviewer. */
  readonly message: string;
}

/** Longest text of an open answer or of "other, namely", in characters. */
export const MAX_TEXT_CHARACTERS = 4000;

/**
 * Checks an answer before it is stored.
 * @param variable the screen that is answered
 * @param answer `null` when what was filled in is no answer (nothing chosen, no number, an impossible date)
 * @param language of the message
 * @returns `null` when the answer is fine
 * @example answerProblem(a3, { kind: 'number', value: 14 }) // { severity: 'ask', message: '14 is ongewoon. …' }
 */
export function answerProblem(
  variable: Variable,
  answer: Answer | null,
  language: InterfaceLanguage = 'nl',
): AnswerProblem | null {
  if (answer !== null && fitsType(variable.question, answer))
    return contentProblem(variable, answer, language);
  return refuse(missing(variable, language));
}

function contentProblem(
  variable: Variable,
  answer: Answer,
  language: InterfaceLanguage,
): AnswerProblem | null {
  const words = INTERVIEW_WORDS[language];
  switch (answer.kind) {
    case 'single':
      return choiceProblem(variable, [answer.code], { otherText: answer.otherText, language });
    case 'multiple':
      return choiceProblem(variable, answer.codes, { otherText: answer.otherText, language });
    case 'number':
      return numberProblem(variable, answer.value, language);
    case 'text':
      return textProblem(answer.text, words);
    case 'hidden':
      return hiddenCodesOf(variable).includes(answer.code) ? null : refuse(words.hiddenNotOffered);
    case 'date':
    case 'asked':
      return null;
  }
}

function refuse(message: string): AnswerProblem {
  return { severity: 'refuse', message };
}

function missing({ question }: Variable, language: InterfaceLanguage): string {
  const words = INTERVIEW_WORDS[language];
  switch (question.type) {
    case 'single':
    case 'grid':
      return words.chooseOne;
    case 'multiple':
      return words.chooseSome;
    case 'number':
      return words.numberMissing(inInterface(question.unit, language));
    case 'grade':
      return words.gradeMissing;
    case 'date':
      return words.dateMissing;
    case 'open':
      return words.textMissing;
    case 'text':
      return words.notRead;
  }
}

interface ChoiceContext {
  readonly otherText: string | null;
  readonly language: InterfaceLanguage;
}

function choiceProblem(
  variable: Variable,
  codes: readonly number[],
  context: ChoiceContext,
): AnswerProblem | null {
  const words = INTERVIEW_WORDS[context.language];
  const options = optionsOf(variable);
  const chosen = options.filter(({ code }) => codes.includes(code));
  const [first] = chosen;
  if (first === undefined) return refuse(codes.length === 0 ? words.chooseSome : words.unknownOption);
  if (chosen.length !== codes.length) return refuse(words.unknownOption);
  const exclusive = chosen.find((option) => option.exclusive === true);
  if (exclusive !== undefined && chosen.length > 1)
    return refuse(words.exclusiveOption(inInterface(exclusive.label, context.language)));
  return otherTextProblem(chosen, context);
}

function otherTextProblem(chosen: readonly Option[], context: ChoiceContext): AnswerProblem | null {
  const words = INTERVIEW_WORDS[context.language];
  const other = chosen.find((option) => option.other === true);
  if (other === undefined) return context.otherText === null ? null : refuse(words.otherTextUnexpected);
  if (context.otherText === null || context.otherText.trim() === '') {
    return refuse(words.otherTextMissing(inInterface(other.label, context.language)));
  }
  return textProblem(context.otherText, words);
}

/** A word of the questionnaire inside a message: in the interviewer's language when there is one. */
function inInterface(text: LanguageText, language: InterfaceLanguage): string {
  return text[language] ?? Object.values(text)[0] ?? '';
}

function textProblem(text: string, words: InterviewWords): AnswerProblem | null {
  if (text.trim() === '') return refuse(words.textMissing);
  return text.length > MAX_TEXT_CHARACTERS ? refuse(words.textTooLong(MAX_TEXT_CHARACTERS)) : null;
}

type NumberRule = Pick<QuestionOf<'number'>, 'decimals' | 'min' | 'max' | 'softMin' | 'softMax'>;

const GRADE_RULE: NumberRule = { decimals: 0, min: 1, max: 10 };

function numberProblem(
  { question }: Variable,
  value: number,
  language: InterfaceLanguage,
): AnswerProblem | null {
  const words = INTERVIEW_WORDS[language];
  const rule = question.type === 'number' ? question : GRADE_RULE;
  const written = (number: number): string => number.toLocaleString(language, { maximumFractionDigits: 10 });
  if (!(value >= rule.min && value <= rule.max))
    return refuse(words.outOfRange(written(rule.min), written(rule.max)));
  if (Number(value.toFixed(rule.decimals)) !== value) return refuse(words.tooManyDecimals(rule.decimals));
  const isUsual = value >= (rule.softMin ?? -Infinity) && value <= (rule.softMax ?? Infinity);
  return isUsual ? null : { severity: 'ask', message: words.unusual(written(value)) };
}
