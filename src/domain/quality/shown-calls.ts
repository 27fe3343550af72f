import type { CallPattern, CountedCalls } from './call-pattern.js';
import { type CountedGroup, crossed, joined, nameOf, type Traits } from './crossed-counts.js';
import { hiddenCounts } from './hidden-counts.js';
import { hiddenOfEverybody, hidesShare } from './call-sums.js';
import { addMixes, type CallMix, callShare, type ShownShare } from './outcome-mix.js';

/** Shares that are shown of calls by moment and turn. */
export const PATTERN_SHARES = ['contact', 'cooperation'] as const;

export type PatternShare = (typeof PATTERN_SHARES)[number];

/** Calls with what may be shown of them. */
export interface ShownCalls {
  /** `null` when they are too few to show, or would give others away. */
  readonly calls: number | null;
  readonly shares: Readonly<Record<PatternShare, ShownShare>>;
}

/** A table of calls: its cells, the sum of each row, of each column, and of all. */
export interface ShownTable {
  readonly cells: readonly (readonly ShownCalls[])[];
  readonly rows: readonly ShownCalls[];
  readonly columns: readonly ShownCalls[];
  readonly all: ShownCalls;
}

/** When calls were made in the week, and the how-manieth of their case they were. */
export interface MomentsOfCalls {
  readonly pattern: CallPattern;
  readonly turns: readonly CountedCalls[];
}

/**
 * Calls by moment and turn in which fewer than five of something is hidden, and what would give it away on the page of
 * any domain or of all together.
 * @param all per domain
 * @param own those that are shown
 * @param traits what these have in common: a domain, or nothing
 * @example shownCalls(new Map([['a', own]]), own, {}).week.all.calls // 76
 */
export function shownCalls(
  all: ReadonlyMap<string, MomentsOfCalls>,
  own: MomentsOfCalls,
  traits: Traits,
): { readonly week: ShownTable; readonly turns: readonly ShownCalls[] } {
  const show = showerOf(all);
  const { dayParts, weekdays, cells } = own.pattern;
  const column = (at: number): CountedCalls => together(cells.map((row) => row[at] ?? NONE));
  return {
    week: {
      cells: cells.map((row, part) =>
        row.map((one, day) => show(one, { ...traits, ...placeOf(own.pattern, part, day) })),
      ),
      rows: cells.map((row, at) => show(together(row), { ...traits, part: dayParts[at]?.code ?? '' })),
      columns: weekdays.map((day, at) => show(column(at), { ...traits, day: String(day) })),
      all: show(together(cells.flat()), traits),
    },
    turns: own.turns.map((one, at) => show(one, { ...traits, turn: String(at) })),
  };
}

type Shower = (one: CountedCalls, traits: Traits) => ShownCalls;

function showerOf(all: ReadonlyMap<string, MomentsOfCalls>): Shower {
  const everybody = hiddenOfEverybody(
    addMixes([...all.values()].flatMap(({ pattern }) => pattern.cells.flat().map(({ mix }) => mix))),
  );
  const hiddenCalls = hiddenOf(all, ({ calls }) => [calls], false);
  const hiddenShares = bySharesOf((name) =>
    hiddenOf(all, ({ mix }) => sidesOf(mix, name), hidesShare({}, name, everybody)),
  );
  return ({ calls, mix }, traits) => ({
    calls: hiddenCalls.has(nameOf(traits)) ? null : calls,
    shares: bySharesOf((name): ShownShare => {
      const share = callShare(mix, name);
      if (hiddenShares[name].has(nameOf(traits))) return 'few';
      return share.whole === 0 ? 'none' : share;
    }),
  });
}

/** By moment and turn; the total of all as on other pages. */
function hiddenOf(
  all: ReadonlyMap<string, MomentsOfCalls>,
  countsOf: (one: CountedCalls) => readonly number[],
  isTotalHidden: boolean,
): ReadonlySet<string> {
  const week = [...all].flatMap(([domain, { pattern }]) =>
    pattern.cells.flatMap((row, part) =>
      row.map((one, day): CountedGroup => ({
        traits: { domain, ...placeOf(pattern, part, day) },
        counts: countsOf(one),
      })),
    ),
  );
  const turns = [...all].flatMap(([domain, own]) =>
    own.turns.map((one, at): CountedGroup => ({
      traits: { domain, turn: String(at) },
      counts: countsOf(one),
    })),
  );
  const total = new Set([nameOf({})]);
  return hiddenCounts({
    ...joined([crossed(turns), crossed(week)]),
    known: total,
    ...(isTotalHidden ? { hidden: total } : {}),
  });
}

function placeOf({ dayParts, weekdays }: CallPattern, part: number, day: number): Traits {
  return { part: dayParts[part]?.code ?? '', day: String(weekdays[day] ?? 0) };
}

function sidesOf(mix: CallMix, name: PatternShare): readonly number[] {
  const { part, whole } = callShare(mix, name);
  return [part, whole - part];
}

function bySharesOf<T>(of: (name: PatternShare) => T): Readonly<Record<PatternShare, T>> {
  return { contact: of('contact'), cooperation: of('cooperation') };
}

function together(all: readonly CountedCalls[]): CountedCalls {
  return {
    calls: all.reduce((sum, { calls }) => sum + calls, 0),
    mix: addMixes(all.map(({ mix }) => mix)),
  };
}

const NONE = together([]);
