import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOME_CODES } from '../../../src/domain/contact/outcome.js';
import { OUTCOMES } from '../../../src/domain/contact/outcome-table.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import {
  addMixes,
  callResultOf,
  callsOf,
  callShare,
  mixOf,
} from '../../../src/domain/quality/outcome-mix.js';
import { LEAST_SHOWN, shownCounts } from '../../../src/domain/quality/small-counts.js';
import { type HourOfCalls, workedTime, workingDays } from '../../../src/domain/quality/working-days.js';

describe('what calls came to', () => {
  it('is a contact exactly where the outcome table says so, but for what is erased at once', () => {
    const contacts = ['interview', 'refusal', 'break_off', 'appointment', 'other_contact'];
    for (const code of OUTCOME_CODES) {
      const result = callResultOf(code);
      if (result === null || code === 'unsafe_or_secret') continue;
      expect({ code, isContact: contacts.includes(result) }).toEqual({
        code,
        isContact: OUTCOMES[code].isContact,
      });
    }
  });

  it('gives the shares that one counts by hand', () => {
    const mix = mixOf([
      { outcome: 'complete', count: 6 },
      { outcome: 'refusal_hard', count: 2 },
      { outcome: 'refusal_soft', count: 1 },
      { outcome: 'broken_off', count: 1 },
      { outcome: 'appointment_soft', count: 4 },
      { outcome: 'other_person', count: 1 },
      { outcome: 'no_answer', count: 9 },
      { outcome: 'busy', count: 1 },
      { outcome: 'wrong_number', count: 2 },
      { outcome: 'duplicate', count: 3 },
    ]);
    expect(callsOf(mix)).toBe(27);
    expect(callShare(mix, 'contact')).toEqual({ part: 15, whole: 25 });
    expect(callShare(mix, 'cooperation')).toEqual({ part: 6, whole: 10 });
    expect(callShare(mix, 'refusal')).toEqual({ part: 3, whole: 15 });
    expect(callsOf(addMixes([mix, mix]))).toBe(54);
  });
});

/** The counts that a reader can work out from what is shown, by going on until nothing more follows. */
function derivable(counts: readonly (readonly number[])[]): Set<string> {
  const { cells, totals } = shownCounts(counts);
  const width = counts[0]?.length ?? 0;
  const known = new Set<string>();
  for (const [row, line] of cells.entries())
    line.forEach((isShown, at) => isShown && known.add(`${String(row)} ${String(at)}`));
  totals.forEach((isShown, at) => isShown && known.add(`total ${String(at)}`));
  const columns = Array.from({ length: width }, (_, at) => at);
  const lines = [
    ...counts.map((_, row) => columns.map((at) => `${String(row)} ${String(at)}`)),
    ...columns.map((at) => [
      ...counts.map((_, row) => `${String(row)} ${String(at)}`),
      `total ${String(at)}`,
    ]),
    columns.map((at) => `total ${String(at)}`),
  ];
  for (let before = -1; before !== known.size;) {
    before = known.size;
    for (const line of lines) {
      const unknown = line.filter((place) => !known.has(place));
      if (unknown.length === 1) known.add(unknown[0] ?? '');
    }
  }
  return known;
}

describe('counts of fewer than five', () => {
  it('are hidden with others beside and below them', () => {
    expect(
      shownCounts([
        [9, 3, 20],
        [8, 12, 30],
      ]),
    ).toEqual({
      cells: [
        [false, false, true],
        [false, false, true],
      ],
      totals: [true, true, true],
    });
  });

  it('are not there when nothing is small, and nothing is no small count', () => {
    expect(
      shownCounts([
        [9, 0],
        [8, 12],
      ]).cells.flat(),
    ).toEqual([true, true, true, true]);
  });

  it('cannot be computed back from rows, columns and totals', () => {
    const line = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (counts) => {
        const known = derivable(counts);
        for (const [row, cells] of counts.entries()) {
          for (const [at, count] of cells.entries()) {
            const isAlone = cells.filter((one) => one > 0).length < 2;
            if (count > 0 && count < LEAST_SHOWN && !isAlone) {
              expect({ row, at, known: known.has(`${String(row)} ${String(at)}`) }).toEqual({
                row,
                at,
                known: false,
              });
            }
          }
        }
      }),
    );
  });
});

describe('hours of work', () => {
  const hour = (from: string, until: string, calls: number, secondsOnCalls: number): HourOfCalls => ({
    interviewerId: 'a',
    calls,
    firstDialledAt: instant(`2026-04-${from}:00+02:00`),
    lastEndedAt: instant(`2026-04-${until}:00+02:00`),
    secondsOnCalls,
  });

  it('run from the first call of a day to the end of the last', () => {
    const days = workingDays([
      hour('14T18:05', '14T18:59', 9, 1800),
      hour('14T17:30', '14T18:04', 6, 900),
      hour('15T09:00', '15T10:30', 5, 2700),
    ]);
    expect(days.map(({ on, calls }) => [on, calls])).toEqual([
      ['2026-04-14', 15],
      ['2026-04-15', 5],
    ]);
    // 17.30–18.59 is 89 minutes and 9.00–10.30 is 90: 179 minutes, of which 90 on calls.
    const time = workedTime(days);
    expect(time).toMatchObject({ days: 2, calls: 20 });
    expect(time.hours).toBeCloseTo(179 / 60, 12);
    expect(time.shareOnCalls).toBeCloseTo(90 / 179, 12);
    expect(time.callsPerHour).toBeCloseTo((20 * 60) / 179, 12);
  });

  it('are none without calls', () => {
    expect(workedTime([])).toEqual({ days: 0, hours: 0, calls: 0, shareOnCalls: null, callsPerHour: null });
  });

  it('belong to the day in Amsterdam', () => {
    const late = { ...hour('14T12:00', '14T12:10', 1, 60), firstDialledAt: instant('2026-04-13T22:30:00Z') };
    expect(workingDays([late])[0]?.on).toBe('2026-04-14');
  });
});
