import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate } from '../../../src/domain/calendar/civil-date.js';
import { instantAt } from '../../../src/domain/calendar/instant.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import type { OutcomeCode } from '../../../src/domain/contact/outcome.js';
import { keptAppointments } from '../../../src/domain/quality/appointments-kept.js';
import {
  callPattern,
  callsPerTurn,
  type HalfHourOfDials,
  OUTSIDE_DAY_PARTS,
} from '../../../src/domain/quality/call-pattern.js';
import { firstCallWait } from '../../../src/domain/quality/first-call-wait.js';
import { mixOf, NO_CALLS } from '../../../src/domain/quality/outcome-mix.js';

/** A Monday, four weeks before the clocks change, so that both times of the year are in the weeks that follow. */
const MONDAY = '2026-03-02' as CivilDate;

const CODES: readonly OutcomeCode[] = [
  'no_answer',
  'complete',
  'refusal_hard',
  'wrong_number',
  'other_person',
];

interface Planned {
  readonly day: number;
  readonly halfHour: number;
  readonly code: OutcomeCode;
}

const planned: fc.Arbitrary<Planned[]> = fc.array(
  fc.record({
    day: fc.nat({ max: 60 }),
    halfHour: fc.integer({ min: 16, max: 43 }),
    code: fc.constantFrom(...CODES),
  }),
  { maxLength: 200 },
);

function dialled({ day, halfHour, code }: Planned): HalfHourOfDials[] {
  const moment = instantAt(addDays(MONDAY, day), halfHour * 30).slice(0, 16);
  return [
    { halfHour: moment, outcome: 'dial', count: 1 },
    { halfHour: moment, outcome: code, count: 1 },
  ];
}

/** The day-part by the clock of the wall, once more, without the program's calendar. */
function dayPartOf({ day, halfHour }: Planned): string {
  const weekday = day % 7;
  const hour = halfHour / 2;
  if (weekday === 5) return hour >= 10 && hour < 16 ? 'zaterdag' : 'buiten';
  if (weekday === 6 || hour < 9 || hour >= 20.5) return 'buiten';
  if (hour < 12) return 'ochtend';
  if (hour < 15) return 'middag';
  return hour < 17.5 ? 'na_school' : 'avond';
}

describe('the pattern of calls in the week', () => {
  it('counts each call in its day-part and day, in summer and winter time', () => {
    fc.assert(
      fc.property(planned, (all) => {
        const { dayParts, weekdays, cells } = callPattern(all.flatMap(dialled), DEFAULT_CALLING_RULES);
        for (const [row, { code }] of dayParts.entries()) {
          for (const [column, weekday] of weekdays.entries()) {
            const own = all.filter((one) => dayPartOf(one) === code && one.day % 7 === weekday - 1);
            expect(cells[row]?.[column]).toEqual({
              calls: own.length,
              mix: mixOf(own.map((one) => ({ outcome: one.code, count: 1 }))),
            });
          }
        }
        const total = cells.flat().reduce((sum, { calls }) => sum + calls, 0);
        expect(total).toBe(all.length);
      }),
      { numRuns: 60 },
    );
  });

  it('has a row for calls outside the day-parts only when there were some, and a Sunday likewise', () => {
    const quiet = callPattern(dialled({ day: 1, halfHour: 36, code: 'complete' }), DEFAULT_CALLING_RULES);
    expect(quiet.dayParts.map(({ code }) => code)).not.toContain(OUTSIDE_DAY_PARTS.code);
    expect(quiet.weekdays).toEqual([1, 2, 3, 4, 5, 6]);
    const sunday = callPattern(dialled({ day: 6, halfHour: 36, code: 'complete' }), DEFAULT_CALLING_RULES);
    expect(sunday.dayParts.at(-1)).toEqual(OUTSIDE_DAY_PARTS);
    expect(sunday.weekdays).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('counts calls by how many came before, the last turn for all that follow', () => {
    const turns = callsPerTurn(
      [
        { turn: 1, outcome: 'no_answer', count: 7 },
        { turn: 1, outcome: null, count: 2 },
        { turn: 3, outcome: 'complete', count: 4 },
        { turn: 3, outcome: 'complete', count: 1 },
      ],
      3,
    );
    expect(turns.map(({ calls }) => calls)).toEqual([9, 0, 5]);
    expect(turns[0]?.mix).toEqual({ ...NO_CALLS, no_contact: 7 });
    expect(turns[2]?.mix.interview).toBe(5);
  });
});

describe('the wait for the first call', () => {
  const day = (text: string) => text as CivilDate;

  it('is counted in days of the calendar, with the day on which half had been called', () => {
    const wait = firstCallWait([
      { releasedOn: day('2026-04-01'), calledOn: day('2026-04-01'), count: 2 },
      { releasedOn: day('2026-04-01'), calledOn: day('2026-04-04'), count: 3 },
      { releasedOn: day('2026-04-10'), calledOn: day('2026-05-10'), count: 4 },
      { releasedOn: day('2026-04-10'), calledOn: null, count: 6 },
    ]);
    expect(wait.spans.map(({ count }) => count)).toEqual([2, 0, 3, 0, 0, 4]);
    expect(wait).toMatchObject({ called: 9, notCalled: 6, medianDays: 3 });
    expect(firstCallWait([]).medianDays).toBeNull();
  });
});

describe('appointments', () => {
  it('are kept when the number is dialled at the agreed time', () => {
    const { hard, soft } = keptAppointments(
      [
        { kind: 'hard', minutesLate: -6, outcome: 'complete', count: 1 },
        { kind: 'hard', minutesLate: -5, outcome: 'complete', count: 2 },
        { kind: 'hard', minutesLate: 15, outcome: 'no_answer', count: 4 },
        { kind: 'hard', minutesLate: 16, outcome: 'complete', count: 8 },
        { kind: 'hard', minutesLate: null, outcome: null, count: 16 },
        { kind: 'soft', minutesLate: 180, outcome: 'refusal_soft', count: 3 },
        { kind: 'soft', minutesLate: 181, outcome: null, count: 5 },
      ],
      DEFAULT_CALLING_RULES,
    );
    expect(hard).toEqual({ made: 31, early: 1, onTime: 6, late: 8, notCalled: 16, spoken: 2 });
    expect(soft).toEqual({ made: 8, early: 0, onTime: 3, late: 5, notCalled: 0, spoken: 3 });
  });
});
