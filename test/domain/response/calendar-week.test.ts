import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { calendarWeekOf } from '../../../src/domain/response/calendar-week.js';

describe('the week of a day', () => {
  it.each([
    ['2026-04-01', '2026-W14', '2026-03-30', '2026-04-05'],
    ['2020-12-31', '2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-01-03', '2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-01-04', '2021-W01', '2021-01-04', '2021-01-10'],
    ['2027-01-01', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
  ])('%s is in %s', (on, code, monday, sunday) => {
    expect(calendarWeekOf(civilDate(on))).toMatchObject({ code, monday, sunday });
  });
});
