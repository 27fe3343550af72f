import { DOMAINS, type InventedFile, type PlacedRow, REPORT_YEAR } from './client-files.js';

/** What the program must say of invented files, in the form of the truth file of the examples. */
export interface KnownTruth {
  readonly files: readonly object[];
  readonly persons: {
    readonly total: number;
    readonly per_domain: Readonly<Record<string, number>>;
    readonly in_more_than_one_domain: number;
    readonly per_domain_after_priority_jbjr_specialist_basic: Readonly<Record<string, number>>;
    readonly per_age_band_on: Readonly<Record<string, string | number>>;
    readonly at_a_secret_address: number;
    readonly families: number;
  };
  /** Not in the truth file of the examples. */
  readonly withoutNumber: number;
}

/** The first of April after the report year. */
const INTERVIEW_ON = `${String(REPORT_YEAR + 1)}-04-01`;

/** Counts what was decided before the files were written; nothing is read back from them. */
export function knownTruth(files: readonly InventedFile[]): KnownTruth {
  const accepted = files.flatMap(({ domain, rows }) => acceptedOf(rows).map((row) => ({ ...row, domain })));
  const persons = new Map(accepted.map(({ child }) => [child.number, child]));
  const domainsOf = (person: number): Set<string> =>
    new Set(accepted.filter(({ child }) => child.number === person).map(({ domain }) => domain));
  const found = [...persons.keys()].map(domainsOf);
  const drawnIn = found.map((domains) =>
    ['jb_jr', 'specialistisch', 'basishulp'].find((code) => domains.has(code)),
  );
  const reached = new Set(accepted.filter(hasNumber).map(({ child }) => child.number));
  return {
    files: files.map(fileTruth),
    persons: {
      total: persons.size,
      per_domain: countsOf((code) => found.filter((domains) => domains.has(code)).length),
      in_more_than_one_domain: found.filter((domains) => domains.size > 1).length,
      per_domain_after_priority_jbjr_specialist_basic: countsOf(
        (code) => drawnIn.filter((domain) => domain === code).length,
      ),
      per_age_band_on: {
        date: INTERVIEW_ON,
        ...ageBands([...persons.values()].map(({ birthOn }) => birthOn)),
      },
      at_a_secret_address: distinctChildren(accepted.filter(({ isMarkedSecret }) => isMarkedSecret)),
      families: new Set([...persons.values()].map(({ familyNumber }) => familyNumber)).size,
    },
    withoutNumber: [...persons.keys()].filter((number) => !reached.has(number)).length,
  };
}

function distinctChildren(rows: readonly PlacedRow[]): number {
  return new Set(rows.map(({ child }) => child.number)).size;
}

export function acceptedOf(rows: readonly PlacedRow[]): readonly PlacedRow[] {
  return rows.filter(({ fate }) => fate === 'accepted');
}

function fileTruth({ name, encoding, delimiter, rows }: InventedFile): object {
  const accepted = acceptedOf(rows);
  const rejected = Object.fromEntries(
    (['birth_date', 'name'] as const)
      .map((fate) => [fate, rows.filter((row) => row.fate === fate).length] as const)
      .filter(([, count]) => count > 0),
  );
  return {
    file: name,
    encoding: encoding === 'utf-8-bom' ? 'utf-8' : encoding,
    delimiter,
    data_rows: rows.length,
    accepted_rows: accepted.length,
    persons: distinctChildren(accepted),
    rejected,
    not_in_report_year: rows.filter(({ fate }) => fate === 'not_in_report_year').length,
  };
}

function countsOf(count: (code: string) => number): Record<string, number> {
  return Object.fromEntries(DOMAINS.map((code) => [code, count(code)]));
}

/** Whether somebody can be called by what stands in a row. */
export function hasNumber(row: PlacedRow & { readonly domain: string }): boolean {
  const { child, family } = row;
  if (child.youthPhone !== null) return true;
  if (row.domain !== 'jb_jr') return family.parentPhone !== null && !row.losesNumber;
  if (child.isWard) return row.hasInstitutionPhone;
  return family.parentPhone !== null || family.otherParent !== null;
}

/** Full years on the day of the interview, counted on the text of the dates. */
function ageBands(birthDays: readonly string[]): Record<string, number> {
  const ages = birthDays.map((birthOn) => {
    const years = Number(INTERVIEW_ON.slice(0, 4)) - Number(birthOn.slice(0, 4));
    return birthOn.slice(5) <= INTERVIEW_ON.slice(5) ? years : years - 1;
  });
  return {
    '0-11': ages.filter((age) => age < 12).length,
    '12-15': ages.filter((age) => age >= 12 && age < 16).length,
    '16+': ages.filter((age) => age >= 16).length,
  };
}
