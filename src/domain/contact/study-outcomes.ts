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
  /** Finer answers under an outcome, in Dutch, of which the interviewer may choose one; nothing follows from them. */
  readonly substatuses?: Partial<Readonly<Record<OutcomeCode, readonly string[]>>>;
}

/** The table as it is. */
export const DEFAULT_OUTCOME_RULES: OutcomeRules = { labels: {}, notOffered: [] };

/**
 * How a study calls an outcome.
 * @example outcomeLabel(DEFAULT_OUTCOME_RULES, 'busy') // 'Bezet'
 */
export function outcomeLabel(rules: OutcomeRules, code: OutcomeCode): string {
  return rules.labels[code] ?? OUTCOMES[code].label;
}

/**
 * Whether a study may divide an outcome: one that is recorded with a form, not with a single key.
 * @example mayBeDivided('no_answer') // false
 */
export function mayBeDivided(code: OutcomeCode): boolean {
  const { moment, isContact, needsNote, isFinal } = OUTCOMES[code];
  const isHeld = code === 'complete' || code === 'partial';
  return moment !== 'never' && !isHeld && (isContact || needsNote || isFinal);
}

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
    return [code, { ...outcome, label: outcomeLabel(rules, code), isOffered }] as const;
  });
  return Object.fromEntries(rows) as StudyOutcomes;
}

const LONGEST_LABEL = 60;

/** More than these nobody reads while somebody is on the line. */
const MOST_SUBSTATUSES = 12;

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
    const problem = substatusProblem(rules.substatuses?.[code] ?? []);
    if (problem !== null) problems.push({ setting: `substatuses.${code}`, message: problem });
  }
  return problems;
}

function substatusProblem(lines: readonly string[]): string | null {
  if (lines.length > MOST_SUBSTATUSES) return `Geef hoogstens ${String(MOST_SUBSTATUSES)} regels.`;
  if (new Set(lines.map((line) => line.toLowerCase())).size < lines.length)
    return 'Een regel staat er twee keer.';
  const isLong = lines.some((line) => line.length > LONGEST_LABEL);
  return isLong ? 'Maak elke regel korter dan 60 tekens.' : null;
}
