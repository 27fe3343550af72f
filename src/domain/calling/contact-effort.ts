import { daysBetween } from '../calendar/civil-date.js';
import { localTime } from '../calendar/instant.js';
import { attemptsMade, type CaseState, countedDials, type Dial } from '../contact/case-state.js';
import { dayPartAt } from './calling-hours.js';
import type { CallingRules, DayPart } from './calling-rules.js';

/** How much was done to reach somebody. */
export interface ContactEffort {
  readonly attempts: number;
  /** Codes of the day-parts that were tried, each once, in the order of the first try. */
  readonly dayPartsTried: readonly string[];
  readonly evenings: number;
  readonly saturdays: number;
  /** Days between the first and the last dial. */
  readonly spreadDays: number;
  /** What is still missing before the case may be closed as not reached, in Dutch; empty when it may. */
  readonly missing: readonly string[];
}

/**
 * How much was done to reach the person of a case, and what is still missing. Only dials that count are looked
 * at: a busy line says nothing about the day-part.
 * @param state the case
 * @param rules the calling rules of the study
 * @example contactEffort(neverDialled, DEFAULT_CALLING_RULES).attempts // 0
 */
export function contactEffort(state: CaseState, rules: CallingRules): ContactEffort {
  const dials = countedDials(state);
  const parts = dials.flatMap((dial) => dayPartAt(dial.at, rules) ?? []);
  const effort = {
    attempts: attemptsMade(state),
    dayPartsTried: [...new Set(parts.map(({ code }) => code))],
    evenings: countOf(parts, 'evening'),
    saturdays: countOf(parts, 'saturday'),
    spreadDays: spreadOf(dials),
  };
  return { ...effort, missing: missingOf(effort, rules) };
}

/**
 * Whether a try in a day-part brings the case nearer to a full effort.
 * @example isUseful(evening, effort, rules) // true as long as fewer than two evenings were tried
 */
export function isUseful(part: DayPart, effort: ContactEffort, rules: CallingRules): boolean {
  if (part.kind === 'evening' && effort.evenings < rules.effort.evenings) return true;
  if (part.kind === 'saturday' && effort.saturdays < rules.effort.saturdays) return true;
  return effort.dayPartsTried.length < rules.effort.dayParts && !effort.dayPartsTried.includes(part.code);
}

function missingOf(effort: Omit<ContactEffort, 'missing'>, { effort: asked }: CallingRules): string[] {
  const short: readonly (readonly [number, string, string])[] = [
    [asked.dayParts - effort.dayPartsTried.length, 'ander dagdeel', 'andere dagdelen'],
    [asked.evenings - effort.evenings, 'avond', 'avonden'],
    [asked.saturdays - effort.saturdays, 'zaterdag', 'zaterdagen'],
    [asked.spreadDays - effort.spreadDays, 'dag langer spreiden', 'dagen langer spreiden'],
  ];
  return short
    .filter(([count]) => count > 0)
    .map(([count, one, more]) => `nog ${String(count)} ${count === 1 ? one : more}`);
}

function countOf(parts: readonly DayPart[], kind: DayPart['kind']): number {
  return parts.filter((part) => part.kind === kind).length;
}

function spreadOf(dials: readonly Dial[]): number {
  const [first, last] = [dials[0], dials.at(-1)];
  return first === undefined || last === undefined
    ? 0
    : daysBetween(localTime(first.at).date, localTime(last.at).date);
}
