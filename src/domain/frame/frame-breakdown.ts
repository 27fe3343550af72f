import type { CivilDate } from '../calendar/civil-date.js';
import { type AgeBand, ageBandOn, ageBands } from './eligibility.js';
import { GrowingNumbers } from './key-numbers.js';

/** What a person counts for in the breakdown of the frame. */
export interface BreakdownPerson {
  /** Code of the domain in which the person can be drawn. */
  readonly domain: string;
  /** Code of the segment of the latest care in that domain, `null` when the file names none. */
  readonly segment: string | null;
  /** Who gave the latest care in that domain. */
  readonly organisation: string;
  readonly birthOn: CivilDate;
  readonly hasSecretAddress: boolean;
  /** May be the same person as another: nobody has decided yet. */
  readonly isUncertain: boolean;
  /** Somebody can be called about this person. */
  readonly hasNumber: boolean;
}

/** Counts of persons of one part of the frame. */
export interface FrameTally {
  readonly persons: number;
  /** Each family once: where its first member is counted. */
  readonly families: number;
  /** Persons who may be approached: all but those at a secret address. */
  readonly eligible: number;
  readonly at_secret_address: number;
  readonly uncertain: number;
  readonly without_number: number;
}

/** One part of a domain: a segment, an organisation or an age band. */
export interface BreakdownRow extends FrameTally {
  readonly domain: string;
  /** Code of a segment, name of an organisation, or age band; `null` for persons without a segment. */
  readonly part: string | null;
}

/** The frame by domain and, within it, by segment, organisation and age band. The names are fixed for programs. */
export interface FrameBreakdown {
  /** The expected day of the interviews, on which ages are counted. */
  readonly interview_on: CivilDate;
  readonly total: FrameTally;
  readonly per_domain: readonly (FrameTally & { readonly domain: string })[];
  readonly per_segment: readonly BreakdownRow[];
  readonly per_organisation: readonly BreakdownRow[];
  readonly per_age_band: readonly BreakdownRow[];
}

/** A domain of the study with its segments, in the order in which they are shown. */
export interface BreakdownDomain {
  readonly code: string;
  readonly segments: readonly string[];
}

/** Counts persons as they pass, and keeps of each only in which rows it was counted: 16 bytes. */
export interface BreakdownCounter {
  readonly add: (person: BreakdownPerson) => void;
  /**
   * @param firstMembers for each person in the order of adding: the place of the first member of its family
   */
  readonly result: (firstMembers: Int32Array) => FrameBreakdown;
}

type Growing = { -readonly [Count in keyof FrameTally]: number };

const nobody: FrameTally = {
  persons: 0,
  families: 0,
  eligible: 0,
  at_secret_address: 0,
  uncertain: 0,
  without_number: 0,
};

function count(tally: Growing, person: BreakdownPerson): void {
  tally.persons++;
  if (person.hasSecretAddress) tally.at_secret_address++;
  else tally.eligible++;
  if (person.isUncertain) tally.uncertain++;
  if (!person.hasNumber) tally.without_number++;
}

/** One way to divide the persons of a domain; a part appears when somebody is in it. */
class Table {
  private readonly places = new Map<string, number>();
  private readonly rows: (Growing & { domain: string; part: string | null })[] = [];
  private readonly rowOf = new GrowingNumbers();

  add(part: string | null, person: BreakdownPerson): void {
    const key = JSON.stringify([person.domain, part]);
    const place = this.places.get(key) ?? this.rows.length;
    this.places.set(key, place);
    const row = this.rows[place] ?? { domain: person.domain, part, ...nobody };
    this.rows[place] = row;
    count(row, person);
    this.rowOf.push(place);
  }

  /** Each family is counted in the row of its first member. */
  withFamilies(firstMembers: Int32Array): BreakdownRow[] {
    const rows = this.rows.map((row) => ({ ...row }));
    firstMembers.forEach((first, place) => {
      const row = first === place ? rows[this.rowOf.at(place)] : undefined;
      if (row !== undefined) row.families++;
    });
    return rows;
  }
}

/** Rows in the order of the domains, and within one in the order that `placeOf` gives, then by name. */
function ordered(
  rows: readonly BreakdownRow[],
  domains: readonly BreakdownDomain[],
  placeOf: (row: BreakdownRow) => number,
): BreakdownRow[] {
  const domainPlace = new Map(domains.map(({ code }, place) => [code, place]));
  return [...rows].sort(
    (one, other) =>
      (domainPlace.get(one.domain) ?? domains.length) - (domainPlace.get(other.domain) ?? domains.length) ||
      placeOf(one) - placeOf(other) ||
      (one.part ?? '').localeCompare(other.part ?? '', 'nl'),
  );
}

function summed(rows: readonly FrameTally[]): FrameTally {
  const total: Growing = { ...nobody };
  for (const row of rows) {
    for (const name of Object.keys(nobody) as (keyof FrameTally)[]) total[name] += row[name];
  }
  return total;
}

/**
 * Counts the frame by domain and its segments, organisations and age bands, while the persons pass.
 * Within each domain the rows of a table add up to the domain, and the domains to the total.
 * @param domains of the study, in the order in which they are shown
 * @param interviewOn the expected day of the interviews
 * @example openBreakdown([{ code: 'jb_jr', segments: [] }], '2026-04-01').result(new Int32Array(0)).total.persons // 0
 */
export function openBreakdown(domains: readonly BreakdownDomain[], interviewOn: CivilDate): BreakdownCounter {
  const [segments, organisations, ages] = [new Table(), new Table(), new Table()];
  const known = new Set(domains.map(({ code }) => code));
  const segmentPlace = new Map(
    domains.flatMap(({ code, segments: codes }) =>
      codes.map((segment, place) => [`${code} ${segment}`, place] as const),
    ),
  );
  return {
    add(person) {
      if (!known.has(person.domain)) throw new RangeError('a person has no domain of the study');
      segments.add(person.segment, person);
      organisations.add(person.organisation, person);
      ages.add(ageBandOn(person.birthOn, interviewOn), person);
    },
    result(firstMembers) {
      const perSegment = segments.withFamilies(firstMembers);
      const perDomain = domains.map(({ code }) => ({
        domain: code,
        ...summed(perSegment.filter(({ domain }) => domain === code)),
      }));
      return {
        interview_on: interviewOn,
        total: summed(perDomain),
        per_domain: perDomain,
        per_segment: ordered(
          perSegment,
          domains,
          ({ domain, part }) => segmentPlace.get(`${domain} ${part ?? ''}`) ?? segmentPlace.size,
        ),
        per_organisation: ordered(organisations.withFamilies(firstMembers), domains, () => 0),
        per_age_band: ordered(ages.withFamilies(firstMembers), domains, ({ part }) =>
          ageBands.indexOf(part as AgeBand),
        ),
      };
    },
  };
}

/**
 * The part of the persons who can be called: the coverage of the frame.
 * @returns 0–1, or `null` when there is nobody
 * @example coverageOf({ ...tally, persons: 4, without_number: 1 }) // 0.75
 */
export function coverageOf({ persons, without_number: without }: FrameTally): number | null {
  return persons === 0 ? null : (persons - without) / persons;
}
