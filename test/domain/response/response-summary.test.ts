import { describe, expect, it } from 'vitest';
import { RATE_NAMES } from '../../../src/domain/response/rates.js';
import {
  type CaseTally,
  RATE_GROUPS,
  summariseResponse,
} from '../../../src/domain/response/response-summary.js';
import { readReference } from '../../support/reference.js';

const tally = (group: CaseTally['group'], count: number, different: Partial<CaseTally> = {}): CaseTally => ({
  group,
  count,
  isReleased: true,
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

  it('has no rate when nobody was approached', () => {
    expect(summariseResponse([]).municipalRate).toBeNull();
  });
});
