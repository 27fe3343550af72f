import { DEFAULT_STUDY_DOMAINS } from '../study/study-domain.js';
import { type Condition, type QuestionComparison, type SampleComparison, type Scalar } from './condition.js';
import { type Questionnaire } from './model.js';
import { findVariable, optionsOf } from './variables.js';

/**
 * A condition in plain Dutch.
 * @returns one or more main clauses, without capital and full stop
 * @example conditionWords(questionnaire, { question: 'E1', is: 1 }) // 'het antwoord op E1 is “ja”'
 */
export function conditionWords(questionnaire: Questionnaire, condition: Condition): string {
  if ('all' in condition) return joined(questionnaire, condition.all, ' en ');
  if ('any' in condition) return joined(questionnaire, condition.any, ' of ');
  if ('not' in condition) return negated(questionnaire, condition.not);
  return comparisonWords(questionnaire, condition, '');
}

function joined(questionnaire: Questionnaire, parts: readonly Condition[], word: string): string {
  return parts
    .map((part) => {
      const words = conditionWords(questionnaire, part);
      const isList = ('all' in part && part.all.length > 1) || ('any' in part && part.any.length > 1);
      return isList && parts.length > 1 ? `(${words})` : words;
    })
    .join(word);
}

function negated(questionnaire: Questionnaire, condition: Condition): string {
  if ('not' in condition) return conditionWords(questionnaire, condition.not);
  if ('all' in condition || 'any' in condition) {
    return `niet waar is: (${conditionWords(questionnaire, condition)})`;
  }
  return comparisonWords(questionnaire, condition, 'niet ');
}

function comparisonWords(
  questionnaire: Questionnaire,
  comparison: SampleComparison | QuestionComparison,
  no: '' | 'niet ',
): string {
  return 'sample' in comparison ? sampleWords(comparison, no) : questionWords(questionnaire, comparison, no);
}

const FACTS: Readonly<Record<SampleComparison['sample'], string>> = {
  domain: 'het domein is',
  segment: 'het segment is',
  measure: 'de maatregel is',
  age: 'de leeftijd van het kind is',
  respondent: 'wie antwoordt is',
  careOngoing: 'de hulp loopt',
  firstTimeClient: 'het kind is',
};

const VALUES: Readonly<Record<string, string>> = {
  parent: 'de ouder',
  youth: 'de jongere',
  ots: 'ondertoezichtstelling (OTS)',
  voogdij: 'voogdij',
  jeugdreclassering: 'jeugdreclassering',
  ...Object.fromEntries(
    DEFAULT_STUDY_DOMAINS.flatMap((domain) => [domain, ...domain.segments]).map(({ code, label }) => [
      code,
      `“${label}”`,
    ]),
  ),
};

/**
 * The name of a domain or segment.
 * @example domainWords('jb_jr') // '“Jeugdbescherming en jeugdreclassering”'
 */
export function domainWords(code: string): string {
  return VALUES[code] ?? code;
}

/** `true` and `false` of a fact that is known or not. */
const YES_NO: Readonly<Record<string, readonly [string, string]>> = {
  careOngoing: ['nog', 'niet meer'],
  firstTimeClient: ['dit jaar voor het eerst cliënt', 'eerder al cliënt'],
};

function sampleWords(comparison: SampleComparison, no: '' | 'niet '): string {
  const named = [...(comparison.is === undefined ? [] : [comparison.is]), ...(comparison.in ?? [])];
  const values = named.map((value) => valueWords(comparison.sample, value));
  const range = rangeWords(comparison);
  const what = [...(values.length === 0 ? [] : [listed(values)]), ...(range === null ? [] : [range])];
  const subject = FACTS[comparison.sample];
  const isKnown = what.length === 0 ? 'bekend' : what.join(' en ');
  if (no === '') return `${subject} ${isKnown}`;
  return YES_NO[comparison.sample] === undefined
    ? `${subject} niet ${isKnown}`
    : `het is niet zo (of onbekend) dat ${subject} ${isKnown}`;
}

function valueWords(name: string, value: Scalar): string {
  const yesNo = YES_NO[name];
  if (yesNo !== undefined && typeof value === 'boolean') return yesNo[value ? 0 : 1];
  return VALUES[String(value)] ?? String(value);
}

function questionWords(
  questionnaire: Questionnaire,
  comparison: QuestionComparison,
  no: '' | 'niet ',
): string {
  const { question: id } = comparison;
  const variable = findVariable(questionnaire, id);
  const isMultiple = variable?.question.type === 'multiple';
  const labels = labelsOf(questionnaire, comparison);
  const parts = [...(labels.length === 0 ? [] : [listed(labels)]), ...otherRange(comparison)];
  if (parts.length === 0) return no === '' ? `${id} is beantwoord` : `${id} is niet beantwoord`;
  if (isMultiple) return `bij ${id} is ${parts.join(' en ')} ${no}genoemd`;
  return `het antwoord op ${id} is ${no}${parts.join(' en ')}`;
}

const HIDDEN_LABELS: Readonly<Record<number, string>> = {
  97: 'niet van toepassing',
  98: 'weet niet',
  99: 'wil niet zeggen',
};

function labelsOf(questionnaire: Questionnaire, comparison: QuestionComparison): string[] {
  const variable = findVariable(questionnaire, comparison.question);
  const options = variable === null ? [] : optionsOf(variable);
  const codes = [...(comparison.is === undefined ? [] : [comparison.is]), ...(comparison.in ?? [])];
  return codes.map((code) => {
    const label = options.find((option) => option.code === code)?.label;
    const words = label === undefined ? HIDDEN_LABELS[code] : (label['nl'] ?? Object.values(label)[0]);
    return words === undefined ? String(code) : `“${words}”`;
  });
}

function otherRange(comparison: QuestionComparison): string[] {
  const range = rangeWords(comparison);
  return [
    ...(range === null ? [] : [range]),
    ...(comparison.moreThan === undefined ? [] : [`hoger dan dat op ${comparison.moreThan}`]),
    ...(comparison.lessThan === undefined ? [] : [`lager dan dat op ${comparison.lessThan}`]),
  ];
}

function rangeWords({ atLeast, atMost }: { atLeast?: number; atMost?: number }): string | null {
  const written = (number: number): string => number.toLocaleString('nl');
  if (atLeast !== undefined && atMost !== undefined)
    return `${written(atLeast)} tot en met ${written(atMost)}`;
  if (atLeast !== undefined) return `${written(atLeast)} of hoger`;
  return atMost === undefined ? null : `${written(atMost)} of lager`;
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} of ${words.at(-1) ?? ''}`;
}
