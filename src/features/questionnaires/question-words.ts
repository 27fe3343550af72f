import { conditionWords } from '../../domain/questionnaire/condition-words.js';
import { statisticWords as wordsOfStatistic } from '../../domain/questionnaire/statistic-words.js';
import type {
  AnswerCheck,
  Note,
  Question,
  QuestionOf,
  Questionnaire,
  QuestionType,
  Statistic,
} from '../../domain/questionnaire/model.js';
import { inLanguage } from './heard-text.js';

export const KIND_LABELS: Readonly<Record<QuestionType, string>> = {
  single: 'één antwoord',
  multiple: 'meer antwoorden mogelijk',
  number: 'getal',
  grade: 'cijfer van 1 tot en met 10',
  date: 'datum',
  open: 'open antwoord',
  grid: 'stellingen',
  text: 'tekst om voor te lezen',
};

export const HIDDEN_LABELS = {
  97: '97 niet van toepassing',
  98: '98 weet niet',
  99: '99 wil niet zeggen',
} as const;

export const SOURCE_LABELS = {
  reported: 'staat in het rapport',
  paraphrased: 'onderwerp en uitkomst staan in het rapport, de woorden deels niet',
  vng: 'modelvragenlijst van de VNG',
  inferred: 'eigen formulering; de onderzoekers moeten haar goedkeuren',
} as const;

export const NOTE_LABELS: Readonly<Record<Note['kind'], string>> = {
  wording: 'Formulering',
  base: 'Basis',
  scale: 'Schaal',
  sampling: 'Steekproef',
  other: 'Opmerking',
};

/** A remark with what it is about: "Formulering: in 2015 …". */
export function noteWords({ kind, text }: Note, language: string): string {
  return `${NOTE_LABELS[kind]}: ${inLanguage(text, language)}`;
}

/** `0 tot en met 60 maanden, 1 cijfer achter de komma; boven 12 vraagt het programma na`. */
export function numberWords(question: QuestionOf<'number'>, language: string): string {
  const { min, max, decimals, softMin, softMax, unit } = question;
  const written = (number: number): string => number.toLocaleString('nl');
  const usual = [
    ...(softMin === undefined ? [] : [`onder ${written(softMin)}`]),
    ...(softMax === undefined ? [] : [`boven ${written(softMax)}`]),
  ];
  const accuracy =
    ['hele getallen', '1 cijfer achter de komma'][decimals] ?? `${String(decimals)} cijfers achter de komma`;
  const range = `${written(min)} tot en met ${written(max)} ${inLanguage(unit, language)}, ${accuracy}`;
  return usual.length === 0 ? range : `${range}; ${usual.join(' en ')} vraagt het programma na`;
}

/** How the interviewer handles the answers. */
export function readingWords(question: Question): string | null {
  if (!('options' in question)) return null;
  const reading = question.readOptions === true ? 'Antwoorden voorlezen' : 'Antwoorden niet voorlezen';
  const isRotated =
    ('rotateOptions' in question && question.rotateOptions) ||
    ('rotateStatements' in question && question.rotateStatements);
  return isRotated ? `${reading}; de volgorde wisselt per gesprek` : reading;
}

export function checkWords(questionnaire: Questionnaire, check: AnswerCheck, language: string): string {
  const action = check.severity === 'ask' ? 'navragen' : 'niet aannemen';
  const message = inLanguage(check.message, language);
  return `Als ${conditionWords(questionnaire, check.wrongWhen)}: ${action}. “${message}”`;
}

/** What the tables print of a question. */
export function statisticWords(questionnaire: Questionnaire, statistic: Statistic, language: string): string {
  const [kind = '', ...further] = wordsOfStatistic(questionnaire, statistic);
  const name = statistic.label === undefined ? kind : inLanguage(statistic.label, language);
  return [name, ...further].join('; ');
}
