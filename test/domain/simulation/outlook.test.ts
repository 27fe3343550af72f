import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { openStream, type Seed } from '../../../src/domain/sampling/random.js';
import { type DomainSoFar, expectedEnds, playOnward } from '../../../src/domain/simulation/outlook.js';
import { drawChance, drawCount } from '../../../src/domain/simulation/random-variates.js';
import { DEFAULT_SIMULATION_RATES } from '../../../src/domain/simulation/simulation-rates.js';
import { readReference } from '../../support/reference.js';

const FIRST = civilDate('2026-04-01');
const DAYS = Array.from({ length: 40 }, (_, index) => addDays(FIRST, index));
const MUCH = 100_000_000;

/** A domain whose chances are as good as certain. */
function domain(part: Partial<DomainSoFar> & { contact: number; cooperation: number }): DomainSoFar {
  const { contact, cooperation, ...rest } = part;
  const ended = contact * MUCH;
  const interviews = cooperation * ended;
  return {
    domain: 'a',
    interviews,
    target: interviews + 60,
    openByTriesLeft: [0, 0, 0, 0, 0, 0, 1_000_000],
    answered: ended,
    unanswered: (1 - contact) * MUCH,
    ended,
    ...rest,
  };
}

function plays(soFar: readonly DomainSoFar[], callsPerDay: number, count: number) {
  const plan = { callsPerDay, days: DAYS, beforehand: DEFAULT_SIMULATION_RATES };
  return Array.from({ length: count }, (_, seed) => playOnward(soFar, plan, seed as Seed));
}

describe('the outlook of a fieldwork', () => {
  it('agrees with the binomial distribution as R has it', () => {
    const r = readReference('outlook.json') as {
      calls: number;
      contact: number;
      cooperation: number;
      lacking: number;
      after_ten: number[];
      day: number[];
    };
    const soFar = domain(r);
    const played = plays([{ ...soFar, target: soFar.interviews + r.lacking }], r.calls, 2000);
    const [end] = expectedEnds([{ ...soFar, target: soFar.interviews + r.lacking }], played);
    expect([end?.early, end?.middle, end?.late]).toEqual(r.day.map((day) => DAYS[day - 1]));

    const endless = plays([{ ...soFar, target: soFar.interviews + MUCH }], r.calls, 2000);
    const held = endless
      .map(({ days }) => days.slice(0, 10).reduce((sum, { interviews }) => sum + (interviews['a'] ?? 0), 0))
      .toSorted((one, other) => one - other);
    for (const [place, share] of [0.1, 0.5, 0.9].entries()) {
      expect(Math.abs((held[share * 2000] ?? 0) - (r.after_ten[place] ?? 0))).toBeLessThanOrEqual(1);
    }
  });

  it('ends when nobody is left to call: everybody was called as often as may be', () => {
    const silent = domain({ contact: 0, cooperation: 0.5, openByTriesLeft: [0, 10] });
    const [play] = plays([silent], 10, 1);
    expect(play?.days.map(({ on, interviews }) => [on, interviews['a']])).toEqual([
      [DAYS[0], 0],
      [DAYS[1], 0],
    ]);
    const [end] = expectedEnds([silent], plays([silent], 10, 20));
    expect(end).toMatchObject({ early: null, middle: null, late: null });
  });

  it('gives the calls of a domain that is done to the others', () => {
    const sure = { contact: 1, cooperation: 1, openByTriesLeft: [100] };
    const small = { ...domain(sure), domain: 'a' };
    const large = { ...domain(sure), domain: 'b' };
    const soFar = [
      { ...small, target: small.interviews + 4 },
      { ...large, target: large.interviews + 12 },
    ];
    const [play] = plays(soFar, 8, 1);
    // First in the proportion of what is lacking, 4 to 12; then all that is left.
    expect(play?.days.map(({ interviews }) => [interviews['a'], interviews['b']])).toEqual([
      [2, 6],
      [2, 6],
    ]);
    expect(expectedEnds(soFar, play === undefined ? [] : [play]).map(({ middle }) => middle)).toEqual([
      DAYS[1],
      DAYS[1],
    ]);
  });

  it('is wider the less is known', () => {
    const open = { openByTriesLeft: [0, 0, 0, 0, 0, 0, 5000] };
    const width = (scale: number): number => {
      const soFar = {
        ...open,
        domain: 'a',
        interviews: 21 * scale,
        target: 21 * scale + 100,
        answered: 30 * scale,
        unanswered: 70 * scale,
        ended: 30 * scale,
      };
      const [end] = expectedEnds([soFar], plays([soFar], 30, 400));
      return DAYS.indexOf(end?.late ?? FIRST) - DAYS.indexOf(end?.early ?? FIRST);
    };
    expect(width(1)).toBeGreaterThan(width(1000));
  });

  it('leaves out domains that are done or have no target, and refuses no plays', () => {
    const done = domain({ contact: 0.5, cooperation: 0.5, interviews: 5, target: 5 });
    const free = domain({ contact: 0.5, cooperation: 0.5, target: null });
    expect(expectedEnds([done, free], plays([done, free], 5, 3))).toEqual([]);
    expect(() => expectedEnds([done], [])).toThrow(RangeError);
  });
});

describe('random variates', () => {
  const random = openStream(11 as Seed, 'variates');
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const many = (draw: () => number): readonly number[] => Array.from({ length: 20_000 }, draw);

  it('have the mean and the variance of a beta distribution: for 3 and 9, 4/14 and 40/2940', () => {
    const drawn = many(() => drawChance(random, 3, 9));
    expect(mean(drawn)).toBeCloseTo(4 / 14, 2);
    const variance = mean(drawn.map((value) => (value - 4 / 14) ** 2));
    expect(variance).toBeCloseTo(40 / 2940, 3);
  });

  it.each([
    [20, 0.3],
    [400, 0.21],
  ])('have the mean and the variance of a binomial distribution of %i trials', (trials, chance) => {
    const drawn = many(() => drawCount(random, trials, chance));
    expect(Math.abs(mean(drawn) - trials * chance)).toBeLessThan(0.25);
    const variance = mean(drawn.map((value) => (value - trials * chance) ** 2));
    expect(variance / (trials * chance * (1 - chance))).toBeCloseTo(1, 1);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(trials);
  });
});
