import type { CodedQuestion } from '../coding/coded-study.service.js';
import type { MeasuredYear } from './measured-year.js';

/** What a reader must know of the open answers of a year that count by their codes. */
export function codingRemarks({ heading, coded }: Pick<MeasuredYear, 'heading' | 'coded'>): string[] {
  const { questions, unfinished } = coded;
  if (questions.length === 0) return [];
  const open = unfinished.filter(({ other }) => other === null);
  const others = unfinished.filter(({ other }) => other !== null);
  return [
    `In ${heading.label} zijn open antwoorden ingedeeld bij ${namesOf(questions)}.`,
    ...(open.length === 0
      ? []
      : [
          `In ${heading.label} zijn bij ${namesOf(open)} nog niet alle antwoorden ingedeeld. Wie nog niet is ingedeeld, telt daar niet mee.`,
        ]),
    ...(others.length === 0
      ? []
      : [
          `In ${heading.label} is bij ${namesOf(others)} nog niet alles ingedeeld wat bij “anders” is gezegd. Dat telt nog als “anders”.`,
        ]),
  ];
}

function namesOf(questions: readonly CodedQuestion[]): string {
  return questions.map(({ question }) => question).join(', ');
}
