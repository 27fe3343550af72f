import { describe, expect, it } from 'vitest';
import { addDays, civilDate, type CivilDate } from '../../../src/domain/calendar/civil-date.js';
import { cumulate, evenPlan, fieldworkDays, sharesOf } from '../../../src/domain/response/response-curve.js';

const day = (text: string): CivilDate => civilDate(text);
const always = (): boolean => true;

describe('the days of a fieldwork', () => {
  it('are the days on which people may be called, the last with them', () => {
    const span = { from: day('2026-04-03'), firstCallOn: day('2026-04-03'), until: day('2026-04-07') };
    expect(fieldworkDays(span, (on) => on !== '2026-04-05' && on !== '2026-04-06')).toEqual([
      '2026-04-03',
      '2026-04-04',
      '2026-04-07',
    ]);
    expect(fieldworkDays({ ...span, from: span.until, until: span.from }, always)).toEqual([]);
  });

  it('begin with the day of the first call, also on a Sunday, and with the first calling day when nobody was called', () => {
    const [sunday, monday] = [day('2026-04-12'), day('2026-04-13')];
    const isCallingDay = (on: CivilDate): boolean => on !== sunday;
    const called = fieldworkDays({ from: sunday, firstCallOn: sunday, until: sunday }, isCallingDay);
    expect(cumulate(called, [{ on: sunday, count: 3 }])).toEqual([3]);
    const later = { from: sunday, firstCallOn: monday, until: day('2026-04-14') };
    expect(fieldworkDays(later, isCallingDay)).toEqual([monday, '2026-04-14']);
    const within = { from: day('2026-04-11'), firstCallOn: sunday, until: monday };
    expect(fieldworkDays(within, isCallingDay)).toEqual(['2026-04-11', monday]);
  });

  it('do not go on for ever after a wrong date', () => {
    const first = day('2026-01-01');
    const span = { from: first, firstCallOn: first, until: day('2999-01-01') };
    expect(fieldworkDays(span, always)).toHaveLength(400);
  });
});

describe('totals per fieldwork day', () => {
  const days = [day('2026-04-03'), day('2026-04-04'), day('2026-04-07')];

  it('put a day without calling with the day before it, and what came too early with the first', () => {
    const counts = [
      { on: day('2026-04-05'), count: 2 },
      { on: day('2026-04-01'), count: 1 },
      { on: day('2026-04-07'), count: 4 },
      { on: day('2026-05-01'), count: 8 },
    ];
    expect(cumulate(days, counts)).toEqual([1, 3, 15]);
    expect(cumulate(days, [])).toEqual([0, 0, 0]);
    expect(cumulate([], counts)).toEqual([]);
  });

  it('end at everything that happened and never fall, in whatever order it is given', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const counts = Array.from({ length: seed % 17 }, (_, at) => ({
        on: addDays(day('2026-03-28'), (seed * 31 + at * 17) % 20),
        count: (seed * at) % 5,
      }));
      const totals = cumulate(days, counts);
      expect(totals.at(-1)).toBe(counts.reduce((sum, { count }) => sum + count, 0));
      expect(totals).toEqual([...totals].sort((one, other) => one - other));
      expect(cumulate(days, [...counts].reverse())).toEqual(totals);
    }
  });
});

it('a plan reaches the target evenly, and is none without days', () => {
  expect(evenPlan(10, 4)).toEqual([2.5, 5, 7.5, 10]);
  expect(evenPlan(614, 61).at(-1)).toBe(614);
  expect(evenPlan(10, 0)).toEqual([]);
});

it('a share is nothing as long as nothing is below the line', () => {
  expect(sharesOf([0, 1, 2], [0, 0, 4])).toEqual([null, null, 0.5]);
});
