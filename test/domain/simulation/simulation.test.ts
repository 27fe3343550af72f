import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import { openStream, type Seed } from '../../../src/domain/sampling/random.js';
import { bandOf, bandText, forecast } from '../../../src/domain/simulation/forecast.js';
import { type LedgerCall, ratesFromLedger } from '../../../src/domain/simulation/ledger-rates.js';
import { drawLineAnswer, drawRespondent } from '../../../src/domain/simulation/respondent.js';
import {
  contactRate,
  DEFAULT_SIMULATION_RATES,
  groupRates,
} from '../../../src/domain/simulation/simulation-rates.js';

const SEED = 42 as Seed;
const [DAY_1, DAY_2] = [civilDate('2026-04-01'), civilDate('2026-04-02')];

describe('a forecast', () => {
  it('adds up the days and takes its band from the plays', () => {
    const play = (seed: number, first: number, second: number) => ({
      seed,
      held: { a: 6 },
      days: [
        { on: DAY_1, interviews: { a: first } },
        { on: DAY_2, interviews: { a: second } },
      ],
    });
    expect(forecast([play(1, 3, 2), play(2, 1, 1), play(3, 2, 2)], ['a', 'b'])).toEqual([
      { on: DAY_1, domain: 'a', held: 6, low: 7, middle: 8, high: 9 },
      { on: DAY_1, domain: 'b', held: 0, low: 0, middle: 0, high: 0 },
      { on: DAY_2, domain: 'a', held: 6, low: 8, middle: 10, high: 11 },
      { on: DAY_2, domain: 'b', held: 0, low: 0, middle: 0, high: 0 },
    ]);
  });

  it.each([
    [1, 'geen marge'],
    [3, 'de laagste en de hoogste van 3 keer'],
    [10, 'hooguit één op de tien keer'],
  ])('says what the band of %i plays is', (plays, text) => {
    expect(bandText(plays)).toContain(text);
  });

  it('leaves one in ten out on each side when there are enough plays', () => {
    const twenty = Array.from({ length: 20 }, (_, index) => index + 1);
    expect(bandOf(twenty)).toEqual({ low: 2, middle: 10, high: 18 });
  });

  it('needs a play', () => {
    expect(() => forecast([], ['a'])).toThrow(RangeError);
  });
});

describe('an invented respondent', () => {
  it('is the same whenever drawn from the same stream', () => {
    const draw = () => drawRespondent(openStream(SEED, 'case C001'), 'jb_jr', DEFAULT_SIMULATION_RATES);
    expect(draw()).toEqual(draw());
    expect(draw().group).toBe('jb_jr');
  });

  it('takes part as often as the rates say', () => {
    const random = openStream(SEED, 'many');
    const many = Array.from({ length: 4_000 }, () => drawRespondent(random, 'a', DEFAULT_SIMULATION_RATES));
    const share = many.filter(({ attitude }) => attitude === 'takes_part').length / many.length;
    // 98% speak the language, 76% of those take part; three standard errors are 0.02.
    expect(Math.abs(share - 0.98 * 0.76)).toBeLessThan(0.02);
  });

  it('answers more often in the evening than in the morning', () => {
    const random = openStream(SEED, 'line');
    const person = { ...drawRespondent(random, 'a', DEFAULT_SIMULATION_RATES), ease: 1 };
    const answered = (part: string): number =>
      Array.from({ length: 4_000 }, () =>
        drawLineAnswer(random, person, DEFAULT_SIMULATION_RATES, part),
      ).filter((line) => line === 'answered').length / 4_000;
    // A line is busy or fails four times in a hundred.
    expect(Math.abs(answered('avond') - 0.96 * 0.42)).toBeLessThan(0.025);
    expect(Math.abs(answered('ochtend') - 0.96 * 0.24)).toBeLessThan(0.025);
  });
});

describe('rates', () => {
  it('of another day-part than the named ones are those of "*"', () => {
    expect(contactRate({ contact: { avond: 0.4, '*': 0.3 }, cooperation: 1 }, 'ochtend')).toBe(0.3);
  });

  it('of a group that is not named are those of "*", and without that there are none', () => {
    expect(groupRates(DEFAULT_SIMULATION_RATES, 'x')).toBe(DEFAULT_SIMULATION_RATES.groups['*']);
    expect(() => groupRates({ ...DEFAULT_SIMULATION_RATES, groups: {} }, 'x')).toThrow(RangeError);
  });

  it('are those of the default without calls', () => {
    const { groups } = ratesFromLedger([], DEFAULT_CALLING_RULES, 'CEO 2025');
    expect(groups['*']).toBe(DEFAULT_SIMULATION_RATES.groups['*']);
  });

  it('come from the calls of an earlier study', () => {
    const call = (caseId: string, outcome: LedgerCall['outcome'], hour = 18): LedgerCall => ({
      caseId,
      group: 'a',
      dialledAt: instant(`2026-04-14T${String(hour)}:00:00+02:00`),
      outcome,
    });
    const calls = [
      // Forty in the evening: ten answered, of which six interviews. Busy and wrong numbers say nothing.
      ...Array.from({ length: 6 }, (_, index) => call(`i${String(index)}`, 'complete')),
      ...Array.from({ length: 4 }, (_, index) => call(`r${String(index)}`, 'refusal_hard')),
      ...Array.from({ length: 30 }, (_, index) => call(`n${String(index)}`, 'no_answer')),
      call('b', 'busy'),
      call('w', 'wrong_number'),
      // Ten in the morning, all answered: too few for a rate of their own.
      ...Array.from({ length: 10 }, (_, index) => call(`o${String(index)}`, 'refusal_hard', 10)),
    ];
    const { a } = ratesFromLedger(calls, DEFAULT_CALLING_RULES, 'CEO 2025').groups;
    expect(a?.contact['avond']).toBe(0.25);
    expect(a?.contact['ochtend']).toBe(0.4);
    expect(a?.contact['*']).toBe(0.4);
    expect(a?.cooperation).toBe(0.3);
  });
});
