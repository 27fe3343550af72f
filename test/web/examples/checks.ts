import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import type { CheckRules } from '../../../src/domain/checks/check-rules.js';
import { checksPage, checksView } from '../../../src/features/checks/checks.pages.js';
import type { CheckClient, OrganisationCheck } from '../../../src/features/checks/checks.service.js';
import { newLinkPage, newLinkView } from '../../../src/features/checks/check-links.pages.js';
import type { CheckLink } from '../../../src/features/checks/check-links.service.js';
import { checkRulesPage, checkRulesView } from '../../../src/features/checks/check-rules.pages.js';
import {
  type OrganisationLook,
  organisationPage,
  organisationView,
} from '../../../src/features/checks/organisation.pages.js';
import { remindersPage, remindersView } from '../../../src/features/checks/reminders.pages.js';
import {
  clientsPage,
  clientsView,
  previewPage,
  previewView,
} from '../../../src/features/checks/returned.pages.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { example } from './example.js';
import { ALL_ROLES, NEW_STUDY, STUDY } from './invented-study.js';

const checking: Study = { ...STUDY, status: 'checking' };

const returned: OrganisationCheck = {
  organisationId: 'wijkteams',
  name: 'Wijkteams Noord',
  domainId: 'basishulp',
  drawnCount: 1_812,
  listedCount: 1_805,
  excludedCount: 64,
  exportedAt: '2026-03-16T08:00:00.000Z',
  linkedAt: null,
  returnedAt: '2026-03-24T15:40:00.000Z',
  markedCount: 61,
  ineligibleCount: 4,
  pendingCount: 0,
};

const sent: OrganisationCheck = {
  ...returned,
  organisationId: 'zuid',
  name: 'Jeugdbescherming Zuid',
  domainId: 'jb_jr',
  drawnCount: 600,
  listedCount: 597,
  excludedCount: 3,
  returnedAt: null,
  markedCount: 0,
  ineligibleCount: 0,
  pendingCount: 2,
};

const unsent: OrganisationCheck = {
  ...sent,
  organisationId: 'ggz',
  name: 'Praktijk voor jeugd-GGZ De Verzonnen Naam',
  domainId: 'specialistisch',
  drawnCount: 9,
  listedCount: 9,
  excludedCount: 0,
  exportedAt: null,
  pendingCount: 0,
};

const other: OrganisationCheck = {
  ...returned,
  organisationId: 'zuid-west',
  name: 'Wijkteams Zuidwest',
  drawnCount: 240,
  listedCount: 240,
  excludedCount: 31,
  markedCount: 31,
  ineligibleCount: 0,
};

const rules: CheckRules = { closesOn: civilDate('2026-03-31'), linkDays: 14 };

const links: readonly CheckLink[] = (['unopened', 'opened', 'locked', 'expired', 'revoked'] as const).map(
  (state, index) => ({
    id: `link-${String(index)}`,
    organisationId: 'zuid',
    label: ['Secretariaat', 'Teamleider', 'Kwaliteit', 'Planning', 'Balie'][index] ?? '',
    state,
    createdAt: instant('2026-03-16T09:00:00+01:00'),
    expiresAt: instant('2026-03-31T00:00:00+02:00'),
    openedAt: state === 'unopened' ? null : instant('2026-03-17T10:15:00+01:00'),
  }),
);

const look: OrganisationLook = { check: sent, rules, links, isClosed: false, csrfToken: 'token' };

const clients: readonly CheckClient[] = [
  { first: 'Noor', prefix: 'van', last: 'Verzonnen', born: '2014-02-11' },
  { first: 'J.', prefix: '', last: 'Bedacht', born: '2009-10-30' },
].map(({ first, prefix, last, born }, index) => ({
  caseId: String(index),
  caseNumber: `C00${String(index + 1)}`,
  clientNumber: `N-${String(4_711 + index)}`,
  given: first,
  prefix,
  last,
  birthOn: civilDate(born),
  reason: null,
}));

const noRules: CheckRules = { closesOn: null, linkDays: 14 };

export const CHECK_EXAMPLES = [
  example(checksView, checksPage(checking, ALL_ROLES, { checks: [unsent, sent, returned, other], rules })),
  example(
    checksView,
    checksPage({ ...STUDY, status: 'sample_drawn' }, ALL_ROLES, { checks: [unsent], rules: noRules }),
    'before the start',
  ),
  example(checksView, checksPage(NEW_STUDY, ALL_ROLES, { checks: [], rules: noRules }), 'without a sample'),
  example(
    organisationView,
    organisationPage(checking, ALL_ROLES, look, {
      errors: { file: 'Kies het bestand dat de organisatie terugstuurde.' },
    }),
  ),
  example(
    organisationView,
    organisationPage(checking, ALL_ROLES, { ...look, isClosed: true }),
    'after the closing day',
  ),
  example(
    newLinkView,
    newLinkPage(checking, ALL_ROLES, {
      check: sent,
      link: {
        token: 'a'.repeat(43),
        code: '7KQM2XRT',
        label: 'Secretariaat',
        expiresAt: instant('2026-03-31T00:00:00+02:00'),
      },
      address: `https://veldwerk.example.org/check/open/${'a'.repeat(43)}`,
    }),
  ),
  example(
    checkRulesView,
    checkRulesPage(
      checking,
      ALL_ROLES,
      { closesOn: '2020-03-31', linkDays: '14' },
      {
        closesOn: 'Kies een dag die nog komt, of niets.',
      },
    ),
  ),
  example(
    remindersView,
    remindersPage(checking, ALL_ROLES, {
      rules,
      reminders: [
        { check: sent, state: 'begun', sinceOn: civilDate('2026-03-16'), days: 12 },
        { check: unsent, state: 'not_sent', sinceOn: null, days: null },
      ],
    }),
  ),
  example(remindersView, remindersPage(checking, ALL_ROLES, { rules, reminders: [] }), 'when all answered'),
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
  example(clientsView, clientsPage(checking, ALL_ROLES, { check: sent, clients, isClosed: true })),
];
