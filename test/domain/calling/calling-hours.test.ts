import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import {
  addMinutes,
  epochMilliseconds,
  instant,
  instantOf,
  localTime,
} from '../../../src/domain/calendar/instant.js';
import {
  callingHoursOn,
  dayPartAt,
  firstMomentIn,
  isCallingTime,
  isWithin,
  type Slot,
} from '../../../src/domain/calling/calling-hours.js';
import { type CallingRules, DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import { callingRulesProblems } from '../../../src/domain/calling/calling-rules-problems.js';

const RULES = DEFAULT_CALLING_RULES;

describe('calling hours', () => {
  it.each<[string, string, [number, number] | null]>([
    ['a Wednesday', '2026-04-01', [540, 1230]],
    ['a Saturday', '2026-04-11', [600, 960]],
    ['a Sunday', '2026-04-12', null],
    ['Easter Monday', '2026-04-06', null],
    ['Good Friday', '2026-04-03', [540, 1230]],
    ['King’s Day', '2026-04-27', null],
    ['Remembrance Day', '2026-05-04', [540, 1080]],
    ['Liberation Day', '2026-05-05', null],
    ['Ascension Day', '2026-05-14', null],
    ['Whit Monday', '2026-05-25', null],
    ['Saint Nicholas’ Eve on a Saturday', '2026-12-05', [600, 960]],
    ['Saint Nicholas’ Eve on a Friday', '2025-12-05', [540, 1080]],
    ['Christmas Eve', '2026-12-24', [540, 1080]],
    ['Boxing Day on a Saturday', '2026-12-26', null],
  ])('on %s (%s)', (_day, on, hours) => {
    const expected = hours === null ? [] : [{ fromMinute: hours[0], untilMinute: hours[1] }];
    expect(callingHoursOn(civilDate(on), RULES)).toEqual(expected);
  });

  it.each<[string, boolean]>([
    ['2026-04-01T08:59:59+02:00', false],
    ['2026-04-01T09:00:00+02:00', true],
    ['2026-04-01T20:29:59+02:00', true],
    ['2026-04-01T20:30:00+02:00', false],
    // The clock goes forward on 29 March 2026: the Monday after is an hour earlier in UTC than the Friday before.
    ['2026-03-27T08:00:00Z', true],
    ['2026-03-27T07:59:00Z', false],
    ['2026-03-30T07:00:00Z', true],
    ['2026-03-30T06:59:00Z', false],
    // It goes back on 25 October 2026.
    ['2026-10-23T07:00:00Z', true],
    ['2026-10-26T07:00:00Z', false],
    ['2026-10-26T08:00:00Z', true],
  ])('at %s: open is %s', (moment, isOpen) => {
    expect(isCallingTime(instant(moment), RULES)).toBe(isOpen);
  });
});

describe('day-parts', () => {
  it.each<[string, string | null]>([
    ['2026-04-01T09:00:00+02:00', 'ochtend'],
    ['2026-04-01T12:00:00+02:00', 'middag'],
    ['2026-04-01T15:00:00+02:00', 'na_school'],
    ['2026-04-01T17:29:00+02:00', 'na_school'],
    ['2026-04-01T17:30:00+02:00', 'avond'],
    ['2026-04-01T20:30:00+02:00', null],
    ['2026-04-11T15:59:00+02:00', 'zaterdag'],
    ['2026-04-11T09:30:00+02:00', null],
    ['2026-04-12T11:00:00+02:00', null],
  ])('at %s is %s', (moment, code) => {
    expect(dayPartAt(instant(moment), RULES)?.code ?? null).toBe(code);
  });
});

describe('the first moment in a slot', () => {
  it.each<[Slot, string, string]>([
    ['open', '2026-04-01T10:15:30+02:00', '2026-04-01T10:15:30+02:00'],
    ['open', '2026-04-01T07:00:00+02:00', '2026-04-01T09:00:00+02:00'],
    ['open', '2026-04-01T21:00:00+02:00', '2026-04-02T09:00:00+02:00'],
    ['open', '2026-04-04T17:00:00+02:00', '2026-04-07T09:00:00+02:00'],
    ['open', '2026-03-28T17:00:00+01:00', '2026-03-30T09:00:00+02:00'],
    ['open', '2026-10-24T17:00:00+02:00', '2026-10-26T09:00:00+01:00'],
    ['open', '2026-12-24T18:00:00+01:00', '2026-12-28T09:00:00+01:00'],
    ['first', '2026-04-01T09:00:00+02:00', '2026-04-01T15:00:00+02:00'],
    ['first', '2026-04-01T20:30:00+02:00', '2026-04-02T15:00:00+02:00'],
    ['first', '2026-04-03T20:30:00+02:00', '2026-04-07T15:00:00+02:00'],
    ['part:avond', '2026-04-01T09:00:00+02:00', '2026-04-01T17:30:00+02:00'],
    ['part:avond', '2026-05-04T18:00:00+02:00', '2026-05-06T17:30:00+02:00'],
    ['part:avond', '2026-05-04T17:45:00+02:00', '2026-05-04T17:45:00+02:00'],
    ['part:zaterdag', '2026-12-20T09:00:00+01:00', '2027-01-02T10:00:00+01:00'],
    ['always', '2026-04-05T12:00:00+02:00', '2026-04-05T12:00:00+02:00'],
    ['always', '2026-04-01T21:30:00+02:00', '2026-04-02T08:00:00+02:00'],
  ])('%s from %s is %s', (slot, from, moment) => {
    expect(firstMomentIn(slot, instant(from), RULES)).toBe(instant(moment));
  });

  it('is refused when the slot never opens', () => {
    expect(() => firstMomentIn('part:nacht', instant('2026-04-01T09:00:00Z'), RULES)).toThrow(RangeError);
  });

  it('is open, not before the moment asked, and with nothing open in between', () => {
    const start = epochMilliseconds(instant('2025-01-01T00:00:00Z'));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }),
        fc.constantFrom<Slot>('open', 'first', 'always', 'part:avond', 'part:zaterdag'),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (minutes, slot, share) => {
          const from = instantOf(start + minutes * 60_000);
          const moment = firstMomentIn(slot, from, RULES);
          expect(moment >= from && isWithin(slot, moment, RULES)).toBe(true);
          const gap = (epochMilliseconds(moment) - epochMilliseconds(from)) / 60_000;
          if (gap > 0) expect(isWithin(slot, addMinutes(from, Math.floor(gap * share)), RULES)).toBe(false);
          expect(localTime(moment).date >= localTime(from).date).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('calling settings', () => {
  it('are usable by default', () => {
    expect(callingRulesProblems(RULES)).toEqual([]);
  });

  const [morning, ...others] = RULES.dayParts;
  if (morning === undefined) throw new Error('the default rules have day-parts');
  it.each<[string, Partial<CallingRules>]>([
    ['hours', { hours: [] }],
    ['hours', { hours: [{ weekdays: [1], fromMinute: 900, untilMinute: 540 }] }],
    ['hours', { hours: [{ weekdays: [0], fromMinute: 540, untilMinute: 900 }] }],
    ['earlyClosings', { earlyClosings: [{ monthDay: '13-01', closesAtMinute: 1080 }] }],
    ['dayParts', { dayParts: [...RULES.dayParts, morning] }],
    ['dayParts', { dayParts: [{ ...morning, fromMinute: 480 }, ...others] }],
    ['dayParts', { dayParts: [{ ...morning, untilMinute: 780 }, ...others] }],
    ['dayParts.ochtend', { dayParts: [{ ...morning, fromMinute: 555 }, ...others] }],
    ['dayParts.ochtend', { dayParts: [{ ...morning, untilMinute: 715 }, ...others] }],
    ['firstAttemptDayParts', { firstAttemptDayParts: [] }],
    ['firstAttemptDayParts', { firstAttemptDayParts: ['nacht'] }],
    ['effort.dayParts', { effort: { ...RULES.effort, dayParts: 6 } }],
    [
      'effort.evenings',
      {
        dayParts: RULES.dayParts.filter(({ kind }) => kind !== 'evening'),
        firstAttemptDayParts: ['ochtend'],
      },
    ],
    ['effort.saturdays', { dayParts: RULES.dayParts.filter(({ kind }) => kind !== 'saturday') }],
    ['attemptsLimit', { attemptsLimit: 0 }],
    ['dialsPerDay', { dialsPerDay: 1.5 }],
    ['dialsLimit', { dialsLimit: 6 }],
    ['delayMinutes.busy', { delayMinutes: { busy: -1 } }],
    ['appointments', { appointments: { ...RULES.appointments, untilMinute: 400 } }],
    ['appointments', { appointments: { ...RULES.appointments, hardLateMinutes: -15 } }],
    ['conversion', { conversion: { fromDays: 10, untilDays: 7 } }],
    ['conversion', { conversion: { fromDays: 0, untilDays: 7 } }],
  ])('are wrong in %s', (setting, change) => {
    expect(callingRulesProblems({ ...RULES, ...change }).map((problem) => problem.setting)).toContain(
      setting,
    );
  });
});
