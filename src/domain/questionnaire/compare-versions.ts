import {
  type LanguageText,
  type Option,
  type Questionnaire,
  type RespondentText,
  type Statistic,
} from './model.js';
import { conditionWords } from './condition-words.js';
import { statisticWords } from './statistic-words.js';
import { hiddenCodesOf, listVariables, optionsOf, statisticOf, type Variable } from './variables.js';

/** What was compared of a question. */
export type ComparedPart =
  | 'question'
  | 'type'
  | 'text'
  | 'leadIn'
  | 'options'
  | 'condition'
  | 'instruction'
  | 'hidden'
  | 'statistic'
  | 'order';

/** One difference between two versions, as it was and as it is. `null` is: not there. */
export interface Difference {
  /** Code of the question or statement. */
  readonly id: string;
  readonly part: ComparedPart;
  readonly before: string | null;
  readonly now: string | null;
}

/**
 * What changed per question between two versions, in the order of the newer one; what was removed comes last.
 * @param before the older version
 * @param now the newer version
 * @param language of the texts that are compared; a text in no such language counts as absent
 * @example compareVersions(ceo2015, ceo2016, 'nl')[0] // { id: 'S4', part: 'question', before: null, now: '…' }
 */
export function compareVersions(before: Questionnaire, now: Questionnaire, language: string): Difference[] {
  const old = listVariables(before);
  const current = listVariables(now);
  const kept = current.filter(({ id }) => old.some((one) => one.id === id));
  const order = old.filter(({ id }) => kept.some((one) => one.id === id)).map(({ id }) => id);
  const differences = current.flatMap((variable): Difference[] => {
    const previous = old.find(({ id }) => id === variable.id);
    const { id } = variable;
    if (previous === undefined)
      return [{ id, part: 'question', before: null, now: heard(variable, language) }];
    return partsOf(before, previous, language).flatMap(([part, was], index) => {
      const is = partsOf(now, variable, language)[index]?.[1] ?? null;
      return was === is ? [] : [{ id, part, before: was, now: is }];
    });
  });
  const removed = old
    .filter(({ id }) => !current.some((one) => one.id === id))
    .map((one): Difference => ({ id: one.id, part: 'question', before: heard(one, language), now: null }));
  return [...differences, ...movedOf(kept, order), ...removed];
}

function partsOf(
  questionnaire: Questionnaire,
  variable: Variable,
  language: string,
): [ComparedPart, string | null][] {
  const { block, question, statement } = variable;
  const conditions = [block.when, question.when, statement?.when].filter((when) => when !== undefined);
  const statistic = statisticOf(variable);
  return [
    ['type', question.type],
    ['leadIn', statement === null ? null : words(question.text, language)],
    ['text', heard(variable, language)],
    [
      'options',
      optionsOf(variable)
        .map((option) => optionWords(option, language))
        .join('; '),
    ],
    ['hidden', hiddenCodesOf(variable).join(', ')],
    ['condition', conditions.map((when) => conditionWords(questionnaire, when)).join('; ')],
    ['instruction', question.instruction?.[language] ?? null],
    ['statistic', statistic === null ? null : tableWords(questionnaire, statistic)],
  ];
}

function tableWords(questionnaire: Questionnaire, statistic: Statistic): string {
  const words = statisticWords(questionnaire, statistic).join('; ');
  return statistic.label === undefined ? words : `${firstText(statistic.label)} (${words})`;
}

function firstText(text: LanguageText): string {
  return Object.values(text)[0] ?? '';
}

function heard({ question, statement }: Variable, language: string): string {
  return words((statement ?? question).text, language);
}

/** Both texts when parent and youth hear something else. */
function words({ both, parent, youth }: RespondentText, language: string): string {
  const heardBy = [parent ?? both, youth ?? both].map((text) => text?.[language]);
  return [...new Set(heardBy.filter((text) => text !== undefined))].join(' / ');
}

function optionWords({ code, label }: Option, language: string): string {
  return `${String(code)} ${label[language] ?? ''}`;
}

/** Of the questions that both have, those that do not follow the same question as before. */
function movedOf(kept: readonly Variable[], order: readonly string[]): Difference[] {
  return kept.flatMap(({ id }, index) => {
    const follows = kept[index - 1]?.id ?? null;
    const followed = order[order.indexOf(id) - 1] ?? null;
    return follows === followed ? [] : [{ id, part: 'order' as const, before: followed, now: follows }];
  });
}
