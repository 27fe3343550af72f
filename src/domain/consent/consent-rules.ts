import type { RuleProblem } from '../study/rule-problem.js';

/** From which age who decides about an interview; a setting of a study. Ages in full years. */
export interface ConsentRules {
  /** Below this age only the parent or guardian is asked and interviewed. */
  readonly parentOnlyBelowAge: number;
  /** From this age, itself included, the young person decides alone. */
  readonly ownConsentFromAge: number;
  /**
   * Whether a young person who decides alone may be asked for on a number of the parent or guardian. The
   * subject is not told to whoever answers.
   */
  readonly mayAskForYouthOnParentNumber: boolean;
}

/** The rules of the Rotterdam study; the reasons stand with the settings of a study. */
export const DEFAULT_CONSENT_RULES: ConsentRules = {
  parentOnlyBelowAge: 12,
  ownConsentFromAge: 16,
  mayAskForYouthOnParentNumber: false,
};

/**
 * What is wrong with consent settings; empty when they can be used. A study may be more careful than the law
 * but not less: no child under 12 is called and nobody under 16 decides alone.
 * @param rules the settings of a study
 * @example consentRulesProblems({ ...DEFAULT_CONSENT_RULES, ownConsentFromAge: 14 }).length // 1
 */
export function consentRulesProblems(rules: ConsentRules): readonly RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (!isAgeWithin(rules.ownConsentFromAge, 16, 18)) {
    problems.push({
      setting: 'ownConsentFromAge',
      message: 'Een jongere beslist vanaf 16 jaar zelf. Kies 16, 17 of 18.',
    });
  }
  if (!isAgeWithin(rules.parentOnlyBelowAge, 12, 18)) {
    problems.push({
      setting: 'parentOnlyBelowAge',
      message: 'Een kind onder de 12 wordt nooit gebeld. Kies een leeftijd van 12 tot en met 18.',
    });
  }
  if (rules.parentOnlyBelowAge > rules.ownConsentFromAge) {
    problems.push({
      setting: 'parentOnlyBelowAge',
      message: 'Deze leeftijd mag niet hoger zijn dan de leeftijd waarop de jongere zelf beslist.',
    });
  }
  return problems;
}

function isAgeWithin(age: number, lowest: number, highest: number): boolean {
  return Number.isInteger(age) && age >= lowest && age <= highest;
}
