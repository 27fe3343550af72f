import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossed, nameOf, type Traits } from '../../../src/domain/quality/crossed-counts.js';
import { hiddenCounts, shownParts } from '../../../src/domain/quality/hidden-counts.js';
import { isFew } from '../../../src/domain/quality/small-counts.js';
import { Attacker } from '../tables/attacker.js';

/** A table of two or three axes, with more small counts than chance would bring. */
const tables = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 3 }),
    counts: fc.array(fc.oneof({ weight: 1, arbitrary: fc.nat(4) }, { weight: 4, arbitrary: fc.nat(40) }), {
      minLength: 125,
      maxLength: 125,
    }),
  })
  .map(({ sizes, counts }) =>
    sizes
      .reduce<Traits[]>(
        (found, size, axis) =>
          found.flatMap((own) =>
            Array.from({ length: size }, (_, level) => ({ ...own, [`axis${String(axis)}`]: String(level) })),
          ),
        [{}],
      )
      .map((traits, at) => ({ traits, counts: [counts[at] ?? 0] })),
  );

/** The smallest cells of which a count is the sum, found by their traits and not by the sums of the program. */
function cellsOf(
  groups: readonly { readonly traits: Traits }[],
  traits: Traits,
): readonly (readonly [string, number])[] {
  return groups
    .filter((group) => Object.entries(traits).every(([axis, level]) => group.traits[axis] === level))
    .map((group) => [nameOf(group.traits), 1] as const);
}

function traitsOf(name: string): Traits {
  return Object.fromEntries(JSON.parse(name) as [string, string][]);
}

describe('counts of fewer than five', () => {
  it('do not follow from all that is shown, whatever equations are solved', () => {
    fc.assert(
      fc.property(tables, (groups) => {
        const table = crossed(groups);
        const hidden = hiddenCounts(table);
        const attacker = new Attacker();
        for (const [name, [count = 0]] of table.counts) {
          if (hidden.has(name)) continue;
          expect(isFew(count)).toBe(false);
          attacker.learn(cellsOf(groups, traitsOf(name)));
        }
        for (const [name, [count = 0]] of table.counts) {
          if (isFew(count)) expect(attacker.canCompute(cellsOf(groups, traitsOf(name)))).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('do not follow when the total of each row is known as well', () => {
    fc.assert(
      fc.property(
        tables.filter((groups) => Object.keys(groups[0]?.traits ?? {}).length === 2),
        (groups) => {
          const table = crossed(groups);
          const rows = [...table.counts].filter(([name, [count = 0]]) => {
            const axes = Object.keys(traitsOf(name));
            return axes.length === 1 && axes[0] === 'axis0' && !isFew(count);
          });
          const known = new Set(rows.map(([name]) => name));
          const hidden = hiddenCounts({ ...table, known });
          expect([...known].filter((name) => hidden.has(name))).toEqual([]);
          const attacker = new Attacker();
          for (const name of table.counts.keys()) {
            if (!hidden.has(name)) attacker.learn(cellsOf(groups, traitsOf(name)));
          }
          for (const [name, [count = 0]] of table.counts) {
            if (isFew(count)) expect(attacker.canCompute(cellsOf(groups, traitsOf(name)))).toBe(false);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are hidden with others beside and below them, and with no more than is needed', () => {
    const groups = [
      [9, 3, 20],
      [8, 12, 30],
    ].flatMap((row, at) =>
      row.map((count, place) => ({ traits: { row: String(at), column: String(place) }, counts: [count] })),
    );
    const hidden = hiddenCounts(crossed(groups));
    expect(
      ['0', '1'].map((row) => ['0', '1', '2'].map((column) => hidden.has(nameOf({ row, column })))),
    ).toEqual([
      [true, true, false],
      [true, true, false],
    ]);
    expect(hidden.size).toBe(4);
  });

  it('of a known sum take the smallest next with them', () => {
    expect(shownParts([9, 3, 20, 0])).toEqual([false, false, true, true]);
    expect(shownParts([1, 2, 20])).toEqual([false, false, false]);
    expect(shownParts([9, 0, 12])).toEqual([true, true, true]);
  });

  it('take a zero with them where only that keeps them from following', () => {
    const groups = [
      [8, 0],
      [3, 5],
    ].flatMap((row, at) =>
      row.map((count, place) => ({ traits: { row: String(at), column: String(place) }, counts: [count] })),
    );
    const table = crossed(groups);
    const known = new Set([...table.counts.keys()].filter((name) => Object.keys(traitsOf(name)).length < 2));
    expect([...hiddenCounts({ ...table, known })].map(traitsOf)).toHaveLength(4);
  });
});
