import type { Sum } from './following-counts.js';
import type { CountedSums } from './hidden-counts.js';

/** What people or calls have in common: `{ domain: 'jb_jr', day: '2' }`. Nothing: everybody. */
export type Traits = Readonly<Record<string, string>>;

/** People or calls that are alike, counted. */
export interface CountedGroup {
  readonly traits: Traits;
  readonly counts: readonly number[];
}

/**
 * The name of a count: the same for the same traits, in whichever order and table.
 * @example nameOf({ domain: 'jb_jr' }) // '[["domain","jb_jr"]]'
 */
export function nameOf(traits: Traits): string {
  return JSON.stringify(Object.entries(traits).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * What a name says.
 * @example traitsOf('[["domain","jb_jr"]]') // { domain: 'jb_jr' }
 */
export function traitsOf(name: string): Traits {
  return Object.fromEntries(JSON.parse(name) as [string, string][]);
}

/**
 * A table with all its totals: of each row, each column, and so on, and of everything.
 * @param groups that have the same traits
 * @example crossed([{ traits: { domain: 'a' }, counts: [3] }, { traits: { domain: 'b' }, counts: [9] }]).counts.get(nameOf({})) // [12]
 */
export function crossed(groups: readonly CountedGroup[]): CountedSums {
  const counts = new Map<string, readonly number[]>();
  const parts = new Map<string, Sum & { readonly parts: string[] }>();
  const axes = Object.keys(groups[0]?.traits ?? {});
  for (const own of subsets(axes)) {
    const margins = addedUp(groups, own);
    for (const { traits, counts: found } of margins) {
      counts.set(nameOf(traits), found);
      for (const axis of own) {
        const total = nameOf(without(traits, axis));
        const key = `${axis} ${total}`;
        const sum = parts.get(key) ?? { total, parts: [] };
        sum.parts.push(nameOf(traits));
        parts.set(key, sum);
      }
    }
  }
  return { counts, sums: [...parts.values()] };
}

/** Several tables as one: what has the same name is the same. */
export function joined(tables: readonly CountedSums[]): CountedSums {
  return {
    counts: new Map(tables.flatMap(({ counts }) => [...counts])),
    sums: tables.flatMap(({ sums }) => sums),
  };
}

function subsets(axes: readonly string[]): readonly (readonly string[])[] {
  return axes.reduce<string[][]>((found, axis) => [...found, ...found.map((own) => [...own, axis])], [[]]);
}

function addedUp(groups: readonly CountedGroup[], axes: readonly string[]): readonly CountedGroup[] {
  const sums = new Map<string, CountedGroup>();
  for (const { traits, counts } of groups) {
    const own = Object.fromEntries(axes.map((axis) => [axis, traits[axis] ?? '']));
    const before = sums.get(nameOf(own))?.counts ?? [];
    sums.set(nameOf(own), { traits: own, counts: counts.map((count, side) => count + (before[side] ?? 0)) });
  }
  return [...sums.values()];
}

function without(traits: Traits, axis: string): Traits {
  return Object.fromEntries(Object.entries(traits).filter(([name]) => name !== axis));
}
