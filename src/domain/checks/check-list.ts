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

/** The headings of the list, in the order of the file. */
export const checkListHeadings = ['clientnummer', 'voornaam', 'achternaam', 'geboortejaar', 'reden'] as const;

/**
 * The last name as the list shows it.
 * @example shownLastName({ prefix: 'van', last: 'Leeuwen' }) // 'van Leeuwen'
 */
export function shownLastName({ prefix, last }: Pick<ListedClient, 'prefix' | 'last'>): string {
  return prefix === '' ? last : `${prefix} ${last}`;
}

/**
 * The list that goes to one organisation, as CSV. The column for the reason is filled in by the organisation.
 * @param clients sampled clients of that organisation only
 * @example checkListCsv([]) // '\uFEFFclientnummer;voornaam;achternaam;geboortejaar;reden\r\n'
 */
export function checkListCsv(clients: readonly ListedClient[]): string {
  const rows = clients.map((client) => [
    client.clientNumber,
    client.given,
    shownLastName(client),
    client.birthOn.slice(0, 4),
    client.reason,
  ]);
  return csvText([checkListHeadings, ...rows]);
}
