import { mayDo, type Permission } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { SubNavigation } from '../../web/components.js';

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
  | 'quality/interviewers'
  | 'weights'
  | 'tables'
  | 'responses'
  | 'retention';

const STUDY_PAGES: readonly { page: StudyPage; label: string; permission: Permission }[] = [
  { page: 'overview', label: 'Overzicht', permission: 'study.view' },
  { page: 'settings', label: 'Instellingen', permission: 'study.view' },
  { page: 'frames', label: 'Steekproefkader', permission: 'frame.view' },
  { page: 'samples', label: 'Trekking', permission: 'sample.view' },
  { page: 'checks', label: 'Controle', permission: 'check.export' },
  { page: 'fieldwork', label: 'Veldwerk', permission: 'fieldwork.supervise' },
  { page: 'cases', label: 'Casussen', permission: 'fieldwork.supervise' },
  { page: 'concerns', label: 'Zorgsignalen', permission: 'concern.decide' },
  { page: 'withdrawals', label: 'Intrekkingen', permission: 'consent.withdraw' },
  { page: 'telephony', label: 'Telefonie', permission: 'fieldwork.supervise' },
  { page: 'response', label: 'Respons', permission: 'response.view' },
  { page: 'quality/interviewers', label: 'Enquêteurs', permission: 'fieldwork.supervise' },
  { page: 'weights', label: 'Weging', permission: 'weight.make' },
  { page: 'tables', label: 'Tabellen', permission: 'table.view' },
  { page: 'responses', label: 'Antwoorden', permission: 'data.import' },
  { page: 'retention', label: 'Afsluiten', permission: 'retention.run' },
];

/** The address of a page of a study. */
export function studyPath(slug: string, page: StudyPage = 'overview'): string {
  return page === 'overview' ? `/studies/${slug}` : `/studies/${slug}/${page}`;
}

/** The page of one case of a study, for who supervises the fieldwork. */
export function casePagePath(slug: string, caseNumber: string): string {
  return `${studyPath(slug, 'cases')}/${encodeURIComponent(caseNumber)}`;
}

/** Links to the pages of a study that somebody with these roles may open. */
export function studyNavigation(slug: string, roles: readonly Role[], current: StudyPage): SubNavigation {
  return {
    label: 'Onderdelen van dit onderzoek',
    items: STUDY_PAGES.filter(({ permission }) => mayDo(roles, permission)).map(({ page, label }) => ({
      label,
      href: studyPath(slug, page),
      current: page === current,
    })),
  };
}
