import type { Answer } from '../domain/interview/answer.js';
import { INTERVIEW_WORDS } from '../domain/interview/interview-words.js';
import { optionsOf, type Variable } from '../domain/questionnaire/variables.js';

/** An answer in words, as a person would say it: `vaak`, `huisarts, anders: de kerk`, `weet niet`. */
export function answerWords(variable: Variable, answer: Answer, language: string): string {
  switch (answer.kind) {
    case 'single':
    case 'multiple':
      return chosenWords(variable, answer, language);
    case 'number':
      return answer.value.toLocaleString('nl');
    case 'date':
      return answer.on.split('-').reverse().join('-');
    case 'text':
      return answer.text;
    case 'hidden':
      return INTERVIEW_WORDS.nl.hidden[answer.code];
    case 'asked':
      return variable.question.type === 'text' ? 'voorgelezen' : 'gevraagd; hoort bij de contactgegevens';
  }
}

function chosenWords(
  variable: Variable,
  answer: Extract<Answer, { kind: 'single' | 'multiple' }>,
  language: string,
): string {
  const codes = answer.kind === 'single' ? [answer.code] : answer.codes;
  const labels = codes.map((code) => {
    const label = optionsOf(variable).find((one) => one.code === code)?.label ?? {};
    return label[language] ?? Object.values(label)[0] ?? String(code);
  });
  return [labels.join(', '), ...(answer.otherText === null ? [] : [answer.otherText])].join(': ');
}
