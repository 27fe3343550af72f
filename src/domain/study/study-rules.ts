import { type CallingRules, DEFAULT_CALLING_RULES } from '../calling/calling-rules.js';
import { callingRulesProblems } from '../calling/calling-rules-problems.js';
import { type ConsentRules, consentRulesProblems, DEFAULT_CONSENT_RULES } from '../consent/consent-rules.js';
import { DEFAULT_OUTCOME_RULES, type OutcomeRules, outcomeRulesProblems } from '../contact/study-outcomes.js';
import type { RuleProblem } from './rule-problem.js';

/** How long personal data are kept. */
export interface RetentionRules {
  /** Months after the close of fieldwork in which contact data are still kept. */
  readonly contactMonths: number;
  /** Months after the close of fieldwork in which the list for a follow-up interview is kept. */
  readonly followUpMonths: number;
  /** Years after an interview in which a keyed hash of the person is kept, to leave them out of later draws. */
  readonly interviewedYears: number;
}

/** When a figure is too small to show. */
export interface DisclosureRules {
  /** A base below this number is not shown. */
  readonly suppressBelowBase: number;
  /** A base below this number is shown as indicative. */
  readonly indicativeBelowBase: number;
  /** A cell that reveals fewer people than this, and not nobody, is hidden. */
  readonly protectBelowCount: number;
}

/** How the sample is taken from the frame. */
export interface SamplingRules {
  /** Whether at most one child of a family is drawn. */
  readonly oneChildPerFamily: boolean;
}

/** Everything about a study that can be set, as plain JSON. Domains and their priority are data of the study. */
export interface StudyRules {
  readonly consent: ConsentRules;
  readonly calling: CallingRules;
  readonly outcomes: OutcomeRules;
  readonly retention: RetentionRules;
  readonly disclosure: DisclosureRules;
  readonly sampling: SamplingRules;
}

/** The rules of a new study. */
export const DEFAULT_STUDY_RULES: StudyRules = {
  consent: DEFAULT_CONSENT_RULES,
  calling: DEFAULT_CALLING_RULES,
  outcomes: DEFAULT_OUTCOME_RULES,
  retention: { contactMonths: 3, followUpMonths: 12, interviewedYears: 2 },
  disclosure: { suppressBelowBase: 10, indicativeBelowBase: 30, protectBelowCount: 5 },
  sampling: { oneChildPerFamily: true },
};

/**
 * What is wrong with the settings of a study; empty when they can be used.
 * @param rules the settings
 * @returns each problem with the path of its setting (`retention.contactMonths`) and a Dutch sentence
 * @example studyRulesProblems(DEFAULT_STUDY_RULES) // []
 */
export function studyRulesProblems(rules: StudyRules): readonly RuleProblem[] {
  return [
    ...under('consent', consentRulesProblems(rules.consent)),
    ...under('calling', callingRulesProblems(rules.calling)),
    ...under('outcomes', outcomeRulesProblems(rules.outcomes)),
    ...under('retention', retentionProblems(rules.retention)),
    ...under('disclosure', disclosureProblems(rules.disclosure)),
  ];
}

function under(group: keyof StudyRules, problems: readonly RuleProblem[]): RuleProblem[] {
  return problems.map(({ setting, message }) => ({ setting: `${group}.${setting}`, message }));
}

function retentionProblems(rules: RetentionRules): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (!isWholeWithin(rules.contactMonths, 0, 3)) {
    problems.push({
      setting: 'contactMonths',
      message: 'Contactgegevens blijven hoogstens 3 maanden na het veldwerk bewaard. Kies 0 tot en met 3.',
    });
  }
  if (!isWholeWithin(rules.followUpMonths, 0, 12)) {
    problems.push({
      setting: 'followUpMonths',
      message: 'De lijst voor een vervolggesprek blijft hoogstens 12 maanden bewaard. Kies 0 tot en met 12.',
    });
  }
  if (!isWholeWithin(rules.interviewedYears, 0, 5)) {
    problems.push({
      setting: 'interviewedYears',
      message: 'Wie is geïnterviewd blijft hoogstens 5 jaar op de lijst. Kies 0 tot en met 5.',
    });
  }
  return problems;
}

function disclosureProblems(rules: DisclosureRules): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (!isWholeWithin(rules.suppressBelowBase, 5, 1000)) {
    problems.push({
      setting: 'suppressBelowBase',
      message: 'Toon geen percentages over minder dan 5 personen.',
    });
  }
  if (!isWholeWithin(rules.indicativeBelowBase, rules.suppressBelowBase, 1000)) {
    problems.push({
      setting: 'indicativeBelowBase',
      message: 'De grens voor “indicatief” kan niet lager zijn dan de grens voor weglaten.',
    });
  }
  if (!isWholeWithin(rules.protectBelowCount, 2, 100)) {
    problems.push({
      setting: 'protectBelowCount',
      message: 'Bescherm ten minste cellen met 1 persoon: kies 2 of meer.',
    });
  }
  return problems;
}

function isWholeWithin(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest;
}
