import { withoutGuard } from '../csv/csv-text.js';
import { headingKey } from '../frame/column-role.js';
import {
  type Delimiter,
  delimiters,
  OpenQuoteError,
  splitRows,
  type TextRow,
} from '../frame/delimited-text.js';
import { nameKey, splitLastName } from '../frame/person-name.js';
import { plainCell } from '../frame/cell-value.js';
import { type CheckList, checkListHeadings, type ListedClient } from './check-list.js';
import { type ExclusionReason, exclusionReasons, parseExclusionReason } from './exclusion-reason.js';

/** What an organisation says about one client: a reason, or `null` when the client may be approached. */
export interface ClientMark {
  readonly clientNumber: string;
  readonly reason: ExclusionReason | null;
}

export type ReturnedListProblemKind =
  | 'not_the_list'
  | 'open_quote'
  | 'other_list'
  | 'unknown_client'
  | 'changed_name'
  | 'unknown_reason'
  | 'double_line'
  | 'missing_line';

/** Something in a returned list that does not fit the list that went out. */
export interface ReturnedListProblem {
  readonly kind: ReturnedListProblemKind;
  /** Line in the returned file, or `null` for a client that is not in it. */
  readonly line: number | null;
  /** The client of the list that is meant, for a missing line; `null` otherwise. */
  readonly clientNumber: string | null;
  /** Dutch, without anything from the file. */
  readonly message: string;
}

/** A returned list. Nothing of it should be used while it has problems that `blocks`. */
export interface ReturnedList {
  /** The lines that are right, in the order of the file. */
  readonly marks: readonly ClientMark[];
  readonly problems: readonly ReturnedListProblem[];
  /** False when the only problems are missing lines: the researcher may accept those as not marked. */
  readonly isBlocked: boolean;
}

const messages: Readonly<Record<ReturnedListProblemKind, string>> = {
  not_the_list: `Dit is niet de controlelijst. De kopregel moet zijn: ${checkListHeadings.join(', ')}. Vul de lijst in die is verstuurd en verander de kopregel niet.`,
  open_quote:
    'Er staat een aanhalingsteken dat nergens wordt gesloten. Haal het weg en bewaar het bestand opnieuw als CSV.',
  other_list:
    'Deze regel hoort bij een andere lijst: van een andere organisatie, een ander onderzoek, of zelf toegevoegd. Haal de regel weg, of kies de goede organisatie.',
  unknown_client:
    'Dit cliëntnummer staat niet op de lijst van deze organisatie. Kijk het nummer na, of haal de regel weg.',
  changed_name:
    'De naam of het geboortejaar hoort niet bij dit cliëntnummer. Misschien zijn regels verschoven. Zet naam en jaar terug zoals ze op de lijst stonden.',
  unknown_reason: `Deze reden is niet bekend. Gebruik één van: ${exclusionReasons.join(', ')}. Laat de cel leeg als de cliënt benaderd mag worden.`,
  double_line: 'Deze cliënt staat al eerder in het bestand. Laat één regel per cliënt staan.',
  missing_line:
    'Een cliënt van de lijst staat niet in het bestand. Zet de regel terug, ook als er geen reden is.',
};

function problem(
  kind: ReturnedListProblemKind,
  line: number | null,
  clientNumber: string | null = null,
): ReturnedListProblem {
  return { kind, line, clientNumber, message: messages[kind] };
}

type Heading = (typeof checkListHeadings)[number];

interface Header {
  readonly rows: readonly TextRow[];
  readonly place: number;
  readonly columnOf: Readonly<Record<Heading, number>>;
}

function headerIn(rows: readonly TextRow[]): Header | null {
  for (const [place, { cells }] of rows.slice(0, 20).entries()) {
    const keys = cells.map(headingKey);
    const columns = checkListHeadings.map((heading) => [heading, keys.indexOf(heading)] as const);
    if (columns.every(([, column]) => column >= 0)) {
      return { rows, place, columnOf: Object.fromEntries(columns) as Record<Heading, number> };
    }
  }
  return null;
}

function findHeader(text: string): Header | ReturnedListProblem {
  let openQuote: ReturnedListProblem | null = null;
  for (const delimiter of delimiters) {
    const rows = rowsOf(text, delimiter);
    if (rows instanceof OpenQuoteError) openQuote ??= problem('open_quote', rows.line);
    const header = rows instanceof OpenQuoteError ? null : headerIn(rows);
    if (header !== null) return header;
  }
  return openQuote ?? problem('not_the_list', 1);
}

function rowsOf(text: string, delimiter: Delimiter): TextRow[] | OpenQuoteError {
  try {
    return splitRows(text, delimiter);
  } catch (error) {
    if (error instanceof OpenQuoteError) return error;
    throw error;
  }
}

/**
 * A client number in the form in which two are equal: a spreadsheet drops zeros at the start and adds nothing else.
 * @param clientNumber as an organisation wrote it
 * @example clientNumberKey('A01-007') // 'a01-007'
 */
export function clientNumberKey(clientNumber: string): string {
  return clientNumber
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d)/, '');
}

function clientsByNumber(clients: readonly ListedClient[]): ReadonlyMap<string, ListedClient> {
  const exact = clients.map((client) => [client.clientNumber.trim(), client] as const);
  const loose = new Map<string, ListedClient | null>();
  for (const client of clients) {
    const key = clientNumberKey(client.clientNumber);
    loose.set(key, loose.has(key) ? null : client);
  }
  const unique = [...loose].flatMap(([key, client]) => (client === null ? [] : [[key, client] as const]));
  return new Map([...unique, ...exact]);
}

function isSameClient(cells: Readonly<Record<Heading, string>>, client: ListedClient): boolean {
  const last = splitLastName(cells.achternaam, '').last;
  return (
    nameKey(last) === nameKey(splitLastName(client.last, client.prefix).last) &&
    nameKey(cells.voornaam) === nameKey(client.given) &&
    cells.geboortejaar === client.birthOn.slice(0, 4)
  );
}

function cellsOf(row: TextRow, header: Header): Readonly<Record<Heading, string>> {
  const read = (heading: Heading): string =>
    withoutGuard(plainCell(row.cells[header.columnOf[heading]] ?? '').text);
  return {
    clientnummer: read('clientnummer'),
    voornaam: read('voornaam'),
    achternaam: read('achternaam'),
    geboortejaar: read('geboortejaar'),
    lijst: read('lijst'),
    reden: read('reden'),
  };
}

/** Tells whether a number is of a client of the list who was taken out since, perhaps by another organisation. */
export type IsTakenOut = (clientNumber: string) => boolean;

/**
 * Reads a CSV list that came back from an organisation against the list that went out to it.
 * @param text of the file, decoded
 * @param list that went out; another organisation's clients are unknown here
 * @param isTakenOut lines of such clients say nothing new and are passed over
 * @returns marks of the lines that are right, and what does not fit, with line numbers
 * @example readReturnedList('', list).problems[0].kind // 'not_the_list'
 */
export function readReturnedList(
  text: string,
  list: CheckList,
  isTakenOut: IsTakenOut = () => false,
): ReturnedList {
  const header = findHeader(text);
  return 'kind' in header ? refused(header) : readBelow(header, list, isTakenOut);
}

/**
 * Reads the rows of a worksheet that came back, as `readReturnedList` reads a text.
 * @param rows of the sheet with the list, numbered as the spreadsheet does
 * @example readReturnedRows([], list).problems[0].kind // 'not_the_list'
 */
export function readReturnedRows(
  rows: readonly TextRow[],
  list: CheckList,
  isTakenOut: IsTakenOut = () => false,
): ReturnedList {
  // A text in a worksheet that looks like a formula is a text: it is read as the guarded cell of a CSV file.
  const guarded = rows.map(({ line, cells }) => ({
    line,
    cells: cells.map((cell) => (/^\s*=/.test(cell) ? `'${cell}` : cell)),
  }));
  const header = headerIn(guarded);
  return header === null ? refused(problem('not_the_list', 1)) : readBelow(header, list, isTakenOut);
}

function refused(why: ReturnedListProblem): ReturnedList {
  return { marks: [], problems: [why], isBlocked: true };
}

function readBelow(header: Header, { code, clients }: CheckList, isTakenOut: IsTakenOut): ReturnedList {
  const byNumber = clientsByNumber(clients);
  const seen = new Set<ListedClient>();
  const marks: ClientMark[] = [];
  const problems: ReturnedListProblem[] = [];
  for (const row of header.rows.slice(header.place + 1)) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const cells = cellsOf(row, header);
    const client = byNumber.get(cells.clientnummer) ?? byNumber.get(clientNumberKey(cells.clientnummer));
    const mark = markOf(cells, { client, code, seen, isTakenOut });
    if (client !== undefined) seen.add(client);
    if (typeof mark === 'string') problems.push(problem(mark, row.line));
    else if (mark !== null) marks.push(mark);
  }
  const isBlocked = problems.length > 0;
  const missing = clients.filter((client) => !seen.has(client));
  problems.push(...missing.map(({ clientNumber }) => problem('missing_line', null, clientNumber)));
  return { marks, problems, isBlocked };
}

/** What one line says; `null` when it is about a client who was taken out since. */
function markOf(
  cells: Readonly<Record<Heading, string>>,
  {
    client,
    code,
    seen,
    isTakenOut,
  }: {
    client: ListedClient | undefined;
    code: string;
    seen: ReadonlySet<ListedClient>;
    isTakenOut: IsTakenOut;
  },
): ClientMark | ReturnedListProblemKind | null {
  if (cells.lijst.toLowerCase() !== code) return 'other_list';
  if (client === undefined) return isTakenOut(cells.clientnummer) ? null : 'unknown_client';
  if (seen.has(client)) return 'double_line';
  if (!isSameClient(cells, client)) return 'changed_name';
  const { clientNumber } = client;
  if (cells.reden === '') return { clientNumber, reason: null };
  const reason = parseExclusionReason(cells.reden);
  return reason === null ? 'unknown_reason' : { clientNumber, reason };
}
