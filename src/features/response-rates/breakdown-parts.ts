import { addDays, type CivilDate, civilDate } from '../../domain/calendar/civil-date.js';
import { type Instant, instant, localTime } from '../../domain/calendar/instant.js';
import { dayPartAt } from '../../domain/calling/calling-hours.js';
import { CONTACT_ROLE_LABELS, CONTACT_ROLES, type ContactRole } from '../../domain/consent/consent-record.js';
import { AGE_BAND_LABELS, ageBands, type AgeBand } from '../../domain/frame/eligibility.js';
import type { Breakdown, BreakdownPart } from '../../domain/response/breakdown.js';
import { calendarWeekOf } from '../../domain/response/calendar-week.js';
import { formatDate } from '../../web/dutch-format.js';
import type { Study } from '../studies/studies.service.js';
import type { PartKey } from './breakdown.queries.js';

/** Where cases without the value are counted. */
const NONE = 'geen';

/** How the values of the database become the parts of a page. */
interface Parting {
  readonly codeOf: (key: PartKey) => string;
  /** The parts in their order, given the codes that occur. */
  readonly parts: (codes: readonly string[]) => readonly BreakdownPart[];
}

/**
 * The part to which a value of the database belongs.
 * @example partCode(study, 'age', { domainId, value: '0-11' }) // '0-11'
 */
export function partCode(study: Study, breakdown: Breakdown, key: PartKey): string {
  return PARTINGS[breakdown](study).codeOf(key);
}

/** The parts that occur, in the order in which they are shown; those without cases may be among them. */
export function partsOf(
  study: Study,
  breakdown: Breakdown,
  codes: readonly string[],
): readonly BreakdownPart[] {
  return PARTINGS[breakdown](study).parts([...new Set(codes)].toSorted());
}

const PARTINGS: Readonly<Record<Breakdown, (study: Study) => Parting>> = {
  domain: ({ domains }) => ({
    codeOf: ({ domainId }) => domains.find(({ id }) => id === domainId)?.code ?? NONE,
    parts: () => domains.map(({ code, label }) => ({ code, label })),
  }),
  segment: segmentParting,
  replicate: () => ({
    codeOf: ({ value }) => value,
    parts: (codes) =>
      codes
        .filter((code) => /^\d{1,4}$/.test(code))
        .toSorted((one, other) => Number(one) - Number(other))
        .map((code) => ({ code, label: `Deelsteekproef ${code}` })),
  }),
  age: () => ({
    codeOf: ({ value }) => (value === '' ? NONE : value),
    parts: () => [
      ...ageBands.map((code: AgeBand) => ({ code, label: AGE_BAND_LABELS[code] })),
      { code: NONE, label: 'Niet bekend' },
    ],
  }),
  asked: () => ({
    codeOf: ({ value }) => (value === '' ? NONE : value),
    parts: () => [
      ...CONTACT_ROLES.map((code: ContactRole) => ({ code, label: capital(CONTACT_ROLE_LABELS[code]) })),
      { code: NONE, label: 'Nog niemand' },
    ],
  }),
  week: () => ({
    codeOf: ({ value }) =>
      value === '' ? NONE : calendarWeekOf(localTime(momentOf(value, ':00:00.000Z')).date).code,
    parts: (codes) => [
      ...codes.filter((code) => /^\d{4}-W\d{2}$/.test(code)).map(weekPart),
      { code: NONE, label: 'Nog niet gebeld' },
    ],
  }),
  daypart: ({ rules }) => ({
    codeOf: ({ value }) =>
      value === '' ? NONE : (dayPartAt(momentOf(value, '0:00.000Z'), rules.calling)?.code ?? OUTSIDE),
    parts: () => [
      ...rules.calling.dayParts.map(({ code, label }) => ({ code, label: capital(label) })),
      { code: OUTSIDE, label: 'Buiten de dagdelen' },
      { code: NONE, label: 'Nog niet gebeld' },
    ],
  }),
};

const OUTSIDE = 'buiten';

function segmentParting({ domains }: Study): Parting {
  const parts = domains.flatMap((domain) => [
    ...domain.segments.map(({ code, label }) => ({
      code: `${domain.code}.${code}`,
      label: `${domain.label}: ${label}`,
    })),
    {
      code: domain.code,
      label: domain.segments.length === 0 ? domain.label : `${domain.label}: segment niet bekend`,
    },
  ]);
  return {
    // A segment that the study does not have is as one that is not known.
    codeOf: ({ domainId, value }) => {
      const domain = domains.find(({ id }) => id === domainId);
      const isKnown = domain?.segments.some(({ code }) => code === value) ?? false;
      return isKnown ? `${domain?.code ?? ''}.${value}` : (domain?.code ?? NONE);
    },
    parts: () => parts,
  };
}

function weekPart(code: string): BreakdownPart {
  const [year, week] = code.split('-W') as [string, string];
  // 4 January is always in week 1.
  const first = calendarWeekOf(civilDate(`${year}-01-04`)).monday;
  const { monday, sunday, number } = calendarWeekOf(addDays(first, (Number(week) - 1) * 7));
  return { code, label: `Week ${String(number)}: ${shortDate(monday)} t/m ${shortDate(sunday)}` };
}

/** `31-12`. */
function shortDate(on: CivilDate): string {
  return formatDate(on).slice(0, 5);
}

function momentOf(cut: string, rest: string): Instant {
  return instant(`${cut}${rest}`);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
