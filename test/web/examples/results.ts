import { NO_TRAITS } from '../../../src/domain/study/traits.js';
import { responsesPage, responsesView } from '../../../src/features/responses/responses.pages.js';
import { example } from './example.js';
import { ALL_ROLES, EARLIER_STUDY, NEW_STUDY, STUDY } from './invented-study.js';

const counts = EARLIER_STUDY.domains.map(({ id: domainId }, index) => ({
  domainId,
  source: 'import' as const,
  status: 'complete' as const,
  count: 257 - index * 93,
}));

const background = {
  domain: 'jb_jr',
  respondent: 'parent',
  segment: null,
  measure: 'ots',
  ageBand: '0-11',
  ...NO_TRAITS,
  sex: 'female',
};
const backgrounds = [
  ...Array.from({ length: 61 }, () => background),
  ...Array.from({ length: 3 }, () => ({ ...background, measure: 'voogdij' })),
  { ...background, respondent: 'youth', ageBand: '16+' },
];

export const RESULT_EXAMPLES = [
  example(
    responsesView,
    responsesPage(EARLIER_STUDY, {
      roles: ALL_ROLES,
      overview: { counts, publishedCount: 118, backgrounds, weightNames: ['aantallen'] },
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
        weightNames: [],
      },
    }),
    'with interviews of its own',
  ),
  example(
    responsesView,
    responsesPage(NEW_STUDY, {
      roles: ['onderzoeker'],
      overview: { counts: [], publishedCount: 0, backgrounds: [], weightNames: [] },
    }),
    'without answers',
  ),
];
