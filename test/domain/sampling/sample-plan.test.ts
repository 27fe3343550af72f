import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  detectableDifference,
  designEffectOfRates,
  stratifiedMargin,
  stratifiedVariance,
} from '../../../src/domain/sampling/precision.js';
import {
  type PlanDomain,
  type PlanRule,
  planSample,
  type PlanSettings,
} from '../../../src/domain/sampling/sample-plan.js';

const three = z.array(z.number()).length(3);
const maybeThree = z.array(z.number().nullable()).length(3);
const reference = z
  .object({
    N: three,
    n: three,
    exclusion: three,
    response: three,
    calls_per_case: three,
    interviews: three,
    excluded: three,
    calls: three,
    margin: three,
    margin_total: z.number(),
    margin_90_p20: three,
    last_interviews: maybeThree,
    last_N: maybeThree,
    detectable: maybeThree,
    detectable_total: z.number(),
    design_effect: z.number(),
    segment_N: z.array(z.number()),
    segment_n: z.array(z.number()),
    segment_margin: z.number(),
    n_for_margin: three,
    n_for_difference: z.number(),
  })
  .parse(JSON.parse(readFileSync('test/reference/sample_plan.json', 'utf8')));

const CODES = ['basishulp', 'specialistisch', 'jb_jr'];
const domains: readonly PlanDomain[] = reference.N.map((frameSize, place) => {
  const last = reference.last_interviews[place] ?? null;
  return {
    code: CODES[place] ?? '',
    parts: [{ segment: null, frameSize, floor: 0 }],
    fixed: reference.n[place] ?? 0,
    floor: 0,
    cap: null,
    exclusionRate: reference.exclusion[place] ?? 0,
    responseRate: reference.response[place] ?? 0,
    callsPerCase: reference.calls_per_case[place] ?? 0,
    lastYear: last === null ? null : { interviews: last, frameSize: reference.last_N[place] ?? null },
  };
});

function settings(rule: PlanRule, rest: Partial<PlanSettings> = {}): PlanSettings {
  return {
    rule,
    counts: 'drawn',
    confidence: 0.95,
    proportion: 0.5,
    power: 0.8,
    significance: 0.05,
    ...rest,
  };
}

function changed(place: number, change: Partial<PlanDomain>): readonly PlanDomain[] {
  return domains.map((domain, at) => (at === place ? { ...domain, ...change } : domain));
}

const closeTo = (value: number | null | undefined) =>
  value === null ? null : (expect.closeTo(value ?? Number.NaN, 9) as number);

describe('a plan', () => {
  it('says of fixed sizes what R says: interviews, exclusions, calls, margins and detectable differences', () => {
    const { domains: planned, total, unplaced } = planSample(domains, settings({ kind: 'fixed' }));
    planned.forEach((domain, place) => {
      expect(domain).toMatchObject({
        frameSize: reference.N[place],
        drawn: reference.n[place],
        excluded: closeTo(reference.excluded[place]),
        interviews: closeTo(reference.interviews[place]),
        calls: closeTo(reference.calls[place]),
        margin: closeTo(reference.margin[place]),
        detectable: closeTo(reference.detectable[place]),
      });
    });
    expect(total.margin).toBeCloseTo(reference.margin_total, 12);
    expect(total.designEffect).toBeCloseTo(reference.design_effect, 12);
    expect(total.detectable).toBeCloseTo(reference.detectable_total, 12);
    expect(unplaced).toBe(0);
  });

  it('says over which domains the total is compared', () => {
    expect(planSample(domains, settings({ kind: 'fixed' })).compared).toEqual([
      'basishulp',
      'specialistisch',
    ]);
  });

  it('follows the confidence and the expected proportion that are asked', () => {
    const asked = settings({ kind: 'fixed' }, { confidence: 0.9, proportion: 0.2 });
    planSample(domains, asked).domains.forEach(({ margin }, place) => {
      expect(margin).toBeCloseTo(reference.margin_90_p20[place] ?? 0, 12);
    });
  });

  it('adds up the variances of segments that are strata of their own', () => {
    const parts = reference.segment_N.map((frameSize, place) => ({
      segment: `s${String(place)}`,
      frameSize,
      floor: reference.segment_n[place] ?? 0,
    }));
    const [, specialist] = planSample(changed(1, { parts }), settings({ kind: 'fixed' })).domains;
    expect(specialist?.parts.map(({ drawn }) => drawn)).toEqual(reference.segment_n);
    expect(specialist?.margin).toBeCloseTo(reference.segment_margin, 12);
  });

  it('asks the interviews that a margin of error takes, and draws for the losses', () => {
    const plan = planSample(domains, settings({ kind: 'margin', margin: 0.05 }, { counts: 'interviews' }));
    plan.domains.forEach(({ drawn, interviews, margin }, place) => {
      const needed = reference.n_for_margin[place] ?? 0;
      const lossless = (1 - (reference.exclusion[place] ?? 0)) * (reference.response[place] ?? 0);
      expect(drawn).toBe(Math.ceil(needed / lossless));
      expect(interviews).toBeGreaterThanOrEqual(needed);
      expect(margin).toBeLessThanOrEqual(0.0501);
    });
  });

  it('asks the interviews that finding a difference takes', () => {
    const rule = { kind: 'difference', proportions: [0.84, 0.75] } as const;
    const { domains: planned } = planSample(
      changed(0, { exclusionRate: 0, responseRate: 1 }),
      settings(rule, { counts: 'interviews' }),
    );
    expect(planned[0]?.drawn).toBe(reference.n_for_difference);
  });

  it('divides a total of interviews, and draws more where more is lost', () => {
    const rule = { kind: 'equal', total: 600 } as const;
    const { domains: planned } = planSample(domains, settings(rule, { counts: 'interviews' }));
    expect(planned.map(({ drawn }) => drawn)).toEqual([298, 313, 359]);
    for (const { interviews } of planned) {
      expect(interviews).toBeGreaterThanOrEqual(200);
      expect(interviews).toBeLessThan(201);
    }
  });

  it('keeps to floors and caps, and says when floors ask more than the total', () => {
    const rule = { kind: 'proportional', total: 100 } as const;
    const floors = domains.map((domain) => ({ ...domain, floor: 40 }));
    const plan = planSample(floors, settings(rule));
    expect(plan.total.drawn).toBe(120);
    expect(plan.unplaced).toBe(-20);
    const capped = planSample(changed(1, { cap: 10 }), settings(rule));
    expect(capped.domains.map(({ drawn }) => drawn)).toEqual([70, 10, 20]);
  });

  it('says how many do not fit in the frame', () => {
    const plan = planSample(changed(2, { fixed: 1500 }), settings({ kind: 'fixed' }));
    expect(plan.domains[2]?.drawn).toBe(1100);
    expect(plan.unplaced).toBe(400);
  });

  it('gives a segment its smallest number, out of the others', () => {
    const parts = [
      { segment: 'large', frameSize: 5000, floor: 0 },
      { segment: 'small', frameSize: 200, floor: 50 },
      { segment: 'tiny', frameSize: 3, floor: 50 },
    ];
    const [, specialist] = planSample(changed(1, { parts }), settings({ kind: 'fixed' })).domains;
    expect(specialist?.parts.map(({ drawn }) => drawn)).toEqual([407, 50, 3]);
  });

  it('knows no margin where nobody is interviewed, and no comparison without an earlier year', () => {
    const plan = planSample(changed(0, { fixed: 0 }), settings({ kind: 'fixed' }));
    expect(plan.domains[0]).toMatchObject({ margin: null, detectable: null, drawn: 0 });
    expect(plan.total).toMatchObject({ margin: null, designEffect: null });
    expect(plan.domains[2]?.detectable).toBeNull();
    expect(plan.compared).toEqual(['specialistisch']);
  });

  it('leaves an empty domain out of the total', () => {
    const empty = changed(2, { parts: [{ segment: null, frameSize: 0, floor: 0 }], fixed: 0 });
    const plan = planSample(empty, settings({ kind: 'margin', margin: 0.05 }, { counts: 'interviews' }));
    expect(plan.domains[2]?.drawn).toBe(0);
    expect(plan.total.margin).toBeGreaterThan(0);
  });

  it('never draws more than the frame, nor fewer than the frame and the floors allow, whatever is asked', () => {
    const rules = fc.oneof(
      fc.record({
        kind: fc.constantFrom('equal' as const, 'proportional' as const, 'neyman' as const),
        total: fc.integer({ min: 0, max: 20_000 }),
      }),
      fc.record({
        kind: fc.constant('power' as const),
        total: fc.integer({ min: 0, max: 20_000 }),
        power: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({
        kind: fc.constant('margin' as const),
        margin: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      }),
    );
    const some = fc.array(
      fc.record({ frameSize: fc.integer({ min: 0, max: 5000 }), floor: fc.integer({ min: 0, max: 300 }) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        rules,
        some,
        fc.constantFrom('drawn' as const, 'interviews' as const),
        (rule, parts, counts) => {
          const asked = domains.map((domain) => ({
            ...domain,
            deviation: 0.4,
            mean: 0.6,
            parts: parts.map((part, place) => ({ ...part, segment: String(place) })),
          }));
          const plan = planSample(asked, settings(rule, { counts }));
          for (const domain of plan.domains) {
            domain.parts.forEach(({ drawn, frameSize, interviews }, place) => {
              expect(Number.isInteger(drawn)).toBe(true);
              expect(drawn).toBeLessThanOrEqual(frameSize);
              expect(interviews).toBeLessThanOrEqual(drawn);
              if (domain.drawn > 0) {
                expect(drawn).toBeGreaterThanOrEqual(Math.min(parts[place]?.floor ?? 0, frameSize));
              }
            });
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('precision', () => {
  it('repeats the examples of its documentation', () => {
    expect(stratifiedVariance([{ frameSize: 100, interviews: 100 }], 0.5)).toBe(0);
    expect(
      stratifiedMargin([{ frameSize: 1000, interviews: 1000 }], { proportion: 0.5, confidence: 0.95 }),
    ).toBe(0);
    expect(detectableDifference([0, 0], { power: 0.8, significance: 0.05 })).toBe(0);
    expect(
      designEffectOfRates([
        { frameSize: 10, interviews: 5 },
        { frameSize: 20, interviews: 10 },
      ]),
    ).toBeCloseTo(1, 12);
    const domain = {
      ...domains[0],
      code: 'a',
      parts: [{ segment: null, frameSize: 100, floor: 0 }],
      fixed: 10,
    };
    expect(planSample([domain as PlanDomain], settings({ kind: 'fixed' })).total.drawn).toBe(10);
  });

  it('is not known without strata, and whole when one person is the frame', () => {
    expect(stratifiedVariance([], 0.5)).toBeNull();
    expect(stratifiedVariance([{ frameSize: 1, interviews: 1 }], 0.5)).toBe(0);
  });
});
