import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FUNNEL_ENDS, FUNNEL_STEPS, funnelCounts } from '../../../src/domain/response/funnel.js';
import type { RateGroup } from '../../../src/domain/contact/outcome.js';
import { summariseResponse } from '../../../src/domain/response/response-summary.js';

const RATE_GROUPS = Object.keys(summariseResponse([]).counts) as RateGroup[];

const tallies = fc.array(
  fc.record({
    group: fc.constantFrom(...RATE_GROUPS),
    isReleased: fc.boolean(),
    isReplicateReleased: fc.boolean(),
    isAttempted: fc.boolean(),
    reached: fc.constantFrom('none', 'contacted', 'permitted', 'started'),
    count: fc.nat(50),
  }),
);

it('nobody is in the funnel before there is a sample', () => {
  expect(funnelCounts([]).all).toBe(0);
});

it('whoever has an interview began it, and whoever was never to be called is not in the field', () => {
  const one = { isReplicateReleased: true, isAttempted: false, reached: 'none', count: 3 } as const;
  const counts = funnelCounts([
    { ...one, group: 'I', isReleased: true },
    { ...one, group: 'excluded', isReleased: false },
    { ...one, group: 'withdrawn', isReleased: true, reached: 'started' },
  ]);
  expect(counts).toMatchObject({ all: 6, in_field: 3, started: 3, I: 3, excluded: 3, not_contacted: 0 });
});

it('every step is a part of the one before, and everybody of the sample is left in one place', () => {
  fc.assert(
    fc.property(tallies, (given) => {
      // An interview is held in the field only.
      const own = given.map((tally) => (tally.group === 'I' ? { ...tally, isReleased: true } : tally));
      const counts = funnelCounts(own);
      for (const [at, step] of FUNNEL_STEPS.entries()) {
        const before = FUNNEL_STEPS[at - 1];
        if (before !== undefined) expect(counts[step]).toBeLessThanOrEqual(counts[before]);
      }
      expect(FUNNEL_ENDS.reduce((sum, end) => sum + counts[end], 0)).toBe(counts.all);
    }),
  );
});
