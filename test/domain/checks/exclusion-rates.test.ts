import { describe, expect, it } from 'vitest';
import { exclusionRates } from '../../../src/domain/checks/exclusion-rates.js';
import { readReference } from '../../support/reference.js';

const { organisations } = readReference('binomial.json') as {
  organisations: { listed: number[]; excluded: number[]; holm: number[] };
};

function counts(pairs: readonly (readonly [number, number])[]) {
  return pairs.map(([listedCount, excludedCount], at) => ({
    organisationId: String(at),
    listedCount,
    excludedCount,
  }));
}

describe('the exclusion rates of a domain', () => {
  it('have the p-values of R, corrected by Holm, and mark who stands out', () => {
    const pairs = organisations.listed.map((n, at) => [n, organisations.excluded[at] ?? 0] as const);
    const rates = exclusionRates(counts(pairs));
    for (const [at, { pValue }] of rates.entries())
      expect(pValue).toBeCloseTo(organisations.holm[at] ?? 0, 12);
    expect(rates.map(({ standsOut }) => standsOut)).toEqual(['higher', null, null, null, null]);
    expect(rates[0]?.rate).toBeCloseTo(20 / 120, 12);
    expect(rates[0]?.restRate).toBeCloseTo(21 / 427, 12);
  });

  it('mark who excludes nobody where all others do', () => {
    const others = Array.from({ length: 5 }, () => [200, 15] as const);
    const rates = exclusionRates(counts([[200, 0], ...others]));
    expect(rates.map(({ standsOut }) => standsOut)).toEqual(['lower', null, null, null, null, null]);
  });

  it('do not mark one exclusion where the others have none, as a test against their rate of 0 would', () => {
    const rates = exclusionRates(
      counts([
        [20, 1],
        [500, 0],
      ]),
    );
    // One exclusion falls on the first with a chance of 20 in 520; two organisations are compared.
    expect(rates[0]?.pValue).toBeCloseTo((2 * 20) / 520, 12);
    expect(rates[0]?.standsOut).toBeNull();
  });

  it('compare nobody with fewer than five clients, or with nobody', () => {
    const rates = exclusionRates(
      counts([
        [4, 4],
        [300, 3],
      ]),
    );
    expect(rates.map(({ pValue, standsOut }) => [pValue, standsOut])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(exclusionRates(counts([[50, 9]]))[0]).toMatchObject({
      restRate: null,
      pValue: null,
      standsOut: null,
    });
    expect(exclusionRates(counts([[0, 0]]))[0]?.rate).toBeNull();
    expect(exclusionRates([])).toEqual([]);
  });

  it('refuse more exclusions than clients', () => {
    expect(() =>
      exclusionRates(
        counts([
          [3, 4],
          [10, 0],
        ]),
      ),
    ).toThrow(RangeError);
  });
});
