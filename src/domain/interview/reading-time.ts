import {
  type LanguageText,
  type Option,
  type Respondent,
  type RespondentText,
} from '../questionnaire/model.js';
import { optionsOf, type Variable } from '../questionnaire/variables.js';

/**
 * Seconds per word below which nobody reads: 300 ms, or 200 words a minute, which is faster than people read aloud.
 * Source: Zhang & Conrad (2014), Speeding in Web Surveys, Survey Research Methods 8(2), 127–135; Brysbaert (2019), How
 * many words do we read per minute?, Journal of Memory and Language 109: 183 words a minute when reading aloud.
 */
const LEAST_SECONDS_PER_WORD = 0.3;

/**
 * The least time in which a question can be read aloud in full: its text, and the options when these are read aloud. The
 * answer of the other takes time as well, and the lead-in of a grid is left out, so that only certain cases are found.
 * @returns seconds; 0 for what is not read aloud, or has no text in this language
 * @example shortestReadingSeconds(b1, 'parent', 'nl') // 2.4 for eight words
 */
export function shortestReadingSeconds(variable: Variable, respondent: Respondent, language: string): number {
  const { question, statement } = variable;
  if (question.type !== 'text' && question.interviewerOnly === true) return 0;
  const text = wordsIn(textFor(statement?.text ?? question.text, respondent), language);
  const options = readAloud(variable).map(({ label }) => wordsIn(label, language));
  return options.reduce((total, words) => total + words, text) * LEAST_SECONDS_PER_WORD;
}

function readAloud(variable: Variable): readonly Option[] {
  const { question } = variable;
  if (question.type === 'grid' || !('readOptions' in question) || !question.readOptions) return [];
  return optionsOf(variable).filter(({ notReadAloud }) => notReadAloud !== true);
}

function textFor(text: RespondentText, respondent: Respondent): LanguageText {
  return text[respondent] ?? text.both ?? {};
}

function wordsIn(text: LanguageText, language: string): number {
  return (text[language] ?? '').split(/\s+/).filter((word) => word !== '').length;
}
