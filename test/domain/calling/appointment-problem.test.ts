import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import {
  appointmentDayProblem,
  appointmentProblem,
} from '../../../src/domain/calling/appointment-problem.js';
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

  it.each([
    ['2026-06-14', '2026-06-14', null],
    ['2026-06-15', '2026-06-14', 'Het veldwerk loopt tot en met 14-06-2026. Kies een eerdere dag.'],
    ['2062-04-14', '2026-06-14', 'Het veldwerk loopt tot en met 14-06-2026. Kies een eerdere dag.'],
    ['2026-06-09', null, null],
    ['2026-06-10', null, 'Dat is meer dan 8 weken vooruit. Kies een dag tot en met 09-06-2026.'],
    // Calling goes on after the day that was planned as the last.
    ['2026-06-09', '2026-04-10', null],
    ['2026-06-10', '2026-04-10', 'Dat is meer dan 8 weken vooruit. Kies een dag tot en met 09-06-2026.'],
  ])('on %s, in a fieldwork until %s', (on, endsOn, problem) => {
    const found = appointmentDayProblem(
      on as CivilDate,
      '2026-04-14' as CivilDate,
      endsOn as CivilDate | null,
    );
    expect(found).toBe(problem);
  });
});
