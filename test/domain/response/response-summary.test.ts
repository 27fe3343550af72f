import { describe, expect, it } from 'vitest';
import { RATE_NAMES } from '../../../src/domain/response/rates.js';
import { type CaseTally, summariseResponse } from '../../../src/domain/response/response-summary.js';
import { readReference } from '../../support/reference.js';
import { RATE_GROUPS } from '../../../src/domain/contact/outcome.js';

const tally = (group: CaseTally['group'], count: number, different: Partial<CaseTally> = {}): CaseTally => ({
  group,
  count,
  isReleased: true,
  isReplicateReleased: true,
  isAttempted: true,
  ...different,
});

describe('the response of a set of cases', () => {
  it.each(Object.entries(readReference('aapor.json') as Record<string, Record<string, unknown>>))(
    'has the rates of AAPOR for set %s, whatever is open, excluded or withdrawn',
    (_name, expected) => {
      const counts = expected['counts'] as Record<CaseTally['group'], number>;
      const tallies = Object.entries(counts).map(([group, count]) =>
        tally(group as CaseTally['group'], count),
      );
      const { rates } = summariseResponse([
        ...tallies,
        tally('open', 9),
        tally('excluded', 9, { isReleased: false, isAttempted: false }),
        tally('withdrawn', 9),
      ]);
      for (const name of [...RATE_NAMES, 'e'] as const) {
        if (typeof expected[name] === 'number') expect(rates[name]).toBeCloseTo(expected[name], 12);
      }
    },
  );

  it('has the own rate of the municipality: 614 of 886, 69%', () => {
    const { approached, municipalRate } = summariseResponse([
      tally('I', 614),
      tally('R', 150),
      tally('NC', 100),
      tally('open', 22),
      tally('open', 40, { isAttempted: false }),
      tally('excluded', 30),
      tally('withdrawn', 3),
    ]);
    expect(approached).toBe(886);
    expect(municipalRate).toBeCloseTo(0.693, 3);
  });

  it('counts every case once: in the field, or not released yet', () => {
    const tallies = [
      ...RATE_GROUPS.map((group, at) => tally(group, at + 1)),
      tally('open', 50, { isReleased: false, isAttempted: false }),
      tally('excluded', 7, { isReleased: false, isAttempted: false }),
    ];
    const { counts, unreleased, released } = summariseResponse(tallies);
    expect(counts).toEqual({
      I: 1,
      P: 2,
      R: 3,
      NC: 4,
      O: 5,
      UH: 6,
      UO: 7,
      NE: 8,
      excluded: 16,
      withdrawn: 10,
      open: 11,
    });
    expect(unreleased).toBe(50);
    expect(released).toBe(47);
  });

  it('counts whoever had no help in the year as not eligible, beside the cases that were released with them', () => {
    const checked = { isReleased: false, isAttempted: false };
    const { counts, released, approached, unreleased, rates } = summariseResponse([
      tally('I', 90),
      tally('UO', 10),
      tally('NE', 10, checked),
      tally('NE', 4, { ...checked, isReplicateReleased: false }),
    ]);
    expect({ NE: counts.NE, released, approached, unreleased }).toEqual({
      NE: 10,
      released: 100,
      approached: 100,
      unreleased: 4,
    });
    expect(rates.e).toBeCloseTo(0.9, 12);
    expect(rates.RR3).toBeCloseTo(90 / 99, 12);
  });

  it('has no rate when nobody was approached', () => {
    expect(summariseResponse([]).municipalRate).toBeNull();
  });
});
