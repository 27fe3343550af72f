import { exclusionReasons, exclusionReasonTable } from '../../domain/checks/exclusion-reason.js';
import { shownLastName } from '../../domain/checks/check-list.js';
import { nameKey } from '../../domain/frame/person-name.js';
import type { Alert, DataTable, Link, PageHeading, Pagination, TextField } from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { clientReasonField, type ListPlace, shownReasonField } from './contact-list.forms.js';
import type { ContactList, MarkedClient, SavedMarks } from './contact-list.service.js';

const LIST = '/check/list';
const CLIENTS_PER_PAGE = 100;

interface ContactPage {
  readonly title: string;
  readonly studyName: string;
  readonly heading: PageHeading;
}

interface ListPage extends ContactPage {
  readonly notice: Alert | null;
  readonly search: TextField;
  readonly searchAction: string;
  readonly filters: readonly (Link & { readonly current: boolean })[];
  readonly found: string;
  readonly action: string;
  readonly place: readonly { readonly name: string; readonly value: string }[];
  readonly clients: readonly ClientRow[];
  readonly reasons: readonly { readonly value: string; readonly label: string }[];
  readonly pagination: Pagination | null;
  readonly leaveAction: string;
}

interface ClientRow {
  readonly field: string;
  readonly shownField: string;
  readonly name: string;
  readonly details: string;
  readonly reason: string;
}

interface SummaryPage extends ContactPage {
  readonly notice: Alert | null;
  readonly marked: DataTable;
  readonly action: string;
  readonly version: string;
  readonly button: { readonly label: string; readonly kind: 'danger' | 'primary' };
  readonly backHref: string;
}

export const contactListView = view<ListPage>('checks/contact-list');
export const contactSummaryView = view<SummaryPage>('checks/contact-summary');

/** The list, or the part of it that was asked for. `query` is what somebody searches within it. */
export function contactListPage(
  list: ContactList,
  place: ListPlace,
  { query = null, saved = null }: { query?: string | null; saved?: SavedMarks | null } = {},
): ListPage {
  const part = partOf(list, place, query);
  return {
    title: 'Cliënten nakijken',
    studyName: list.study.name,
    heading: { title: list.organisation.name, intro: introOf(list) },
    notice: saved === null ? doneNotice(list) : conflictNotice(saved),
    search: searchField(query),
    searchAction: `${LIST}/search`,
    filters: filtersOf(list, query === null ? place.show : null),
    found: foundText(part.count, query, place),
    action: `${LIST}/marks`,
    place: [
      { name: 'page', value: String(part.page) },
      { name: 'show', value: place.show },
    ],
    clients: part.clients.map(clientRow),
    reasons: exclusionReasons.map((value) => ({ value, label: exclusionReasonTable[value].label })),
    pagination:
      query === null && part.count > CLIENTS_PER_PAGE ? paginationOf(part.count, part.page, place) : null,
    leaveAction: '/check/leave',
  };
}

interface ListPart {
  /** Clients found, on all pages together. */
  readonly count: number;
  readonly page: number;
  readonly clients: readonly MarkedClient[];
}

/** What is found by searching is shown from its beginning; an empty search finds everybody. */
function partOf({ clients }: ContactList, { page: wanted, show }: ListPlace, query: string | null): ListPart {
  const shown = show === 'marked' ? clients.filter(isMarked) : clients;
  const found = query === null || query === '' ? shown : shown.filter((client) => isFound(client, query));
  const pageCount = Math.max(1, Math.ceil(found.length / CLIENTS_PER_PAGE));
  const page = query === null ? Math.min(wanted, pageCount) : 1;
  const start = (page - 1) * CLIENTS_PER_PAGE;
  return { count: found.length, page, clients: found.slice(start, start + CLIENTS_PER_PAGE) };
}

function isMarked({ reason }: MarkedClient): boolean {
  return reason !== null;
}

function searchField(query: string | null): TextField {
  return {
    name: 'q',
    label: 'Zoek een naam of cliëntnummer',
    type: 'search',
    width: 'medium',
    value: query ?? '',
    autocomplete: 'off',
    maxLength: 100,
  };
}

function filtersOf({ clients }: ContactList, current: ListPlace['show'] | null): ListPage['filters'] {
  return [
    {
      label: `Alle cliënten (${formatCount(clients.length)})`,
      href: LIST,
      current: current === 'all',
    },
    {
      label: `Gemarkeerd (${formatCount(clients.filter(isMarked).length)})`,
      href: `${LIST}?show=marked`,
      current: current === 'marked',
    },
  ];
}

function introOf({ rules: { closesOn } }: ContactList): string {
  const until = closesOn === null ? '' : ` Dat kan tot en met ${formatDate(closesOn)}.`;
  return `Kies een reden bij wie niet gebeld mag worden voor dit onderzoek. Wat u kiest, wordt bewaard, en u kunt het nog veranderen tot u bevestigt.${until}`;
}

function doneNotice({ returnedAt, carriedOut }: ContactList): Alert | null {
  if (returnedAt === null) return null;
  const count = [...carriedOut.values()].reduce((sum, one) => sum + one, 0);
  const out =
    count === 0
      ? 'Er is niemand uitgesloten.'
      : `Uitgesloten: ${formatCount(count)}. Zij staan niet meer op de lijst.`;
  return {
    tone: 'success',
    title: 'Uw organisatie heeft al geantwoord',
    text: `${out} Mag er nog iemand niet worden gebeld? Kies dan een reden en bevestig opnieuw.`,
  };
}

function conflictNotice({ savedCount, conflicts }: SavedMarks): Alert {
  return {
    tone: 'warning',
    title: 'Een collega was u voor',
    text: `Bij deze cliënten koos iemand anders intussen iets anders. Dat is zo gelaten; kies opnieuw als het niet klopt. De rest is opgeslagen (${formatCount(savedCount)}).`,
    items: conflicts.map(
      ({ client, stored, chosen }) =>
        `${nameOf(client)}: er staat nu “${reasonLabel(stored)}”, u koos “${reasonLabel(chosen)}”.`,
    ),
  };
}

/** How a reason is called, or that there is none. */
export function reasonLabel(reason: MarkedClient['reason']): string {
  return reason === null ? MAY_BE_CALLED : exclusionReasonTable[reason].label;
}

const MAY_BE_CALLED = 'mag gebeld worden';

function foundText(count: number, query: string | null, { show }: ListPlace): string {
  const who = `${formatCount(count)} ${count === 1 ? 'cliënt' : 'cliënten'}`;
  if (query !== null && query !== '') {
    return count > CLIENTS_PER_PAGE
      ? `${who} gevonden; de eerste ${formatCount(CLIENTS_PER_PAGE)} staan hieronder. Typ meer van de naam.`
      : `${who} gevonden.`;
  }
  if (count > 0) return `${who}, op volgorde van achternaam.`;
  return show === 'marked' ? 'Er is nog niemand gemarkeerd.' : 'Er staat niemand (meer) op deze lijst.';
}

function clientRow(client: MarkedClient): ClientRow {
  return {
    field: clientReasonField(client.key),
    shownField: shownReasonField(client.key),
    name: nameOf(client),
    details: `nummer ${client.clientNumber} · geboren in ${client.birthOn.slice(0, 4)}`,
    reason: client.reason ?? '',
  };
}

function nameOf(client: MarkedClient): string {
  return `${client.given} ${shownLastName(client)}`;
}

function isFound(client: MarkedClient, query: string): boolean {
  const wanted = nameKey(query);
  const number = query.toLowerCase();
  return (
    (wanted !== '' && nameKey(nameOf(client)).includes(wanted)) ||
    client.clientNumber.toLowerCase().includes(number)
  );
}

function paginationOf(count: number, page: number, { show }: ListPlace): Pagination {
  const pageCount = Math.ceil(count / CLIENTS_PER_PAGE);
  const hrefOf = (number: number): string =>
    `${LIST}?${new URLSearchParams({ ...(show === 'all' ? {} : { show }), page: String(number) }).toString()}`;
  const first = (page - 1) * CLIENTS_PER_PAGE + 1;
  const last = Math.min(count, page * CLIENTS_PER_PAGE);
  return {
    label: 'Bladeren door de lijst',
    summary: `Cliënt ${formatCount(first)} tot en met ${formatCount(last)} van ${formatCount(count)}`,
    ...(page > 1 ? { previous: hrefOf(page - 1) } : {}),
    ...(page < pageCount ? { next: hrefOf(page + 1) } : {}),
    pages: Array.from({ length: pageCount }, (_, index) => ({
      number: index + 1,
      href: hrefOf(index + 1),
      current: index + 1 === page,
    })),
  };
}

/** What the contact confirms: who is marked, by name, and that it cannot be undone. */
export function contactSummaryPage(list: ContactList, isChanged = false): SummaryPage {
  const marked = list.clients.filter(isMarked);
  const count = `${formatCount(marked.length)} ${marked.length === 1 ? 'cliënt' : 'cliënten'}`;
  return {
    title: 'Nakijken en bevestigen',
    studyName: list.study.name,
    heading: {
      title: 'Nakijken en bevestigen',
      intro: `${list.organisation.name}: ${count} van de ${formatCount(list.clients.length)} ${marked.length === 1 ? 'mag' : 'mogen'} niet worden gebeld.`,
    },
    notice: isChanged
      ? {
          tone: 'warning',
          title: 'De lijst is intussen veranderd',
          text: 'Een collega heeft iets gewijzigd. Er is nog niemand uitgesloten. Kijk de lijst opnieuw na en bevestig dan.',
        }
      : null,
    marked: {
      id: 'marked',
      caption: 'Wie niet gebeld mag worden',
      columns: [{ label: 'Cliënt' }, { label: 'Reden' }],
      rows: marked.map((client) => [
        { text: nameOf(client), detail: clientRow(client).details },
        { text: reasonLabel(client.reason) },
      ]),
      empty: 'Niemand. Alle cliënten op de lijst mogen worden gebeld.',
      notes:
        marked.length === 0
          ? []
          : ['Na het bevestigen worden hun contactgegevens meteen gewist. Dat is niet terug te draaien.'],
    },
    action: `${LIST}/confirm`,
    version: list.version,
    button:
      marked.length === 0
        ? { label: 'Klaar: iedereen mag worden gebeld', kind: 'primary' }
        : { label: `Klaar: ${count} uitsluiten en gegevens wissen`, kind: 'danger' },
    backHref: LIST,
  };
}
