import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import type { CaseSet } from '../../domain/response/case-set.js';
import type { Breadcrumb, Cell, DataTable, Pagination, SubNavigation } from '../../web/components.js';
import { formatCount, formatDate, formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { type CaseList, CASES_PER_PAGE, type ListedCase } from './breakdown.service.js';
import { GROUP_TEXTS } from './rate-texts.js';
import { responsePath } from './response-paths.js';

interface CaseListPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly intro: string;
  readonly cases: DataTable;
  readonly pagination: Pagination | null;
}

export const caseListView = view<CaseListPage>('response-rates/cases');

const SET_LABELS: Readonly<Partial<Record<CaseSet, string>>> = {
  all: 'Steekproef',
  unreleased: 'Nog niet vrijgegeven',
  released: 'Vrijgegeven',
  approached: 'Benaderd',
  in_field: 'Vrijgegeven, en hoort in het onderzoek',
  contacted: 'Gesproken',
  permitted: 'Toestemming',
  started: 'Interview begonnen',
  not_contacted: 'Niemand gesproken',
  not_permitted: 'Gesproken, geen toestemming',
  not_started: 'Toestemming, interview niet begonnen',
  not_completed: 'Begonnen, niet voltooid',
};

/** Which page of which list is shown. */
export interface CaseListState {
  readonly set: CaseSet;
  readonly until: CivilDate | null;
  readonly page: number;
  /** The address without the number of the page, ending in `?` or `&`. */
  readonly href: string;
  readonly roles: readonly Role[];
}

export function caseListPage(list: CaseList, state: CaseListState): CaseListPage {
  const { study, total, partLabel, domain } = list;
  const parts = [
    setLabel(state.set),
    partLabel,
    domain?.label,
    state.until === null ? null : `laatst gebeld tot en met ${formatDate(state.until)}`,
  ].filter((part) => part !== undefined && part !== null);
  return {
    title: `Casussen: ${setLabel(state.set)}`,
    studyName: study.name,
    navigation: studyNavigation(study.slug, state.roles, 'response'),
    breadcrumb: {
      items: [{ label: 'Respons', href: responsePath(study.slug) }],
      current: parts.join(' · '),
    },
    intro: `${formatCount(total)} ${total === 1 ? 'casus' : 'casussen'}: ${parts.join(', ')}. Mensen die hun toestemming introkken, staan in geen lijst.`,
    cases: casesTable(list, state.roles),
    pagination: total <= CASES_PER_PAGE ? null : paginationOf(list, state),
  };
}

function setLabel(set: CaseSet): string {
  return SET_LABELS[set] ?? GROUP_TEXTS[set as keyof typeof GROUP_TEXTS].label;
}

function casesTable({ study, cases }: CaseList, roles: readonly Role[]): DataTable {
  const mayOpen = mayDo(roles, 'fieldwork.supervise');
  const rowOf = (one: ListedCase): readonly Cell[] => {
    const domain = study.domains.find(({ id }) => id === one.domainId);
    const segment = domain?.segments.find(({ code }) => code === one.segment)?.label;
    return [
      {
        text: one.caseNumber,
        ...(mayOpen ? { href: `${studyPath(study.slug)}/cases/${one.caseNumber}` } : {}),
      },
      { text: domain?.label ?? '', ...(segment === undefined ? {} : { detail: segment }) },
      { text: CASE_STATUS_TABLE[one.status].label },
      { text: one.status === 'unreleased' ? '–' : GROUP_TEXTS[one.group].label },
      { text: formatCount(one.attemptCount) },
      { text: one.lastCalledAt === null ? '–' : formatMoment(one.lastCalledAt) },
    ];
  };
  return {
    id: 'casussen',
    caption: 'Casussen',
    columns: [
      { label: 'Casus' },
      { label: 'Domein' },
      { label: 'Stand' },
      { label: 'Telt als' },
      { label: 'Pogingen', numeric: true },
      { label: 'Laatst gebeld' },
    ],
    rows: cases.map(rowOf),
    empty: 'Er zijn geen casussen achter dit getal.',
  };
}

/** The pages around this one. */
const PAGES_AROUND = 3;

function paginationOf({ total, cases }: CaseList, { page, href }: CaseListState): Pagination {
  const last = Math.ceil(total / CASES_PER_PAGE);
  const first = (page - 1) * CASES_PER_PAGE;
  const numbers = Array.from({ length: last }, (_, index) => index + 1).filter(
    (number) => Math.abs(number - page) <= PAGES_AROUND || number === 1 || number === last,
  );
  return {
    label: 'Pagina’s met casussen',
    summary: `Casus ${formatCount(first + Math.min(1, cases.length))} tot en met ${formatCount(first + cases.length)} van ${formatCount(total)}`,
    ...(page > 1 ? { previous: `${href}page=${String(page - 1)}` } : {}),
    ...(page < last ? { next: `${href}page=${String(page + 1)}` } : {}),
    pages: numbers.map((number) => ({
      number,
      href: `${href}page=${String(number)}`,
      current: number === page,
    })),
  };
}
