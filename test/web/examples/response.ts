import { breakDown, type PartTally } from '../../../src/domain/response/breakdown.js';
import type { StudyBreakdown } from '../../../src/features/response-rates/breakdown.service.js';
import { caseListPage, caseListView } from '../../../src/features/response-rates/case-list.pages.js';
import {
  responseRatesPage,
  responseRatesView,
} from '../../../src/features/response-rates/response-rates.pages.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { example } from './example.js';
import { ALL_ROLES, NEW_STUDY, STUDY } from './invented-study.js';

/** The cases of one domain. */
function tallies(part: string, size: number): readonly PartTally[] {
  const counts = [
    ['I', 126],
    ['P', 4],
    ['R', 32],
    ['NC', 51],
    ['O', 7],
    ['UH', 13],
    ['UO', 2],
    ['NE', 9],
    ['excluded', 21],
    ['withdrawn', 1],
    ['open', 484],
  ] as const;
  return counts.map(([group, count]) => ({
    part,
    group,
    isReleased: true,
    isReplicateReleased: true,
    isAttempted: group !== 'excluded',
    count: count * size,
    weight: count * size * 8,
  }));
}

/** The second domain has twice the cases of the first. */
function response(study: Study, isFilled: boolean): StudyBreakdown {
  const parts = study.domains.map(({ code, label }) => ({ code, label }));
  const cases = isFilled ? parts.flatMap(({ code }, at) => tallies(code, at + 1)) : [];
  return { study, by: 'domain', domain: null, ...breakDown(parts, cases) };
}

const [first] = STUDY.domains;

export const RESPONSE_EXAMPLES = [
  example(responseRatesView, responseRatesPage(response(STUDY, true), ALL_ROLES)),
  example(responseRatesView, responseRatesPage(response(NEW_STUDY, false), ALL_ROLES), 'without cases'),
  example(
    caseListView,
    caseListPage(
      {
        study: STUDY,
        domain: null,
        partLabel: 'Basishulp',
        total: 126,
        cases: ['104233', '204119'].map((caseNumber) => ({
          caseNumber,
          domainId: first?.id ?? '',
          segment: null,
          status: 'completed',
          group: 'I',
          attemptCount: 3,
          lastCalledAt: null,
        })),
      },
      { set: 'I', page: 2, href: '/studies/ceo-2025/response/cases?set=I&', roles: ALL_ROLES },
    ),
  ),
];
