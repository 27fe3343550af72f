import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { appointmentConflict } from '../../../src/domain/calling/appointment-conflict.js';
import type { AgendaEntry } from '../../../src/domain/calling/appointment-grid.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';

const at = (time: string) => instant(`2026-04-14T${time}:00+02:00`);
const hard = (time: string, interviewerId = 'noor'): AgendaEntry => ({
  at: at(time),
  firmness: 'hard',
  interviewerId,
});
const shift = (interviewerId: string) => ({ interviewerId, fromMinute: 17 * 60, untilMinute: 20 * 60 });
const BUSY = 'busy';
const FULL = 'full';
const OFF = 'off';

describe('what stands in the way of an appointment', () => {
  it.each([
    { what: 'nothing', others: [], shifts: [], expected: null },
    { what: 'an own one in the same half hour', others: [hard('18:20')], shifts: [], expected: BUSY },
    { what: 'an own one in the next half hour', others: [hard('18:30')], shifts: [], expected: null },
    {
      what: 'an own soft one',
      others: [{ ...hard('18:20'), firmness: 'soft' as const }],
      shifts: [],
      expected: null,
    },
    {
      what: 'that of somebody else, without shifts',
      others: [hard('18:10', 'sami')],
      shifts: [],
      expected: null,
    },
    {
      what: 'that of somebody else, with one on shift',
      others: [hard('18:10', 'sami')],
      shifts: [shift('noor')],
      expected: FULL,
    },
    {
      what: 'that of somebody else, with two on shift',
      others: [hard('18:10', 'sami')],
      shifts: [shift('noor'), shift('sami')],
      expected: null,
    },
    { what: 'no shift of their own', others: [], shifts: [shift('sami')], expected: OFF },
  ])('is $expected with $what', ({ others, shifts, expected }) => {
    expect(appointmentConflict(hard('18:00'), others, shifts, DEFAULT_CALLING_RULES)).toBe(expected);
  });

  it('is nothing for a soft one, and for a moment outside the agenda', () => {
    const soft = { ...hard('18:00'), firmness: 'soft' as const };
    expect(appointmentConflict(soft, [hard('18:20')], [shift('sami')], DEFAULT_CALLING_RULES)).toBeNull();
    expect(appointmentConflict(hard('23:00'), [], [], DEFAULT_CALLING_RULES)).toBeNull();
  });
});
