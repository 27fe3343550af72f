import { nameKey } from './person-name.js';

/** What the rows of one person say, each spelling once. */
export interface ComparedPerson {
  readonly firstNames: readonly string[];
  /** Without prefix. */
  readonly lastNames: readonly string[];
  readonly birthDates: readonly string[];
  readonly postcodes: readonly string[];
  readonly telephones: readonly string[];
  /** Of parents and guardians. */
  readonly contactNames: readonly string[];
}

export type ComparedField = keyof ComparedPerson;

/** `alike`: not the same, but what one would expect of two spellings. */
export type Agreement = 'same' | 'alike' | 'different' | 'unknown';

interface Comparison {
  readonly field: ComparedField;
  readonly same: (value: string) => string;
  readonly alike: ((value: string) => string) | null;
}

const asWritten = (value: string): string => value;
const initial = (value: string): string => nameKey(value).charAt(0);

const COMPARISONS: readonly Comparison[] = [
  { field: 'firstNames', same: nameKey, alike: initial },
  { field: 'lastNames', same: nameKey, alike: null },
  { field: 'birthDates', same: asWritten, alike: null },
  // The same four digits: the same part of town.
  { field: 'postcodes', same: asWritten, alike: (postcode) => postcode.slice(0, 4) },
  { field: 'telephones', same: asWritten, alike: null },
  { field: 'contactNames', same: nameKey, alike: null },
];

function share(one: readonly string[], other: readonly string[], keyOf: (value: string) => string): boolean {
  const keys = new Set(one.map(keyOf));
  return other.some((value) => keys.has(keyOf(value)));
}

function agreementOf(
  one: readonly string[],
  other: readonly string[],
  { same, alike }: Comparison,
): Agreement {
  if (one.length === 0 || other.length === 0) return 'unknown';
  if (share(one, other, same)) return 'same';
  return alike !== null && share(one, other, alike) ? 'alike' : 'different';
}

/**
 * What agrees and what differs between two persons who may be one, field by field in the order of a page. Persons
 * with several spellings agree when one of each is the same; case, accents and signs in names do not count.
 * @example comparePersons(sem, sanne)[0] // { field: 'firstNames', agreement: 'alike' }
 */
export function comparePersons(
  one: ComparedPerson,
  other: ComparedPerson,
): { readonly field: ComparedField; readonly agreement: Agreement }[] {
  return COMPARISONS.map((comparison) => {
    const { field } = comparison;
    return { field, agreement: agreementOf(one[field], other[field], comparison) };
  });
}
