import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { appointmentProblem } from '../../../src/domain/calling/appointment-problem.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';

const NOW = instant('2026-04-14T12:00:00+02:00');

describe('an appointment', () => {
  it.each([
    ['in the afternoon', '2026-04-14T15:00:00+02:00'],
    ['early in the morning, before calling hours', '2026-04-15T08:00:00+02:00'],
    ['late in the evening, after calling hours', '2026-04-15T21:29:00+02:00'],
    ['on a Sunday', '2026-04-19T11:00:00+02:00'],
    ['on a public holiday', '2026-04-27T11:00:00+02:00'],
  ])('can be made %s', (_when, at) => {
    expect(appointmentProblem(instant(at), NOW, DEFAULT_CALLING_RULES)).toBeNull();
  });

  it.each([
    ['2026-04-14T20:30:00.000Z', 'Afspraken kunnen van 8.00 tot 21.30 uur. Kies een andere tijd.'],
    ['2026-04-15T21:30:00+02:00', 'Afspraken kunnen van 8.00 tot 21.30 uur. Kies een andere tijd.'],
    ['2026-04-15T07:59:00+02:00', 'Afspraken kunnen van 8.00 tot 21.30 uur. Kies een andere tijd.'],
    ['2026-04-14T12:00:00+02:00', 'Dit moment is al voorbij. Kies een moment in de toekomst.'],
    ['2026-04-13T15:00:00+02:00', 'Dit moment is al voorbij. Kies een moment in de toekomst.'],
  ])('cannot be made for %s', (at, problem) => {
    expect(appointmentProblem(instant(at), NOW, DEFAULT_CALLING_RULES)).toBe(problem);
  });
});
