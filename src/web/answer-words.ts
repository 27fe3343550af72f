import type { Answer } from '../domain/interview/answer.js';
import { INTERVIEW_WORDS } from '../domain/interview/interview-words.js';
import { optionsOf, type Variable } from '../domain/questionnaire/variables.js';

/**
 * An answer in words, as a person would say it: `vaak`, `huisarts, anders: de kerk`, `weet niet`.
 * @param named how a code is written; `codeAndWords` for who tries a questionnaire out: `3 vaak`
 */
export function answerWords(
  variable: Variable,
  answer: Answer,
  language: string,
  named = wordsAlone,
): string {
  switch (answer.kind) {
    case 'single':
    case 'multiple':
      return chosenWords(variable, answer, language, named);
    case 'number':
      return answer.value.toLocaleString('nl');
    case 'date':
      return answer.on.split('-').reverse().join('-');
    case 'text':
      return answer.text;
    case 'hidden':
      return named(answer.code, INTERVIEW_WORDS.nl.hidden[answer.code]);
    case 'asked':
      return variable.question.type === 'text' ? 'voorgelezen' : 'gevraagd; hoort bij de contactgegevens';
  }
}

/** A code before its words. */
export function codeAndWords(code: number, words: string): string {
  return `${String(code)} ${words}`;
}

function wordsAlone(_code: number, words: string): string {
  return words;
}

function chosenWords(
  variable: Variable,
  answer: Extract<Answer, { kind: 'single' | 'multiple' }>,
  language: string,
  named: typeof codeAndWords,
): string {
  const codes = answer.kind === 'single' ? [answer.code] : answer.codes;
  const labels = codes.map((code) => {
    const label = optionsOf(variable).find((one) => one.code === code)?.label ?? {};
    return named(code, label[language] ?? Object.values(label)[0] ?? String(code));
  });
  return [labels.join(', '), ...(answer.otherText === null ? [] : [answer.otherText])].join(': ');
}
