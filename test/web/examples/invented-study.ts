import type { Role } from '../../../src/domain/access/role.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { DEFAULT_STUDY_DOMAINS } from '../../../src/domain/study/study-domain.js';
import { DEFAULT_STUDY_RULES } from '../../../src/domain/study/study-rules.js';
import type { Domain, Study } from '../../../src/features/studies/studies.service.js';

/** Somebody who may see every part of a page. */
export const ALL_ROLES: readonly Role[] = ['onderzoeker', 'veldwerkleider', 'enqueteur', 'analist'];

const SIZES: Readonly<Record<string, number>> = { basishulp: 4_210, specialistisch: 11_874, jb_jr: 2_036 };

const domains: readonly Domain[] = DEFAULT_STUDY_DOMAINS.map((domain) => ({
  ...domain,
  id: domain.code,
  populationSize: SIZES[domain.code] ?? null,
  targetInterviews: 200,
}));

/** A study in fieldwork; its domains have their codes as ids. */
export const STUDY: Study = {
  id: 'study',
  slug: 'ceo-jeugd-2025',
  name: 'CEO jeugd, verslagjaar 2025',
  reportYear: 2025,
  questionnaireId: 'ceo-jeugd-2016',
  status: 'fieldwork',
  isPractice: false,
  rules: DEFAULT_STUDY_RULES,
  fieldworkStartsOn: civilDate('2026-04-01'),
  fieldworkEndsOn: civilDate('2026-06-30'),
  domains,
};

/** The same before anything was drawn. */
export const NEW_STUDY: Study = {
  ...STUDY,
  status: 'design',
  fieldworkStartsOn: null,
  fieldworkEndsOn: null,
  domains: domains.map((domain) => ({ ...domain, populationSize: null, targetInterviews: null })),
};

/** An earlier year, to compare with. */
export const EARLIER_STUDY: Study = {
  ...STUDY,
  id: 'earlier',
  slug: 'ceo-jeugd-2016',
  name: 'CEO jeugd, verslagjaar 2016',
  reportYear: 2016,
  status: 'closed',
};

export const PRACTICE_STUDY: Study = {
  ...STUDY,
  id: 'practice',
  slug: 'oefenen',
  name: 'Oefenen met bellen',
  isPractice: true,
};
