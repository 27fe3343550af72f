import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  municipalRate,
  RATE_NAMES,
  responseRates,
  weightedResponseRates,
  type OutcomeCounts,
} from '../../../src/domain/response/rates.js';
import { readReference, relativeError } from '../../support/reference.js';

type Expected = Record<string, number> & { readonly counts: OutcomeCounts };

const cases = Object.entries(readReference('aapor.json') as Record<string, Expected>);

describe('AAPOR rates', () => {
  it.each(cases)('agree with the reference, case %s', (_, expected) => {
    const rates = responseRates(expected.counts);
    for (const name of [...RATE_NAMES, 'e' as const]) {
      expect(relativeError(rates[name] ?? -1, expected[name] ?? -2), name).toBeLessThan(1e-13);
    }
  });
  it('are null, not NaN, when nothing has happened yet', () => {
    const rates = responseRates({ I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 });
    expect(Object.values(rates)).toEqual(new Array(RATE_NAMES.length + 1).fill(null));
  });
  it('give no estimated rate while every case is of unknown eligibility', () => {
    const rates = responseRates({ I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 3, UO: 1, NE: 0 });
    expect(rates).toMatchObject({ e: null, RR1: 0, RR3: null, RR5: null });
  });
  it('count half the unknown cases when half of the resolved cases were eligible', () => {
    const rates = responseRates({ I: 6, P: 0, R: 4, NC: 0, O: 0, UH: 10, UO: 0, NE: 10 });
    expect(rates).toMatchObject({ e: 0.5, RR1: 6 / 20, RR3: 6 / 15, RR5: 6 / 10 });
  });
  it('refuse counts that are negative or broken', () => {
    const zero = { I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 };
    expect(() => responseRates({ ...zero, R: -1 })).toThrow('R is not a number of cases');
    expect(() => responseRates({ ...zero, NC: 1.5 })).toThrow('NC is not a number of cases');
  });
  it('lie in [0, 1], the stricter below the wider', () => {
    const count = fc.nat(500);
    const counts = fc.record({
      I: count,
      P: count,
      R: count,
      NC: count,
      O: count,
      UH: count,
      UO: count,
      NE: count,
    });
    fc.assert(
      fc.property(counts, (any) => {
        const rates = responseRates(any);
        for (const rate of Object.values(rates) as (number | null)[]) {
          if (rate === null) continue;
          expect(rate).toBeGreaterThanOrEqual(0);
          expect(rate).toBeLessThanOrEqual(1);
        }
        for (const [strict, wide] of [
          ['RR1', 'RR3'],
          ['RR3', 'RR5'],
          ['RR1', 'RR2'],
          ['COOP1', 'COOP3'],
        ] as const) {
          expect(rates[strict] ?? 0).toBeLessThanOrEqual((rates[wide] ?? 1) + 1e-12);
        }
      }),
    );
  });
  it('all response rates coincide when nobody is partial or unknown', () => {
    const { RR1, RR2, RR3, RR4, RR5, RR6 } = responseRates({
      I: 614,
      P: 0,
      R: 150,
      NC: 100,
      O: 22,
      UH: 0,
      UO: 0,
      NE: 9,
    });
    expect(new Set([RR1, RR2, RR3, RR4, RR5, RR6]).size).toBe(1);
  });
});

describe("the municipality's own rate", () => {
  it('is 69% for CEO 2016', () => {
    expect(municipalRate(614, 886)?.toFixed(4)).toBe('0.6930');
  });
  it('is null before anybody was approached', () => {
    expect(municipalRate(0, 0)).toBeNull();
  });
  it('refuses more interviews than persons approached', () => {
    expect(() => municipalRate(2, 1)).toThrow(RangeError);
  });
});

describe('the weighted rates', () => {
  const nobody = { I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 };
  it('count each case by its weight: an interview of 30 and a refusal of 10 give 75%', () => {
    expect(weightedResponseRates({ ...nobody, I: 30, R: 10 }).RR1).toBe(0.75);
    expect(weightedResponseRates({ ...nobody, I: 7.5, UO: 2.5, NE: 7.5 })).toMatchObject({
      e: 0.5,
      RR3: 7.5 / 8.75,
    });
  });
  it('refuse sums that cannot be', () => {
    expect(() => weightedResponseRates({ ...nobody, I: -1 })).toThrow(RangeError);
    expect(() => weightedResponseRates({ ...nobody, R: Number.NaN })).toThrow(RangeError);
  });
});
