import type { RuleProblem } from '../study/rule-problem.js';
import { type Outcome, OUTCOME_CODES, type OutcomeCode } from './outcome.js';
import { OUTCOMES } from './outcome-table.js';

/**
 * What a study changes in the outcome table, plain JSON. Only how an outcome is called, and whether it is offered: the
 * code of AAPOR, the group in the rates and what follows stay as they are, so that the response of studies can be
 * compared. Waits stand in the calling rules.
 */
export interface OutcomeRules {
  /** Another name on the button, in Dutch. */
  readonly labels: Partial<Readonly<Record<OutcomeCode, string>>>;
  /** Outcomes that are not offered to interviewers. */
  readonly notOffered: readonly OutcomeCode[];
}

/** The table as it is. */
export const DEFAULT_OUTCOME_RULES: OutcomeRules = { labels: {}, notOffered: [] };

/** The outcome table of one study. */
export type StudyOutcomes = Readonly<Record<OutcomeCode, Outcome & { readonly isOffered: boolean }>>;

/**
 * Outcomes without which what happened cannot be written down: somebody refused, is not safe, was interviewed, or nobody
 * answered.
 */
const ALWAYS_OFFERED: readonly OutcomeCode[] = [
  'no_answer',
  'refusal_hard',
  'refusal_parent',
  'broken_off',
  'partial',
  'complete',
  'wrong_number',
  'unsafe_or_secret',
];

/** Whether a study may choose not to offer an outcome. A care concern is no outcome and has its own form. */
export function mayBeLeftOut(code: OutcomeCode): boolean {
  return !ALWAYS_OFFERED.includes(code) && code !== 'care_concern';
}

/**
 * The outcome table of a study.
 * @param rules what the study changes
 * @example studyOutcomes({ labels: { busy: 'In gesprek' }, notOffered: [] }).busy.label // 'In gesprek'
 */
export function studyOutcomes(rules: OutcomeRules): StudyOutcomes {
  const rows = OUTCOME_CODES.map((code) => {
    const outcome = OUTCOMES[code];
    const isOffered = !rules.notOffered.includes(code);
    return [code, { ...outcome, label: rules.labels[code] ?? outcome.label, isOffered }] as const;
  });
  return Object.fromEntries(rows) as StudyOutcomes;
}

const LONGEST_LABEL = 60;

/**
 * What is wrong with the changes to the table; empty when interviewers can work with them.
 * @returns each problem with the path of its setting and a Dutch sentence
 * @example outcomeRulesProblems(DEFAULT_OUTCOME_RULES) // []
 */
export function outcomeRulesProblems(rules: OutcomeRules): readonly RuleProblem[] {
  const problems: RuleProblem[] = rules.notOffered
    .filter((code) => !mayBeLeftOut(code))
    .map((code) => ({ setting: `offered.${code}`, message: 'Deze uitkomst is altijd nodig.' }));
  const table = studyOutcomes(rules);
  for (const code of OUTCOME_CODES) {
    const { label } = table[code];
    const isTwice = OUTCOME_CODES.some(
      (other) => other !== code && table[other].label.toLowerCase() === label.toLowerCase(),
    );
    if (isTwice) problems.push({ setting: `labels.${code}`, message: 'Een andere uitkomst heet ook zo.' });
    if (label.length > LONGEST_LABEL) {
      problems.push({ setting: `labels.${code}`, message: 'Maak de naam korter dan 60 tekens.' });
    }
  }
  return problems;
}
