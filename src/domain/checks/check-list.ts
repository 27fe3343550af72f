import type { CivilDate } from '../calendar/civil-date.js';
import { csvText } from '../csv/csv-text.js';
import type { ExclusionReason } from './exclusion-reason.js';

/** One sampled client as its organisation sees it: only what is needed to recognise the client. */
export interface ListedClient {
  /** The organisation's own number, different for each line of the list. */
  readonly clientNumber: string;
  /** First name or initials as delivered. */
  readonly given: string;
  readonly prefix: string;
  readonly last: string;
  readonly birthOn: CivilDate;
  /** The reason that is marked already, or `null`. */
  readonly reason: ExclusionReason | null;
}

/** The list of one organisation in one study. */
export interface CheckList {
  /** On every line: tells the list apart from that of another organisation or study. Letters only. */
  readonly code: string;
  readonly clients: readonly ListedClient[];
}

/** The headings of the list, in the order of the file. */
export const checkListHeadings = [
  'clientnummer',
  'voornaam',
  'achternaam',
  'geboortejaar',
  'lijst',
  'reden',
] as const;

/**
 * The last name as the list shows it.
 * @example shownLastName({ prefix: 'van', last: 'Leeuwen' }) // 'van Leeuwen'
 */
export function shownLastName({ prefix, last }: Pick<ListedClient, 'prefix' | 'last'>): string {
  return prefix === '' ? last : `${prefix} ${last}`;
}

/** Letters that make no word and no number, so that a spreadsheet leaves them as they are. */
const codeLetters = 'bcdfghjkmnpqrstv';

/**
 * The code of a list, from the keyed hash of its study and organisation.
 * @param hash at least 8 hexadecimal digits
 * @example listCodeOf('0123abff') // 'bcdfpqvv'
 */
export function listCodeOf(hash: string): string {
  return hash.slice(0, 8).replace(/[0-9a-f]/g, (digit) => codeLetters.charAt(Number.parseInt(digit, 16)));
}

/**
 * The rows of the list that goes to one organisation, headings first. The column for the reason is filled in by the
 * organisation.
 * @param list with the sampled clients of that organisation only
 * @example checkListRows({ code: 'bcdfghjk', clients: [] }).length // 1
 */
export function checkListRows(list: CheckList): readonly (readonly string[])[] {
  const rows = list.clients.map((client) => [
    client.clientNumber,
    client.given,
    shownLastName(client),
    client.birthOn.slice(0, 4),
    list.code,
    client.reason ?? '',
  ]);
  return [checkListHeadings, ...rows];
}

/**
 * The list as CSV.
 * @example checkListCsv({ code: 'x', clients: [] }) // '\uFEFFclientnummer;voornaam;achternaam;geboortejaar;lijst;reden\r\n'
 */
export function checkListCsv(list: CheckList): string {
  return csvText(checkListRows(list));
}
