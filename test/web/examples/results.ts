import type { CaseTally } from '../../../src/domain/response/response-summary.js';
import { summariseResponse } from '../../../src/domain/response/response-summary.js';
import {
  responseRatesPage,
  responseRatesView,
} from '../../../src/features/response-rates/response-rates.pages.js';
import type { StudyResponse } from '../../../src/features/response-rates/response-rates.service.js';
import { responsesPage, responsesView } from '../../../src/features/responses/responses.pages.js';
import { example } from './example.js';
import { ALL_ROLES, EARLIER_STUDY, NEW_STUDY, STUDY } from './invented-study.js';

/** The cases of one domain, a little more of them for the next. */
function tallies(size: number): readonly CaseTally[] {
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
    group,
    isReleased: true,
    isReplicateReleased: true,
    isAttempted: group !== 'excluded',
    count: count * size,
  }));
}

function response(study: StudyResponse['study'], sizes: readonly number[]): StudyResponse {
  const perDomain = sizes.map(tallies);
  return {
    study,
    domains: study.domains.map((domain, index) => ({
      domain,
      summary: summariseResponse(perDomain[index] ?? []),
    })),
    total: summariseResponse(perDomain.flat()),
  };
}

const counts = EARLIER_STUDY.domains.map(({ id: domainId }, index) => ({
  domainId,
  source: 'import' as const,
  status: 'complete' as const,
  count: 257 - index * 93,
}));

const background = { domain: 'jb_jr', respondent: 'parent', segment: null, measure: 'ots', ageBand: '0-11' };
const backgrounds = [
  ...Array.from({ length: 61 }, () => background),
  ...Array.from({ length: 3 }, () => ({ ...background, measure: 'voogdij' })),
  { ...background, respondent: 'youth', ageBand: '16+' },
];

export const RESULT_EXAMPLES = [
  example(responseRatesView, responseRatesPage(response(STUDY, [1, 2, 3]), ALL_ROLES)),
  example(responseRatesView, responseRatesPage(response(NEW_STUDY, []), ALL_ROLES), 'without cases'),
  example(
    responsesView,
    responsesPage(EARLIER_STUDY, {
      roles: ALL_ROLES,
      overview: { counts, publishedCount: 118, backgrounds },
      faults: [
        { line: 3, column: 'B1', message: 'Code 7 bestaat niet bij deze vraag. Gebruik 1 of 2.' },
        { line: 12, column: null, message: 'Deze regel heeft te weinig cellen.' },
      ],
      errors: { file: 'Kies een csv-bestand.' },
    }),
  ),
  example(
    responsesView,
    responsesPage(STUDY, {
      roles: ALL_ROLES,
      overview: {
        counts: [{ domainId: 'jb_jr', source: 'interview', status: 'in_progress', count: 2 }],
        publishedCount: 0,
        backgrounds: [],
      },
    }),
    'with interviews of its own',
  ),
  example(
    responsesView,
    responsesPage(NEW_STUDY, {
      roles: ['onderzoeker'],
      overview: { counts: [], publishedCount: 0, backgrounds: [] },
    }),
    'without answers',
  ),
];
