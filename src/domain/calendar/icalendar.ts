import { splitBytes } from '../export/utf8.js';
import type { Instant } from './instant.js';

/** One entry of a calendar. */
export interface CalendarEvent {
  /** Stays the same when the calendar is read again. */
  readonly uid: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly summary: string;
}

const LONGEST_LINE_OCTETS = 75;

/**
 * A calendar in the format of RFC 5545, for programs that read it again and again. Moments are written in UTC: every
 * program shows them on its own clock, and a change of the clock moves nothing.
 * @param calendar what it consists of
 * @param calendar.name what a reader shows above it
 * @param calendar.writtenAt the moment of writing
 * @param calendar.events in any order
 * @returns lines that end in CR LF, none longer than 75 octets (RFC 5545 §3.1)
 * @throws RangeError when an event ends before it starts
 * @example iCalendar({ name: 'Bellen', writtenAt: '2026-03-28T11:00:00.000Z', events: [] })
 */
export function iCalendar({
  name,
  writtenAt,
  events,
}: {
  readonly name: string;
  readonly writtenAt: Instant;
  readonly events: readonly CalendarEvent[];
}): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Veldwerk//Veldwerk//NL',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${textValue(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...events.flatMap((event) => eventLines(event, writtenAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${splitBytes(line, LONGEST_LINE_OCTETS - 1).join('\r\n ')}\r\n`).join('');
}

function eventLines({ uid, startsAt, endsAt, summary }: CalendarEvent, writtenAt: Instant): string[] {
  if (endsAt < startsAt) throw new RangeError('an event ends after it starts');
  return [
    'BEGIN:VEVENT',
    `UID:${textValue(uid)}`,
    `DTSTAMP:${utc(writtenAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${textValue(summary)}`,
    'END:VEVENT',
  ];
}

/** `2026-03-28T11:00:00.000Z` becomes `20260328T110000Z`. */
function utc(moment: Instant): string {
  return `${moment.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function textValue(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`);
}
