import { addMinutes, type Instant } from '../calendar/instant.js';
import type { Appointment } from '../contact/case-event.js';
import { minutesUntilLate } from './appointment-grid.js';
import type { DuePlan } from './call-plan.js';
import { firstMomentIn, isWithin } from './calling-hours.js';
import type { CallingRules } from './calling-rules.js';

/**
 * From when until when an appointment may be kept outside the calling hours, both included: until it is late. After that
 * it was missed, and whoever was not called is called in the calling hours like everybody.
 * @example keptSpan({ at: '2026-05-03T13:00:00.000Z', firmness: 'hard' }, DEFAULT_CALLING_RULES).until // 15 minutes later
 */
export function keptSpan(
  { at, firmness }: Pick<Appointment, 'at' | 'firmness'>,
  rules: CallingRules,
): { readonly from: Instant; readonly until: Instant } {
  const early = firmness === 'hard' ? rules.appointments.hardEarlyMinutes : 0;
  return { from: addMinutes(at, -early), until: addMinutes(at, minutesUntilLate(firmness, rules)) };
}

type Planned = Pick<DuePlan, 'slot' | 'keptUntil'>;

/**
 * Whether a planned call may be made at a moment by the hours: an appointment around its time at any hour for
 * appointments, and after it in the calling hours.
 * @example isPlanOpen({ slot: 'open', keptUntil: null }, sundayNoon, DEFAULT_CALLING_RULES) // false
 */
export function isPlanOpen({ slot, keptUntil }: Planned, moment: Instant, rules: CallingRules): boolean {
  if (slot !== 'always') return isWithin(slot, moment, rules);
  const isAround = keptUntil !== null && moment <= keptUntil && isWithin('always', moment, rules);
  return isAround || isWithin('open', moment, rules);
}

/**
 * The first moment at which a planned call may be made by the hours.
 * @returns `from` itself when it may be made then
 */
export function firstMomentOf({ slot, keptUntil }: Planned, from: Instant, rules: CallingRules): Instant {
  if (slot !== 'always') return firstMomentIn(slot, from, rules);
  const open = firstMomentIn('open', from, rules);
  const agreed = firstMomentIn('always', from, rules);
  return agreed < open && keptUntil !== null && agreed <= keptUntil ? agreed : open;
}
