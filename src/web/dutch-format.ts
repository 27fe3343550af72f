import { AMSTERDAM, type CivilDate } from '../domain/calendar/civil-date.js';
import { epochMilliseconds, type Instant } from '../domain/calendar/instant.js';

const moments = new Intl.DateTimeFormat('nl-NL', {
  timeZone: AMSTERDAM,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const clocks = new Intl.DateTimeFormat('nl-NL', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: AMSTERDAM,
});
const counts = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `31-12-2026 14:05`, on Amsterdam's clock. */
export function formatMoment(at: Instant): string {
  return moments.format(epochMilliseconds(at)).replace(',', '');
}

/** `18:05`, in Amsterdam. */
export function formatClock(at: Instant): string {
  return clocks.format(epochMilliseconds(at));
}

/** `3 min 05 s`; under a minute only the seconds. */
export function formatSeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60);
  return minutes === 0 ? `${rest} s` : `${formatCount(minutes)} min ${rest.padStart(2, '0')} s`;
}

/** `15 minuten`, `1 minuut`; whole hours as `3 uur`. */
export function formatMinutes(minutes: number): string {
  if (minutes > 0 && minutes % 60 === 0) return `${formatCount(minutes / 60)} uur`;
  return minutes === 1 ? '1 minuut' : `${formatCount(minutes)} minuten`;
}

/** `€ 12,30`, or in the currency of the provider; `nog onbekend` as long as there is none. */
export function formatPrice(amount: number, currency: string | null): string {
  if (currency === null) return 'nog onbekend';
  return new Intl.NumberFormat('nl-NL', { style: 'currency', currency }).format(amount);
}

/** `31-12-2026`. */
export function formatDate(on: CivilDate): string {
  const [year, month, day] = on.split('-') as [string, string, string];
  return `${day}-${month}-${year}`;
}

/** `11.404`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A share of 0–1 as a whole percentage: `83%`. */
export function formatPercentage(share: number): string {
  return `${counts.format(share * 100)}%`;
}

/** With one decimal: `7,3`. */
export function formatDecimal(value: number): string {
  return decimals.format(value);
}
