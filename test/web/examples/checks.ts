import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { checksPage, checksView } from '../../../src/features/checks/checks.pages.js';
import type { CheckClient, OrganisationCheck } from '../../../src/features/checks/checks.service.js';
import {
  clientsPage,
  clientsView,
  organisationPage,
  organisationView,
  previewPage,
  previewView,
} from '../../../src/features/checks/organisation.pages.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { example } from './example.js';
import { ALL_ROLES, NEW_STUDY, STUDY } from './invented-study.js';

const checking: Study = { ...STUDY, status: 'checking' };

const returned: OrganisationCheck = {
  organisationId: 'wijkteams',
  name: 'Wijkteams Noord',
  domainId: 'basishulp',
  drawnCount: 1_812,
  excludedCount: 64,
  exportedAt: '2026-03-16T08:00:00.000Z',
  returnedAt: '2026-03-24T15:40:00.000Z',
  markedCount: 61,
};

const sent: OrganisationCheck = {
  ...returned,
  organisationId: 'zuid',
  name: 'Jeugdbescherming Zuid',
  domainId: 'jb_jr',
  drawnCount: 600,
  excludedCount: 3,
  returnedAt: null,
  markedCount: 0,
};

const unsent: OrganisationCheck = {
  ...sent,
  organisationId: 'ggz',
  name: 'Praktijk voor jeugd-GGZ De Verzonnen Naam',
  domainId: 'specialistisch',
  drawnCount: 9,
  excludedCount: 0,
  exportedAt: null,
};

const clients: readonly CheckClient[] = [
  { first: 'Noor', prefix: 'van', last: 'Verzonnen', born: '2014-02-11' },
  { first: 'J.', prefix: '', last: 'Bedacht', born: '2009-10-30' },
].map(({ first, prefix, last, born }, index) => ({
  caseNumber: `C00${String(index + 1)}`,
  clientNumber: `N-${String(4_711 + index)}`,
  given: first,
  prefix,
  last,
  birthOn: civilDate(born),
  reason: null,
}));

export const CHECK_EXAMPLES = [
  example(checksView, checksPage(checking, ALL_ROLES, [unsent, sent, returned])),
  example(
    checksView,
    checksPage({ ...STUDY, status: 'sample_drawn' }, ALL_ROLES, [unsent]),
    'before the start',
  ),
  example(checksView, checksPage(NEW_STUDY, ALL_ROLES, []), 'without a sample'),
  example(
    organisationView,
    organisationPage(checking, ALL_ROLES, sent, {
      file: 'Kies het bestand dat de organisatie terugstuurde.',
    }),
  ),
  example(
    previewView,
    previewPage(checking, ALL_ROLES, {
      organisation: sent,
      listedCount: 597,
      marks: [
        { caseNumber: 'C001', reason: 'overleden' },
        { caseNumber: 'C002', reason: 'niet_geschikt' },
      ],
      problems: [
        {
          kind: 'missing_line',
          line: null,
          clientNumber: 'N-4711',
          message: 'Deze cliënt van de lijst staat niet in het bestand.',
        },
      ],
      isBlocked: false,
    }),
  ),
  example(
    previewView,
    previewPage(checking, ALL_ROLES, {
      organisation: sent,
      listedCount: 597,
      marks: [],
      problems: [
        {
          kind: 'unknown_reason',
          line: 12,
          clientNumber: null,
          message: 'Deze reden is niet bekend. Laat de cel leeg als de cliënt benaderd mag worden.',
        },
      ],
      isBlocked: true,
    }),
    'of a file that cannot be used',
  ),
  example(clientsView, clientsPage(checking, ALL_ROLES, { check: sent, clients })),
];
