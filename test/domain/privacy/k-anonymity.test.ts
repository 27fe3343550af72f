import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_TRAITS } from '../../../src/domain/study/traits.js';
import { type Background, coarsen, reportAnonymity } from '../../../src/domain/privacy/k-anonymity.js';

const base: Background = {
  domain: 'specialistisch',
  respondent: 'parent',
  segment: 'ggz',
  measure: null,
  ageBand: '0-11',
  ...NO_TRAITS,
};

const times = (count: number, background: Background): Background[] =>
  Array.from({ length: count }, () => background);

const code = (...codes: string[]) => fc.option(fc.constantFrom(...codes));

const backgroundsArbitrary: fc.Arbitrary<Background[]> = fc.array(
  fc.record({
    domain: fc.constantFrom('basishulp', 'jb_jr'),
    respondent: code('parent', 'youth'),
    segment: code('ggz', 'jo'),
    measure: code('ots', 'voogdij'),
    ageBand: code('0-11', '12-15', '16+'),
    sex: code('female', 'male'),
    firstTime: code('yes', 'no'),
    lvb: code('yes', 'no'),
    migration: code('yes', 'no', 'refused'),
  }),
  { maxLength: 120 },
);

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

describe('the report on anonymity', () => {
  it('counts who is alone and who is in too small a class', () => {
    const backgrounds = [
      ...times(7, base),
      ...times(3, { ...base, measure: 'ots' }),
      { ...base, measure: 'voogdij' },
    ];
    expect(reportAnonymity(backgrounds, 5)).toEqual({ smallestClass: 1, unique: 1, exposed: 4 });
    expect(reportAnonymity([], 5)).toEqual({ smallestClass: 0, unique: 0, exposed: 0 });
  });
});

describe('coarsening', () => {
  it('leaves out the measure first, and only of whoever is in too small a class', () => {
    const rare = { ...base, measure: 'ots' };
    const { shown, emptied } = coarsen([...times(5, base), rare], 5);
    expect(shown).toEqual(times(6, base));
    expect(emptied).toMatchObject({ domain: 0, respondent: 0, segment: 0, measure: 1, ageBand: 0, sex: 0 });
  });

  it('leaves out migration background and limitation before the measure', () => {
    const rare = { ...base, measure: 'ots', migration: 'yes', lvb: 'yes' };
    const { shown, emptied } = coarsen([...times(5, { ...base, measure: 'ots' }), rare], 5);
    expect(shown).toEqual(times(6, { ...base, measure: 'ots' }));
    expect(emptied).toMatchObject({ migration: 1, lvb: 1, measure: 0 });
  });

  it('puts small classes together before it takes from large ones', () => {
    const rare = times(3, { ...base, segment: 'jo', measure: 'ots' });
    const alsoRare = times(2, { ...base, segment: 'jo', measure: 'voogdij' });
    const { shown, after } = coarsen([...times(7, base), ...rare, ...alsoRare], 5);
    expect(shown).toEqual([...times(7, base), ...times(5, { ...base, segment: 'jo' })]);
    expect(after).toEqual({ smallestClass: 5, unique: 0, exposed: 0 });
  });

  it('takes no more of the largest class than the last of a domain need', () => {
    const alone: Background = { ...base, respondent: 'youth', ageBand: '16+' };
    const { shown, after, emptied } = coarsen([...times(61, base), alone], 5);
    const nothing = { ...base, respondent: null, segment: null, ageBand: null };
    expect(shown).toEqual([...times(4, nothing), ...times(57, base), nothing]);
    expect(after).toEqual({ smallestClass: 5, unique: 0, exposed: 0 });
    expect(emptied).toMatchObject({ domain: 0, respondent: 5, segment: 5, measure: 0, ageBand: 5 });
  });

  it('says who cannot be helped: a domain with too few respondents', () => {
    expect(coarsen(times(2, base), 5).after).toEqual({ smallestClass: 2, unique: 0, exposed: 2 });
  });

  it('reaches k in every domain that has as many, invents nothing, and keeps the domain', () => {
    fc.assert(
      fc.property(backgroundsArbitrary, fc.integer({ min: 1, max: 10 }), (backgrounds, k) => {
        const { shown } = coarsen(backgrounds, k);
        expect(shown.map(({ domain }) => domain)).toEqual(backgrounds.map(({ domain }) => domain));
        shown.forEach((seen, place) => {
          for (const field of ['respondent', 'segment', 'measure', 'ageBand'] as const) {
            expect([backgrounds[place]?.[field], null]).toContain(seen[field]);
          }
        });
        const perDomain = countBy(shown.map(({ domain }) => String(domain)));
        const perClass = countBy(shown.map((seen) => JSON.stringify(Object.entries(seen).sort())));
        for (const seen of shown) {
          if ((perDomain.get(String(seen.domain)) ?? 0) < k) continue;
          expect(perClass.get(JSON.stringify(Object.entries(seen).sort()))).toBeGreaterThanOrEqual(k);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives those who show the same one object, so that a respondent takes no more than a place in a list', () => {
    const people = Array.from({ length: 40 }, (_, at) => ({ ...base, measure: at < 2 ? 'ots' : null }));
    expect(new Set(people).size).toBe(40);
    expect(new Set(coarsen(people, 5).shown).size).toBe(1);
    expect(new Set(coarsen(people, 1).shown).size).toBe(2);
  });

  it('changes nothing for k = 1', () => {
    fc.assert(
      fc.property(backgroundsArbitrary, (backgrounds) => {
        expect(coarsen(backgrounds, 1).shown).toEqual(backgrounds);
      }),
    );
  });
});
