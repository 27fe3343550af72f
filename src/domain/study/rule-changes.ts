import type { RuleProblem } from './rule-problem.js';
import { type StudyRules, studyRulesProblems } from './study-rules.js';
import { STUDY_STATUS_LABELS, STUDY_STATUSES, type StudyStatus } from './study-status.js';

/** What may still be changed of a setting from a status on. */
interface Limit {
  readonly setting: string;
  readonly from: StudyStatus;
  readonly isSafe: (before: StudyRules, after: StudyRules) => boolean;
  readonly why: string;
}

const never = (): boolean => false;

const LIMITS: readonly Limit[] = [
  {
    setting: 'consent.parentOnlyBelowAge',
    from: 'fieldwork',
    isSafe: never,
    why: 'Wat ouders en jongeren al hebben gezegd, gold voor deze leeftijdsgrens.',
  },
  {
    setting: 'consent.ownConsentFromAge',
    from: 'fieldwork',
    isSafe: never,
    why: 'Wat ouders en jongeren al hebben gezegd, gold voor deze leeftijdsgrens.',
  },
  {
    setting: 'consent.mayAskForYouthOnParentNumber',
    from: 'fieldwork',
    isSafe: (_before, { consent }) => !consent.mayAskForYouthOnParentNumber,
    why: 'Tijdens het veldwerk kan dit alleen nog uit.',
  },
  {
    setting: 'calling.dayParts',
    from: 'fieldwork',
    isSafe: never,
    why: 'De pogingen tot nu toe zijn geteld in deze dagdelen.',
  },
  { setting: 'calling', from: 'closed', isSafe: never, why: 'Er wordt niet meer gebeld.' },
  { setting: 'outcomes', from: 'closed', isSafe: never, why: 'Er wordt niet meer gebeld.' },
  {
    setting: 'retention.contactMonths',
    from: 'fieldwork',
    isSafe: (before, after) => after.retention.contactMonths <= before.retention.contactMonths,
    why: 'Wie meedoet, is een bewaartermijn beloofd. Die kan alleen nog korter.',
  },
  {
    setting: 'retention.followUpMonths',
    from: 'fieldwork',
    isSafe: (before, after) => after.retention.followUpMonths <= before.retention.followUpMonths,
    why: 'Wie meedoet, is een bewaartermijn beloofd. Die kan alleen nog korter.',
  },
  {
    setting: 'retention.interviewedYears',
    from: 'fieldwork',
    isSafe: (before, after) => after.retention.interviewedYears <= before.retention.interviewedYears,
    why: 'Wie meedoet, is een bewaartermijn beloofd. Die kan alleen nog korter.',
  },
  ...(['suppressBelowBase', 'indicativeBelowBase', 'protectBelowCount'] as const).map((name): Limit => ({
    setting: `disclosure.${name}`,
    from: 'fieldwork',
    isSafe: (before, after) => after.disclosure[name] >= before.disclosure[name],
    why: 'Uit een tabel met een lagere grens is terug te rekenen wat eerder verborgen was. De grens kan alleen nog hoger.',
  })),
  {
    setting: 'sampling.oneChildPerFamily',
    from: 'sample_drawn',
    isSafe: never,
    why: 'De steekproef is hiermee getrokken.',
  },
];

/**
 * The changes that are unsafe in the status of a study; empty when all may be made.
 * @param before the rules as they stand
 * @param after the rules as somebody wants them
 * @param status where the study is
 * @returns each with the path of the setting and a Dutch sentence with the reason
 * @example ruleChangeProblems(rules, rules, 'closed') // []
 */
export function ruleChangeProblems(
  before: StudyRules,
  after: StudyRules,
  status: StudyStatus,
): readonly RuleProblem[] {
  const changed = changedSettings(before, after).map(({ setting }) => setting);
  return LIMITS.filter(
    ({ setting, from, isSafe }) =>
      isFrom(status, from) && changed.some((path) => isUnder(path, setting)) && !isSafe(before, after),
  ).map(({ setting, why }) => ({
    setting: changed.find((path) => isUnder(path, setting)) ?? setting,
    message: `Dit kan niet meer worden gewijzigd: het onderzoek is ${STUDY_STATUS_LABELS[status]}. ${why}`,
  }));
}

/**
 * Why changed settings cannot be saved: what is wrong with them, and what may not be changed any more. What was wrong already
 * and can be mended no more keeps nobody from changing something else.
 * @example savingProblems(rules, rules, 'fieldwork') // []
 */
export function savingProblems(
  before: StudyRules,
  after: StudyRules,
  status: StudyStatus,
): readonly RuleProblem[] {
  const old = studyRulesProblems(before).map(({ message }) => message);
  const wrong = studyRulesProblems(after).filter(
    ({ setting, message }) => !(old.includes(message) && settingIsFixed(setting, status) !== null),
  );
  return [...wrong, ...ruleChangeProblems(before, after, status)];
}

/**
 * Why a setting cannot be changed at all any more, for the page; `null` while it can, or only in one direction.
 * @example settingIsFixed('sampling.oneChildPerFamily', 'fieldwork') // 'De steekproef is hiermee getrokken.'
 */
export function settingIsFixed(setting: string, status: StudyStatus): string | null {
  const limit = LIMITS.find(
    (one) => one.isSafe === never && isFrom(status, one.from) && isUnder(setting, one.setting),
  );
  return limit?.why ?? null;
}

/** A setting that differs, with both values as text. */
export interface ChangedSetting {
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The settings in which two sets of rules differ, each value by its path; lists count as one value.
 * @example changedSettings(rules, rules) // []
 */
export function changedSettings(before: StudyRules, after: StudyRules): readonly ChangedSetting[] {
  const [old, now] = [leaves(before, ''), leaves(after, '')];
  const paths = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ setting: path, before: old.get(path) ?? '', after: now.get(path) ?? '' }));
}

function leaves(value: unknown, path: string): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Map([[path, JSON.stringify(value)]]);
  }
  const inside = Object.entries(value).flatMap(([name, one]) => [
    ...leaves(one, path === '' ? name : `${path}.${name}`),
  ]);
  return new Map(inside);
}

function isFrom(status: StudyStatus, from: StudyStatus): boolean {
  return STUDY_STATUSES.indexOf(status) >= STUDY_STATUSES.indexOf(from);
}

function isUnder(path: string, setting: string): boolean {
  return path === setting || path.startsWith(`${setting}.`);
}
