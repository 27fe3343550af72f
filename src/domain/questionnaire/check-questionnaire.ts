import { checkChoices } from './check-choices.js';
import { checkConditions } from './check-conditions.js';
import { checkReading } from './check-reading.js';
import { checkReferences } from './check-references.js';
import { checkTexts } from './check-texts.js';
import { type Finding } from './finding.js';
import { type Questionnaire } from './model.js';

/**
 * Checks whether a questionnaire makes sense: references to questions that do not exist or come later, codes used
 * twice, texts and fills that are missing, conditions that hold never or always, checks that contradict, statistics
 * that do not fit, texts that cannot be read aloud.
 * @param questionnaire has the right shape
 * @returns what is wrong, each with place, reason and remedy; lines are filled in by `readQuestionnaire`
 * @example checkQuestionnaire(ceo2016) // []
 */
export function checkQuestionnaire(questionnaire: Questionnaire): Finding[] {
  return [
    ...checkReferences(questionnaire),
    ...checkChoices(questionnaire),
    ...checkTexts(questionnaire),
    ...checkConditions(questionnaire),
    ...checkReading(questionnaire),
  ];
}
