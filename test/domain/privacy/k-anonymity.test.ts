import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Background,
  type BackgroundClass,
  coarsen,
  reportAnonymity,
} from '../../../src/domain/privacy/k-anonymity.js';

const base: Background = {
  domain: 'specialistisch',
  respondent: 'parent',
  segment: 'ggz',
  measure: null,
  ageBand: '0-11',
};

const code = (...codes: string[]) => fc.option(fc.constantFrom(...codes));

const classesArbitrary: fc.Arbitrary<BackgroundClass[]> = fc.uniqueArray(
  fc.record({
    background: fc.record({
      domain: fc.constantFrom('basishulp', 'jb_jr'),
      respondent: code('parent', 'youth'),
      segment: code('ggz', 'jo'),
      measure: code('ots', 'voogdij'),
      ageBand: code('0-11', '12-15', '16+'),
    }),
    count: fc.integer({ min: 1, max: 12 }),
  }),
  { selector: ({ background }) => JSON.stringify(background), maxLength: 40 },
);

describe('the report on anonymity', () => {
  it('counts who is alone and who is in too small a class', () => {
    const classes = [
      { background: base, count: 7 },
      { background: { ...base, measure: 'ots' }, count: 3 },
      { background: { ...base, measure: 'voogdij' }, count: 1 },
    ];
    expect(reportAnonymity(classes, 5)).toEqual({ smallestClass: 1, respondents: 11, unique: 1, exposed: 4 });
    expect(reportAnonymity([], 5)).toEqual({ smallestClass: 0, respondents: 0, unique: 0, exposed: 0 });
  });
});

describe('coarsening', () => {
  it('leaves out the measure first, and only of whoever is in too small a class', () => {
    const rare = { ...base, measure: 'ots' };
    const alsoRare = { ...base, measure: 'voogdij' };
    const classes = [
      { background: base, count: 7 },
      { background: rare, count: 3 },
      { background: alsoRare, count: 2 },
    ];
    const { shown, after, emptied } = coarsen(classes, 5);
    expect(shown(base)).toEqual(base);
    expect(shown(rare)).toEqual(base);
    expect(after).toEqual({ smallestClass: 12, respondents: 12, unique: 0, exposed: 0 });
    expect(emptied).toEqual({ domain: 0, respondent: 0, segment: 0, measure: 5, ageBand: 0 });
  });

  it('lets the smallest class join when the last of a domain are too few', () => {
    const large = { ...base, segment: 'jo' };
    const alone = { ...base, respondent: 'youth', ageBand: '16+' };
    const classes = [
      { background: base, count: 6 },
      { background: large, count: 20 },
      { background: alone, count: 1 },
    ];
    const { shown, after } = coarsen(classes, 5);
    expect(shown(large)).toEqual(large);
    expect(shown(alone)).toEqual(shown(base));
    expect(after.smallestClass).toBe(7);
  });

  it('says who cannot be helped: a domain with too few respondents', () => {
    const classes = [{ background: base, count: 2 }];
    expect(coarsen(classes, 5).after).toEqual({ smallestClass: 2, respondents: 2, unique: 0, exposed: 2 });
  });

  it('reaches k in every domain that has as many, invents nothing, and keeps the domain', () => {
    fc.assert(
      fc.property(classesArbitrary, fc.integer({ min: 1, max: 10 }), (classes, k) => {
        const { shown, after } = coarsen(classes, k);
        const perDomain = new Map<string | null, number>();
        const perShown = new Map<string, { domain: string | null; count: number }>();
        for (const { background, count } of classes) {
          const seen = shown(background);
          for (const field of ['respondent', 'segment', 'measure', 'ageBand'] as const) {
            expect([background[field], null]).toContain(seen[field]);
          }
          expect(seen.domain).toBe(background.domain);
          perDomain.set(seen.domain, (perDomain.get(seen.domain) ?? 0) + count);
          const key = JSON.stringify(seen);
          perShown.set(key, { domain: seen.domain, count: (perShown.get(key)?.count ?? 0) + count });
        }
        for (const { domain, count } of perShown.values()) {
          if ((perDomain.get(domain) ?? 0) >= k) expect(count).toBeGreaterThanOrEqual(k);
        }
        expect(after.respondents).toBe(classes.reduce((sum, { count }) => sum + count, 0));
      }),
    );
  });

  it('changes nothing for k = 1', () => {
    fc.assert(
      fc.property(classesArbitrary, (classes) => {
        const { shown } = coarsen(classes, 1);
        for (const { background } of classes) expect(shown(background)).toEqual(background);
      }),
    );
  });
});
