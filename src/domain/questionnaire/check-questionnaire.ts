import { checkChoices } from './check-choices.js';
import { checkReferences } from './check-references.js';
import { checkTexts } from './check-texts.js';
import { conditionReach } from './condition-reach.js';
import { type Finding } from './finding.js';
import { type Questionnaire } from './model.js';
import { findingAt, listAskedPlaces, placeInside } from './places.js';

/**
 * Checks whether a questionnaire makes sense: references to questions that do not exist or come later, codes used
 * twice, texts and fills that are missing, questions that nobody reaches, statistics that do not fit.
 * @param questionnaire has the right shape
 * @returns what is wrong, each with place, reason and remedy; lines are filled in by `readQuestionnaire`
 * @example checkQuestionnaire(ceo2016) // []
 */
export function checkQuestionnaire(questionnaire: Questionnaire): Finding[] {
  return [
    ...checkReferences(questionnaire),
    ...checkChoices(questionnaire),
    ...checkTexts(questionnaire),
    ...checkReach(questionnaire),
  ];
}

function checkReach(questionnaire: Questionnaire): Finding[] {
  return listAskedPlaces(questionnaire).flatMap((place) => {
    const own = (place.statement ?? place.question).when;
    if (conditionReach(place.conditions, questionnaire, questionnaire.respondents) === 'never') {
      return [
        findingAt(place, 'unreachable', {
          reason: {
            nl: 'Niemand komt bij deze vraag: de voorwaarden gaan niet samen.',
            en: 'Nobody reaches this question: its conditions exclude each other.',
          },
          remedy: {
            nl: 'Verbeter de voorwaarde van het blok of van de vraag.',
            en: 'Correct the condition of the block or of the question.',
          },
        }),
      ];
    }
    if (own === undefined || conditionReach([own], questionnaire, questionnaire.respondents) !== 'always')
      return [];
    return [
      findingAt(
        placeInside(place, ['when'], 'when'),
        'always_holds',
        {
          reason: { nl: 'Deze voorwaarde geldt altijd.', en: 'This condition always holds.' },
          remedy: { nl: 'Haal de voorwaarde weg of verbeter haar.', en: 'Remove or correct the condition.' },
        },
        'warning',
      ),
    ];
  });
}
