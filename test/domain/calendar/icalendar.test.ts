import { expect, it } from 'vitest';
import fc from 'fast-check';
import { iCalendar } from '../../../src/domain/calendar/icalendar.js';
import { addMinutes, instant, instantAt, instantOf } from '../../../src/domain/calendar/instant.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';

const WRITTEN = instant('2026-03-28T12:00:00+01:00');

function linesOf(text: string): string[] {
  expect(text.endsWith('\r\n')).toBe(true);
  return text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
}

it('writes each moment in UTC, on both sides of the change of the clock', () => {
  // 18:00 on the clock the day before summer time begins is 17:00 UTC; the day after it is 16:00.
  const events = ['2026-03-28', '2026-03-29'].map((day) => ({
    uid: day,
    startsAt: instantAt(civilDate(day), 18 * 60),
    endsAt: instantAt(civilDate(day), 18 * 60 + 30),
    summary: 'Belafspraak, vast',
  }));
  const lines = linesOf(iCalendar({ name: 'Bellen', writtenAt: WRITTEN, events }));
  expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual([
    'DTSTART:20260328T170000Z',
    'DTSTART:20260329T160000Z',
  ]);
  expect(lines).toContain('DTEND:20260329T163000Z');
  expect(lines).toContain('DTSTAMP:20260328T110000Z');
  expect(lines).toContain(String.raw`SUMMARY:Belafspraak\, vast`);
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
});

it('gives back any text, in lines of at most 75 octets', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (summary) => {
      const startsAt = instantOf(0);
      const event = { uid: 'x', startsAt, endsAt: addMinutes(startsAt, 1), summary };
      const text = iCalendar({ name: 'Bellen', writtenAt: WRITTEN, events: [event] });
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const written = linesOf(text).find((line) => line.startsWith('SUMMARY:'));
      const read = written
        ?.slice('SUMMARY:'.length)
        .replaceAll(/\\(.)/g, (_all, one: string) => (one === 'n' ? '\n' : one));
      expect(read).toBe(summary.replaceAll(/\r\n|\r/g, '\n'));
    }),
  );
});

it('refuses an event that ends before it starts', () => {
  const event = { uid: 'x', startsAt: WRITTEN, endsAt: addMinutes(WRITTEN, -1), summary: '' };
  expect(() => iCalendar({ name: '', writtenAt: WRITTEN, events: [event] })).toThrow(RangeError);
});
