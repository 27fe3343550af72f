import type { Role } from '../../domain/access/role.js';
import { CASE_ATTENTION_LABELS, CASE_ATTENTIONS } from '../../domain/calling/case-attention.js';
import { CASE_STATUS_TABLE, CASE_STATUSES } from '../../domain/contact/case-status.js';
import { RATE_GROUP_LABELS, RATE_GROUPS } from '../../domain/contact/outcome.js';
import type {
  Badge,
  ButtonLink,
  Cell,
  DataTable,
  Link,
  Pagination,
  SelectField,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { casePagePath, studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { type CaseFilter, type CasePlace, type DueFilter, filterQuery } from './case-filter.js';
import { type CaseList, type ListedCase, MOST_COUNTED } from './case-list.service.js';

interface CaseListPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly action: string;
  readonly number: TextField;
  readonly filters: readonly SelectField[];
  /** Goes back to all cases; `null` when all are shown. */
  readonly clear: Link | null;
  readonly found: string;
  /** How the filters are introduced where they are folded away. */
  readonly filtersLabel: string;
  readonly isFiltered: boolean;
  readonly links: readonly ButtonLink[];
  readonly cases: DataTable;
  readonly pagination: Pagination | null;
}

export const caseListView = view<CaseListPage>('case-list/list');

const DUE_LABELS: Readonly<Record<DueFilter, string>> = {
  now: 'nu te bellen',
  today: 'later vandaag',
  later: 'na vandaag',
  none: 'geen volgende poging',
};

export function caseListPage(
  list: CaseList,
  roles: readonly Role[],
  sought: { readonly number: string; readonly error: string } | null = null,
): CaseListPage {
  const { study, filter } = list;
  const action = studyPath(study.slug, 'cases');
  return {
    title: 'Casussen',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'cases'),
    action,
    number: {
      name: 'number',
      label: 'Casusnummer',
      width: 'medium',
      autocomplete: 'off',
      value: sought?.number ?? '',
      ...(sought === null ? {} : { error: sought.error }),
    },
    filters: filtersOf(list),
    clear: isFiltered(filter) ? { label: 'Alle casussen', href: action } : null,
    found: foundText(list),
    filtersLabel: filtersLabel(filter),
    isFiltered: isFiltered(filter),
    links: linksOf(list),
    cases: caseTable(list),
    pagination: paginationOf(list, action),
  };
}

function isFiltered(filter: CaseFilter): boolean {
  return Object.values(filter).some((value) => value !== null);
}

function filtersLabel(filter: CaseFilter): string {
  const count = Object.values(filter).filter((value) => value !== null).length;
  return count === 0 ? 'Filters' : `Filters (${String(count)} gekozen)`;
}

function linksOf({ study, filter, cases }: CaseList): readonly ButtonLink[] {
  const actions = `${studyPath(study.slug)}/case-actions`;
  const done: ButtonLink = { label: 'Wat er is gedaan', href: actions, kind: 'subtle' };
  if (cases.length === 0 || study.status !== 'fieldwork') return [done];
  const href = `${actions}/new?${filterQuery(filter)}`;
  return [{ label: 'Iets doen met deze casussen', href, kind: 'secondary' }, done];
}

function filtersOf({ study, filter, interviewers, replicates }: CaseList): readonly SelectField[] {
  const select = (
    name: keyof CaseFilter,
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ): SelectField => ({
    name,
    label,
    value: String(filter[name] ?? ''),
    options: [{ value: '', label: 'alle' }, ...options],
  });
  const labelled = <Value extends string>(
    values: readonly Value[],
    labels: Readonly<Record<Value, string>>,
  ): { value: Value; label: string }[] => values.map((value) => ({ value, label: labels[value] }));
  return [
    select(
      'domain',
      'Domein',
      study.domains.map(({ code, label }) => ({ value: code, label })),
    ),
    select(
      'status',
      'Stand',
      CASE_STATUSES.map((value) => ({ value, label: CASE_STATUS_TABLE[value].label })),
    ),
    select('attention', 'Bijzonderheid', labelled(CASE_ATTENTIONS, CASE_ATTENTION_LABELS)),
    select('due', 'Volgende poging', labelled(['now', 'today', 'later', 'none'], DUE_LABELS)),
    select('group', 'Telt in de respons als', labelled(RATE_GROUPS, RATE_GROUP_LABELS)),
    select(
      'replicate',
      'Deelsteekproef',
      replicates.map((number) => ({ value: String(number), label: String(number) })),
    ),
    select(
      'interviewer',
      'Enquêteur',
      interviewers.map(({ id, name }) => ({ value: id, label: name })),
    ),
    select(
      'assigned',
      'Toegewezen aan',
      interviewers.map(({ id, name }) => ({ value: id, label: name })),
    ),
  ];
}

function foundText({ count, filter }: CaseList): string {
  if (count === null) return `Meer dan ${formatCount(MOST_COUNTED)} casussen`;
  const cases = count === 1 ? '1 casus' : `${formatCount(count)} casussen`;
  return isFiltered(filter) ? `${cases} met deze keuze` : cases;
}

/** Whoever asks what is to be called later sees what comes first at the top. */
function isByMoment({ due }: CaseFilter): boolean {
  return due === 'today' || due === 'later';
}

function caseTable(list: CaseList): DataTable {
  const { study, cases, filter } = list;
  return {
    id: 'casussen',
    caption: isByMoment(filter) ? 'Casussen, op het moment van de volgende poging' : 'Casussen, op nummer',
    columns: [
      { label: 'Casus' },
      { label: 'Domein' },
      { label: 'Stand' },
      { label: 'Pogingen', numeric: true },
      { label: 'Volgende poging' },
      { label: 'Deelsteekproef', numeric: true },
    ],
    rows: cases.map((one): Cell[] => [
      { text: one.caseNumber, href: casePagePath(study.slug, one.caseNumber) },
      { text: study.domains.find(({ id }) => id === one.domainId)?.label ?? '' },
      { text: CASE_STATUS_TABLE[one.status].label, ...attentionBadge(one) },
      { text: formatCount(one.attempts) },
      nextCall(one, list),
      { text: String(one.replicate) },
    ]),
    empty: isFiltered(filter)
      ? 'Geen casus past bij deze keuze.'
      : 'Er zijn nog geen casussen. Trek eerst de steekproef.',
  };
}

const ATTENTION_TONES = { decide: 'warning', paused: 'neutral', last_attempt: 'info' } as const;

function attentionBadge({ attention }: ListedCase): { badge?: Badge } {
  if (attention === null) return {};
  return { badge: { text: CASE_ATTENTION_LABELS[attention], tone: ATTENTION_TONES[attention] } };
}

function nextCall({ heldBy, heldUntil, dueAt, dueUntil }: ListedCase, { now, interviewers }: CaseList): Cell {
  if (heldBy !== null && heldUntil !== null && heldUntil > now) {
    const name = interviewers.find(({ id }) => id === heldBy)?.name ?? 'een enquêteur';
    return { text: `nu bij ${name}` };
  }
  if (dueAt === null) return { text: '–' };
  if (dueUntil !== null && dueUntil <= now)
    return { text: 'voorbij', detail: `tot ${formatMoment(dueUntil)}` };
  return { text: dueAt <= now ? `sinds ${formatMoment(dueAt)}` : `vanaf ${formatMoment(dueAt)}` };
}

function paginationOf(list: CaseList, action: string): Pagination | null {
  const { cases, filter, hasPrevious, hasNext } = list;
  const [first, last] = [cases[0], cases.at(-1)];
  if (first === undefined || last === undefined || !(hasPrevious || hasNext)) return null;
  return {
    label: 'Pagina’s van de lijst',
    summary: `Casus ${first.caseNumber} tot en met ${last.caseNumber}`,
    pages: [],
    ...(hasPrevious
      ? { previous: `${action}?${filterQuery(filter, { before: placeOf(filter, first) })}` }
      : {}),
    ...(hasNext ? { next: `${action}?${filterQuery(filter, { after: placeOf(filter, last) })}` } : {}),
  };
}

function placeOf(filter: CaseFilter, { caseNumber, dueAt }: ListedCase): CasePlace {
  return { caseNumber, dueAt: isByMoment(filter) ? dueAt : null };
}

/** What the page with the list says when a number was typed that no case has. */
export function unknownNumber(
  number: string,
  study: Study,
): { readonly number: string; readonly error: string } {
  return { number, error: `Casus ${number} is er niet in ${study.name}. Controleer het nummer.` };
}
