import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Draw, drawSample, type DrawPlan } from '../../../src/domain/sampling/draw.js';
import { type FrameUnit, type FrameUnitId, hashFrame } from '../../../src/domain/sampling/frame-unit.js';
import { openStream, parseSeed, type Seed } from '../../../src/domain/sampling/random.js';
import { chiSquareUpperTail } from '../../../src/domain/statistics/distributions/chi-square.js';

const unitShape = z.object({
  id: z.string().transform((id) => id as FrameUnitId),
  stratum: z.string(),
  family: z.string().nullable(),
  order: z.string(),
});
const reference = z
  .object({
    units: z.array(unitShape),
    sizes: z.record(z.string(), z.number()),
    replicateShares: z.array(z.number()),
    draws: z.array(
      z.object({
        seed: z.number().transform((seed) => seed as Seed),
        method: z.enum(['simple', 'systematic']),
        units: z.array(
          z.object({
            id: z.string(),
            stratum: z.string(),
            replicate: z.number(),
            eligibleInFamily: z.number(),
            designWeight: z.number(),
          }),
        ),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('test/reference/draw.json', 'utf8')));

function unit(id: string, stratum = 'jb_jr', family: string | null = null, order = ''): FrameUnit {
  return { id: id as FrameUnitId, stratum, family, order };
}

function drawn(units: readonly FrameUnit[], plan: Partial<DrawPlan>): Draw {
  const result = drawSample(units, {
    seed: 1 as Seed,
    method: 'simple',
    sizes: {},
    oneChildPerFamily: false,
    replicateShares: [1],
    ...plan,
  });
  if (result.kind !== 'drawn') throw new Error(result.kind);
  return result;
}

function ids(draw: Draw): string[] {
  return draw.units.map(({ id }) => id);
}

function frameOf(count: number): FrameUnit[] {
  return Array.from({ length: count }, (_, place) =>
    unit(`u${String(place).padStart(4, '0')}`, 'jb_jr', null, `o${String(place % 3)}`),
  );
}

const anySeed = fc.integer({ min: 0, max: 0xffff_ffff }).map((seed) => seed as Seed);

describe('a seed', () => {
  it.each([
    ['42', 42],
    ['0', 0],
    ['4294967295', 4_294_967_295],
    ['4294967296', null],
    ['-1', null],
    ['4.2', null],
    ['', null],
  ])('%j is read as %j', (text, seed) => {
    expect(parseSeed(text)).toBe(seed);
  });

  it('gives the same numbers again, and another step gives others', () => {
    const numbers = (name: string) => {
      const stream = openStream(7 as Seed, name);
      return Array.from({ length: 20 }, () => stream.below(1000));
    };
    expect(numbers('a')).toEqual(numbers('a'));
    expect(numbers('a')).not.toEqual(numbers('b'));
  });
});

const NEW_VERSION =
  'The same inputs give another sample: raise the version in drawAlgorithms, and make the reference again.';

describe('a draw', () => {
  it.each(reference.draws)(
    'with seed $seed, $method, is the sample computed apart from the program',
    (golden) => {
      const plan = { ...golden, sizes: reference.sizes, replicateShares: reference.replicateShares };
      const draw = drawn(reference.units, { ...plan, oneChildPerFamily: true });
      expect(draw.units, NEW_VERSION).toEqual(
        golden.units.map((unit) => ({
          ...unit,
          inclusionProbability: expect.closeTo(1 / unit.designWeight, 12) as number,
        })),
      );
    },
  );

  it('has n distinct members of the frame, whatever the sizes', () => {
    fc.assert(
      fc.property(
        anySeed,
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, frameSize, share) => {
          const size = Math.floor(frameSize * share);
          for (const method of ['simple', 'systematic'] as const) {
            const members = ids(drawn(frameOf(frameSize), { seed, method, sizes: { jb_jr: size } }));
            expect(new Set(members).size).toBe(size);
            expect(members.every((id) => Number(id.slice(1)) < frameSize)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which the database gives the frame', () => {
    fc.assert(
      fc.property(anySeed, fc.shuffledSubarray(reference.units, { minLength: 60 }), (seed, shuffled) => {
        const plan = {
          seed,
          method: 'simple',
          sizes: reference.sizes,
          oneChildPerFamily: true,
          replicateShares: [1],
        } as const;
        // Families may leave too few of a stratum: then both orders must say so.
        expect(drawSample(shuffled, plan)).toEqual(drawSample(reference.units, plan));
      }),
      { numRuns: 20 },
    );
  });

  it('differs with another seed', () => {
    const sizes = { jb_jr: 20 };
    expect(ids(drawn(frameOf(100), { seed: 1 as Seed, sizes }))).not.toEqual(
      ids(drawn(frameOf(100), { seed: 2 as Seed, sizes })),
    );
  });

  it('leaves the sample of a stratum as it was when another stratum changes', () => {
    const basic = Array.from({ length: 30 }, (_, place) => unit(`b${String(place)}`, 'basishulp'));
    const alone = drawn(frameOf(50), { sizes: { jb_jr: 10 } });
    const both = drawn([...frameOf(50), ...basic], { sizes: { jb_jr: 10, basishulp: 5 } });
    expect(ids(both).filter((id) => id.startsWith('u'))).toEqual(ids(alone));
  });

  function timesDrawn(method: DrawPlan['method']): number[] {
    const units = frameOf(23);
    const times = units.map(() => 0);
    for (let seed = 0; seed < 4000; seed++) {
      for (const id of ids(drawn(units, { seed: seed as Seed, method, sizes: { jb_jr: 7 } }))) {
        const place = Number(id.slice(1));
        times[place] = (times[place] ?? 0) + 1;
      }
    }
    return times;
  }
  const expectedTimes = (4000 * 7) / 23;

  it('gives everybody the same chance over many seeds, by a chi-square test', () => {
    // Without replacement the counts vary less than in a multinomial, by (1 − n/N)·N/(N − 1).
    const scale = (1 - 7 / 23) * (23 / 22);
    const sum = timesDrawn('simple').reduce(
      (total, times) => total + (times - expectedTimes) ** 2 / expectedTimes,
      0,
    );
    expect(chiSquareUpperTail(sum / scale, 22)).toBeGreaterThan(0.001);
  });

  it('gives everybody the same chance when it is systematic, within five standard errors', () => {
    const standardError = Math.sqrt(expectedTimes * (1 - 7 / 23));
    for (const times of timesDrawn('systematic')) {
      expect(Math.abs(times - expectedTimes)).toBeLessThan(5 * standardError);
    }
  });

  it('chooses each child of a family equally often, and a child alone as often as a whole family', () => {
    const units = [
      unit('a', 's', 'f1'),
      unit('b', 's', 'f1'),
      unit('c', 's', 'f1'),
      unit('d', 's'),
      unit('e', 's', 'f2'),
    ];
    const times: Record<string, number> = {};
    const seeds = 6000;
    for (let seed = 0; seed < seeds; seed++) {
      const [only] = drawn(units, { seed: seed as Seed, sizes: { s: 1 }, oneChildPerFamily: true }).units;
      if (only === undefined) throw new Error('nobody drawn');
      expect(only.designWeight).toBe(only.id === 'd' || only.id === 'e' ? 3 : 9);
      times[only.id] = (times[only.id] ?? 0) + 1;
    }
    const chances: readonly (readonly [string, number])[] = [
      ['a', 1 / 9],
      ['b', 1 / 9],
      ['c', 1 / 9],
      ['d', 1 / 3],
      ['e', 1 / 3],
    ];
    const sum = chances.reduce(
      (total, [id, chance]) => total + ((times[id] ?? 0) - seeds * chance) ** 2 / (seeds * chance),
      0,
    );
    expect(chiSquareUpperTail(sum, 4)).toBeGreaterThan(0.001);
  });

  it('chooses one child of a family over all domains', () => {
    const units = [
      unit('a', 'basishulp', 'f'),
      unit('b', 'jb_jr', 'f'),
      unit('c', 'basishulp'),
      unit('d', 'jb_jr'),
    ];
    for (let seed = 0; seed < 50; seed++) {
      const [basic, jbjr] = drawn(units, {
        seed: seed as Seed,
        sizes: { basishulp: 1, jb_jr: 1 },
        oneChildPerFamily: true,
      }).strata;
      expect([basic?.frameSize, jbjr?.frameSize]).toEqual([2, 2]);
      expect((basic?.selectableSize ?? 0) + (jbjr?.selectableSize ?? 0)).toBe(3);
    }
  });

  it('weighs up to the selectable frame in expectation: the weights of a sample without families sum to it exactly', () => {
    const { units, strata } = drawn(frameOf(37), { sizes: { jb_jr: 11 } });
    expect(units.reduce((sum, { designWeight }) => sum + designWeight, 0)).toBeCloseTo(37, 9);
    expect(strata).toEqual([
      { stratum: 'jb_jr', frameSize: 37, selectableSize: 37, sampleSize: 11, probability: 11 / 37 },
    ]);
    expect(units.every((one) => Math.abs(one.inclusionProbability * one.designWeight - 1) < 1e-12)).toBe(
      true,
    );
  });

  it('spreads a systematic draw over the order', () => {
    const draw = drawn(frameOf(99), { method: 'systematic', sizes: { jb_jr: 33 } });
    const perOrder = [0, 0, 0];
    for (const id of ids(draw))
      perOrder[Number(id.slice(1)) % 3] = (perOrder[Number(id.slice(1)) % 3] ?? 0) + 1;
    expect(perOrder).toEqual([11, 11, 11]);
  });

  it('cuts the sample into replicates of the asked sizes', () => {
    const { units } = drawn(frameOf(100), { sizes: { jb_jr: 50 }, replicateShares: [3, 1, 1] });
    expect([1, 2, 3].map((number) => units.filter(({ replicate }) => replicate === number).length)).toEqual([
      30, 10, 10,
    ]);
  });

  it('says which stratum is too small or unknown', () => {
    const plan = {
      seed: 1 as Seed,
      method: 'simple',
      oneChildPerFamily: false,
      replicateShares: [1],
    } as const;
    expect(drawSample(frameOf(3), { ...plan, sizes: { jb_jr: 4 } })).toEqual({
      kind: 'size_above_frame',
      stratum: 'jb_jr',
      most: 3,
    });
    expect(drawSample(frameOf(3), { ...plan, sizes: { elders: 1 } })).toEqual({
      kind: 'unknown_stratum',
      stratum: 'elders',
    });
  });

  it('refuses a frame in which a pseudonym occurs twice', () => {
    expect(() => drawn([unit('a'), unit('a')], { sizes: { jb_jr: 1 } })).toThrow(RangeError);
  });
});

describe('the hash of a frame', () => {
  const hashOf = (units: readonly FrameUnit[]) => {
    const hash = createHash('sha256');
    hashFrame(units, hash);
    return hash.digest('hex');
  };

  it('is that of the lines in order of id, with the first member of the family', () => {
    const text = 'a\tjb_jr\t\ta\nb\tjb_jr\t\ta\nc\tjb_jr\t\tc\n';
    expect(hashOf([unit('c'), unit('b', 'jb_jr', 'f'), unit('a', 'jb_jr', 'f')])).toBe(
      createHash('sha256').update(text).digest('hex'),
    );
  });

  it('changes when a unit, its stratum or its family changes', () => {
    const frames = [
      [unit('a'), unit('b')],
      [unit('a')],
      [unit('a', 'basishulp'), unit('b')],
      [unit('a', 'jb_jr', 'f'), unit('b', 'jb_jr', 'f')],
    ];
    expect(new Set(frames.map(hashOf)).size).toBe(4);
  });
});
