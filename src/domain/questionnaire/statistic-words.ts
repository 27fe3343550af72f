import { conditionWords, domainWords } from './condition-words.js';
import { type Questionnaire, type Statistic } from './model.js';

/**
 * What a table prints of a question, in Dutch words without its own label.
 * @example statisticWords(questionnaire, { kind: 'share', positive: [1] }) // ['percentage', 'antwoord 1']
 */
export function statisticWords(questionnaire: Questionnaire, statistic: Statistic): readonly string[] {
  const { domains = [], base } = statistic;
  return [
    statisticName(statistic),
    ...(statistic.kind === 'share' ? [`antwoord ${statistic.positive.join(', ')}`] : []),
    ...(domains.length === 0 ? [] : [`alleen ${domains.map(domainWords).join(' en ')}`]),
    ...(base === undefined ? [] : [`basis: als ${conditionWords(questionnaire, base)}`]),
  ];
}

function statisticName(statistic: Statistic): string {
  switch (statistic.kind) {
    case 'share':
      return 'percentage';
    case 'mean':
      return 'gemiddelde';
    case 'distribution':
      return 'verdeling over de antwoorden';
    case 'multiple_response':
      return statistic.percentOf === 'answers' ? '% van de antwoorden' : '% van de respondenten';
  }
}
