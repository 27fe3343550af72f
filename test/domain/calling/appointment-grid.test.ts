import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { type AgendaEntry, appointmentGrid, lateness } from '../../../src/domain/calling/appointment-grid.js';
import { DEFAULT_CALLING_RULES as RULES } from '../../../src/domain/calling/calling-rules.js';

const DAY = civilDate('2026-04-14');
const entry = (time: string, firmness: 'hard' | 'soft' = 'hard', interviewerId = 'Mila'): AgendaEntry => ({
  at: instant(`2026-04-14T${time}:00+02:00`),
  firmness,
  interviewerId,
});
const MILA = { interviewerId: 'Mila', fromMinute: 1020, untilMinute: 1230 };

function rowAt(minute: number, entries: readonly AgendaEntry[], shifts = [MILA]) {
  return appointmentGrid(DAY, entries, shifts, RULES).find(({ fromMinute }) => fromMinute === minute);
}

describe('the agenda of a day', () => {
  it('has the half hours from eight until half past nine', () => {
    const rows = appointmentGrid(DAY, [], [], RULES);
    expect(rows).toHaveLength(27);
    expect([rows[0]?.fromMinute, rows.at(-1)?.fromMinute]).toEqual([480, 1260]);
    expect(rows.every(({ capacity }) => capacity === null)).toBe(true);
  });

  it('counts who works the whole half hour', () => {
    expect(rowAt(1020, [])?.capacity).toBe(1);
    expect(rowAt(990, [])?.capacity).toBe(0);
    expect(rowAt(1230, [])?.capacity).toBe(0);
  });

  it('puts an appointment in its half hour, and leaves other days out', () => {
    const tomorrow = { ...entry('18:10'), at: instant('2026-04-15T18:10:00+02:00') };
    expect(rowAt(1080, [entry('18:10'), tomorrow])?.entries).toHaveLength(1);
    expect(rowAt(1110, [entry('18:29')])?.entries).toHaveLength(0);
  });

  it('sees more hard appointments than interviewers; soft ones can wait', () => {
    const joris = entry('18:10', 'hard', 'Joris');
    expect(rowAt(1080, [entry('18:00'), joris])?.isOverbooked).toBe(true);
    expect(rowAt(1080, [entry('18:00'), entry('18:10', 'soft')])?.isOverbooked).toBe(false);
    expect(rowAt(1080, [entry('18:00'), joris], [])?.isOverbooked).toBe(false);
  });

  it('sees a conflict when the own interviewer does not work, or has another', () => {
    const joris = entry('18:10', 'hard', 'Joris');
    expect(rowAt(1080, [entry('18:00'), joris])?.conflicts).toEqual([joris]);
    expect(rowAt(1080, [entry('18:00'), entry('18:20')])?.conflicts).toHaveLength(2);
    expect(rowAt(1080, [entry('18:00')])?.conflicts).toEqual([]);
  });
});

describe('an appointment', () => {
  it.each([
    ['hard', '17:59', 'to_come'],
    ['hard', '18:00', 'due'],
    ['hard', '18:15', 'due'],
    ['hard', '18:16', 'late'],
    ['soft', '20:59', 'due'],
    ['soft', '21:01', 'late'],
  ] as const)('%s of 18:00 is at %s: %s', (firmness, now, expected) => {
    expect(lateness(entry('18:00', firmness), instant(`2026-04-14T${now}:00+02:00`), RULES)).toBe(expected);
  });
});
