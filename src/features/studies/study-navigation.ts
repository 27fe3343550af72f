import { mayDo, type Permission } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { Link, SubNavigation } from '../../web/components.js';
import type { CaseSet } from '../../domain/response/case-set.js';

/** The pages within one study, by the last part of their address. */
export type StudyPage =
  | 'overview'
  | 'settings'
  | 'frames'
  | 'samples'
  | 'checks'
  | 'fieldwork'
  | 'cases'
  | 'concerns'
  | 'withdrawals'
  | 'telephony'
  | 'response'
  | 'response/curve'
  | 'response/funnel'
  | 'response/definitions'
  | 'quality/interviewers'
  | 'quality/patterns'
  | 'quality/conversations'
  | 'quality/verification'
  | 'quality/non-response'
  | 'coding'
  | 'quotes'
  | 'weights'
  | 'tables'
  | 'responses'
  | 'retention';

interface PageEntry {
  readonly page: StudyPage;
  readonly label: string;
  readonly permission: Permission;
}

interface PageGroup {
  readonly label: string;
  readonly pages: readonly PageEntry[];
}

/** The pages in the order of the work. A new page is one entry in the group to which it belongs. */
const PAGE_GROUPS: readonly PageGroup[] = [
  { label: 'Overzicht', pages: [{ page: 'overview', label: 'Overzicht', permission: 'study.view' }] },
  {
    label: 'Opzet',
    pages: [
      { page: 'settings', label: 'Instellingen', permission: 'study.view' },
      { page: 'frames', label: 'Steekproefkader', permission: 'frame.view' },
      { page: 'samples', label: 'Trekking', permission: 'sample.view' },
      { page: 'checks', label: 'Controle', permission: 'check.export' },
    ],
  },
  {
    label: 'Veldwerk',
    pages: [
      { page: 'fieldwork', label: 'Voortgang', permission: 'fieldwork.supervise' },
      { page: 'cases', label: 'Casussen', permission: 'fieldwork.supervise' },
      { page: 'concerns', label: 'Zorgsignalen', permission: 'concern.decide' },
      { page: 'withdrawals', label: 'Intrekkingen', permission: 'consent.withdraw' },
      { page: 'telephony', label: 'Telefonie', permission: 'fieldwork.supervise' },
    ],
  },
  {
    label: 'Respons en kwaliteit',
    pages: [
      { page: 'response', label: 'Respons', permission: 'response.view' },
      { page: 'response/curve', label: 'Verloop', permission: 'response.view' },
      { page: 'response/funnel', label: 'Trechter', permission: 'response.view' },
      { page: 'quality/interviewers', label: 'Enquêteurs', permission: 'fieldwork.supervise' },
      { page: 'quality/patterns', label: 'Belpatroon', permission: 'fieldwork.supervise' },
      { page: 'quality/conversations', label: 'Gesprekken', permission: 'fieldwork.supervise' },
      { page: 'quality/verification', label: 'Controlegesprekken', permission: 'contact.reveal' },
      { page: 'quality/non-response', label: 'Wie ontbreekt', permission: 'response.view' },
      { page: 'response/definitions', label: 'Definities', permission: 'response.view' },
    ],
  },
  {
    label: 'Uitkomsten',
    pages: [
      { page: 'tables', label: 'Tabellen', permission: 'table.view' },
      { page: 'coding', label: 'Open antwoorden', permission: 'answer.code' },
      { page: 'quotes', label: 'Citaten', permission: 'quote.make' },
      { page: 'weights', label: 'Weging', permission: 'weight.make' },
      { page: 'responses', label: 'Antwoorden', permission: 'data.import' },
    ],
  },
  { label: 'Afsluiten', pages: [{ page: 'retention', label: 'Afsluiten', permission: 'retention.run' }] },
];

/** The address of a page of a study. */
export function studyPath(slug: string, page: StudyPage = 'overview'): string {
  return page === 'overview' ? `/studies/${slug}` : `/studies/${slug}/${page}`;
}

/** The page of one case of a study, for who supervises the fieldwork. */
export function casePagePath(slug: string, caseNumber: string): string {
  return `${studyPath(slug, 'cases')}/${encodeURIComponent(caseNumber)}`;
}

/** Where the last outcome of a case is taken back. */
/** Where a supervisor decides about one case, with or without a decision that is chosen already. */
export function caseDecisionPath(slug: string, caseNumber: string, action?: string): string {
  const path = `${casePagePath(slug, caseNumber)}/decision`;
  return action === undefined ? path : `${path}?action=${action}`;
}

/** Where a supervisor makes, moves or calls off the appointment of a case. */
export function caseAppointmentPath(slug: string, caseNumber: string): string {
  return `${casePagePath(slug, caseNumber)}/appointment`;
}

export function outcomeUndoPath(slug: string, caseNumber: string): string {
  return `${casePagePath(slug, caseNumber)}/undo`;
}

/** Where interviewers take back the outcome that they recorded last, whatever the study. */
export const OWN_OUTCOME_UNDO_PATH = '/fieldwork/last-outcome';

/** The cases behind a number of the response: of a set, in a domain by its code or in all. */
export function countedCasesPath(slug: string, set: CaseSet, domain = ''): string {
  const query = new URLSearchParams({ set, ...(domain === '' ? {} : { part: domain }) });
  return `${studyPath(slug, 'response')}/cases?${query.toString()}`;
}

/** Where calling is paused and goes on. */
export function pausePath(slug: string): string {
  return `${studyPath(slug, 'fieldwork')}/pause`;
}

/**
 * Links to the pages of a study that somebody with these roles may open: a row of groups, and under it the pages of the
 * group where they are. A group leads to its first page; where there is only one, it has the name of that page.
 */
export function studyNavigation(slug: string, roles: readonly Role[], current: StudyPage): SubNavigation {
  const groups = PAGE_GROUPS.map(({ label, pages }) => ({
    label,
    pages: pages.filter(({ permission }) => mayDo(roles, permission)),
  })).filter(({ pages }) => pages.length > 0);
  const here = groups.find(({ pages }) => pages.some(({ page }) => page === current));
  return {
    label: 'Onderdelen van dit onderzoek',
    items: groups.map((group) => ({ ...groupLink(slug, group), current: group === here })),
    ...(here === undefined || here.pages.length === 1
      ? {}
      : {
          within: {
            label: here.label,
            items: here.pages.map((entry) => ({
              ...pageLink(slug, entry),
              current: entry.page === current,
            })),
          },
        }),
  };
}

function groupLink(slug: string, { label, pages }: PageGroup): Link {
  const [first, second] = pages as readonly [PageEntry, PageEntry?];
  return { ...pageLink(slug, first), label: second === undefined ? first.label : label };
}

function pageLink(slug: string, { page, label }: PageEntry): Link {
  return { label, href: studyPath(slug, page) };
}
