import { type Instant, localTime } from '../calendar/instant.js';
import { dayPartAt } from '../calling/calling-hours.js';
import type { CallingRules } from '../calling/calling-rules.js';
import type { OutcomeCode } from '../contact/outcome.js';
import { type CallMix, mixOf } from './outcome-mix.js';

/** What was dialled in a half hour: the dials themselves, or those of them with one outcome. */
export interface HalfHourOfDials {
  /** `2026-04-14T16:30` in UTC. */
  readonly halfHour: string;
  readonly outcome: OutcomeCode | 'dial';
  readonly count: number;
}

/** Calls with what they came to. */
export interface CountedCalls {
  readonly calls: number;
  readonly mix: CallMix;
}

/** When calls were made in the week, and what came of them. */
export interface CallPattern {
  /** Rows: the day-parts of the rules, and last what was dialled outside all of them, if anything was. */
  readonly dayParts: readonly { readonly code: string; readonly label: string }[];
  /** Columns: 1 Monday to 7 Sunday; without days on which nobody called and the rules call nobody. */
  readonly weekdays: readonly number[];
  readonly cells: readonly (readonly CountedCalls[])[];
}

/** Calls by appointment may lie outside the calling hours. */
export const OUTSIDE_DAY_PARTS = { code: 'buiten', label: 'buiten de dagdelen' } as const;

/**
 * When calls were made in the week, in the hours of Amsterdam.
 * @param halfHours in any order
 * @param rules the calling rules of the study
 * @example callPattern([{ halfHour: '2026-04-14T16:30', outcome: 'dial', count: 3 }], DEFAULT_CALLING_RULES).cells[3]?.[1]?.calls // 3: Tuesday evening
 */
export function callPattern(halfHours: readonly HalfHourOfDials[], rules: CallingRules): CallPattern {
  const places = new Map<string, HalfHourOfDials[]>();
  for (const one of halfHours) {
    const moment = `${one.halfHour}:00.000Z` as Instant;
    const part = dayPartAt(moment, rules)?.code ?? OUTSIDE_DAY_PARTS.code;
    const key = placeKey(part, localTime(moment).weekday);
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  const isUsed = (part: string, day: number): boolean => places.has(placeKey(part, day));
  const dayParts = [
    ...rules.dayParts.map(({ code, label }) => ({ code, label })),
    ...(WEEK.some((day) => isUsed(OUTSIDE_DAY_PARTS.code, day)) ? [OUTSIDE_DAY_PARTS] : []),
  ];
  const weekdays = WEEK.filter(
    (day) =>
      rules.dayParts.some((part) => part.weekdays.includes(day)) ||
      dayParts.some(({ code }) => isUsed(code, day)),
  );
  return {
    dayParts,
    weekdays,
    cells: dayParts.map(({ code }) =>
      weekdays.map((day): CountedCalls => countedCalls(places.get(placeKey(code, day)) ?? [])),
    ),
  };
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

function placeKey(part: string, weekday: number): string {
  return `${part} ${String(weekday)}`;
}

function countedCalls(halfHours: readonly HalfHourOfDials[]): CountedCalls {
  const dials = halfHours.filter(({ outcome }) => outcome === 'dial');
  return {
    calls: dials.reduce((sum, { count }) => sum + count, 0),
    mix: mixOf(halfHours.flatMap(({ outcome, count }) => (outcome === 'dial' ? [] : [{ outcome, count }]))),
  };
}

/** Calls of one number in the row: the how-manieth of its case. */
export interface CallOfTurn {
  /** 1 for the first call of a case; the last one stands for all that follow. */
  readonly turn: number;
  /** `null` when nobody wrote down what came of it. */
  readonly outcome: OutcomeCode | null;
  readonly count: number;
}

/**
 * Calls by how many came before in the same case.
 * @param tallies in any order; a turn may occur more than once
 * @param turns how many there are
 * @returns one per turn, from the first
 * @example callsPerTurn([{ turn: 2, outcome: 'busy', count: 4 }], 3).map(({ calls }) => calls) // [0, 4, 0]
 */
export function callsPerTurn(tallies: readonly CallOfTurn[], turns: number): readonly CountedCalls[] {
  return Array.from({ length: turns }, (_, at) => {
    const own = tallies.filter(({ turn }) => turn === at + 1);
    return {
      calls: own.reduce((sum, { count }) => sum + count, 0),
      mix: mixOf(own.flatMap(({ outcome, count }) => (outcome === null ? [] : [{ outcome, count }]))),
    };
  });
}
