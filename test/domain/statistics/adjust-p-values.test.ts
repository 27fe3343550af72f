import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustPValues, type Adjustment } from '../../../src/domain/statistics/adjust-p-values.js';
import { readReference, relativeError } from '../../support/reference.js';

type PValues = readonly [number, number, number];
interface Row {
  readonly spss: Record<'p' | 'bonf' | 'holm' | 'bh', PValues>;
}

const R = readReference('ceo_synthetic.json') as Record<'y2016_q1' | 'y2016_q2' | 'y2016_q3', Row>;
const names: [Adjustment, 'p' | 'bonf' | 'holm' | 'bh'][] = [
  ['none', 'p'],
  ['bonferroni', 'bonf'],
  ['holm', 'holm'],
  ['benjamini-hochberg', 'bh'],
];

describe('adjusted p-values', () => {
  it.each(names)('%s agrees with R', (adjustment, name) => {
    for (const row of [R.y2016_q1, R.y2016_q2, R.y2016_q3]) {
      adjustPValues(row.spss.p, adjustment).forEach((p, at) => {
        expect(relativeError(p, row.spss[name][at] ?? -1)).toBeLessThan(1e-12);
      });
    }
  });
  it('of two by Holm are the doubled smallest, and the other', () => {
    expect(adjustPValues([0.01, 0.04], 'holm')).toEqual([0.02, 0.04]);
  });
  it('of nothing are nothing', () => {
    expect(adjustPValues([], 'holm')).toEqual([]);
  });
  it('keep their order: raw ≤ Benjamini-Hochberg ≤ Holm ≤ Bonferroni ≤ 1', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(p, { minLength: 1, maxLength: 20 }), (raw) => {
        const [bh, holm, bonferroni] = (['benjamini-hochberg', 'holm', 'bonferroni'] as const).map((name) =>
          adjustPValues(raw, name),
        );
        raw.forEach((value, at) => {
          const chain = [value, bh?.[at] ?? -1, holm?.[at] ?? -1, bonferroni?.[at] ?? -1, 1];
          chain.slice(1).forEach((next, before) => {
            expect(next).toBeGreaterThanOrEqual((chain[before] ?? 2) - 1e-15);
          });
        });
      }),
    );
  });
});
