import type { CivilDate } from '../calendar/civil-date.js';
import { resemblanceTexts } from '../frame/person-matching.js';
import { nameKey } from '../frame/person-name.js';
import type { E164 } from '../telephone/telephone-number.js';

/** Somebody as far as an objection (bezwaar) knows them. */
export interface ObjectingPerson {
  readonly bornOn: CivilDate;
  /** First names, or initials. */
  readonly given: string;
  /** Without the prefix. */
  readonly last: string;
}

/** A telephone number or a person that no study approaches. */
export type ObjectionSubject =
  { readonly kind: 'number'; readonly number: E164 } | ({ readonly kind: 'person' } & ObjectingPerson);

/** The texts by which somebody is found on the list; the caller keeps a keyed hash of each, never the text. */
export interface PersonTexts {
  /** Birth date, last name and first name; `null` when only initials are known. */
  readonly full: string | null;
  /** Birth date, last name and first initial. */
  readonly initial: string;
}

/**
 * The texts of a person for the objection list. Case, accents, spaces, hyphens and the prefix do not count, nor does where
 * somebody lives: people move. The full text is the one by which a frame recognises somebody who moved, so that one keyed
 * hash serves both.
 * @example personTexts({ bornOn, given: 'Maud', last: 'Yılmaz' }).initial // '2011-06-08|yilmaz|m'
 */
export function personTexts({ bornOn, given, last }: ObjectingPerson): PersonTexts {
  const name = { given, prefix: '', last };
  return {
    full: resemblanceTexts({ birthOn: bornOn, postcode: null, name }).other_postcode ?? null,
    initial: `${bornOn}|${nameKey(last)}|${nameKey(given).charAt(0)}`,
  };
}
