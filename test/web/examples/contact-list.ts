import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { ExclusionReason } from '../../../src/domain/checks/exclusion-reason.js';
import { contactDonePage, contactDoneView } from '../../../src/features/checks/contact-done.pages.js';
import {
  contactListPage,
  contactListView,
  contactSummaryPage,
  contactSummaryView,
} from '../../../src/features/checks/contact-list.pages.js';
import type { ContactList, MarkedClient } from '../../../src/features/checks/contact-list.service.js';
import {
  leftPage,
  leftView,
  linkCodePage,
  linkCodeView,
} from '../../../src/features/checks/link-code.pages.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { FROZEN_NOON } from '../../support/application.js';
import { example } from './example.js';
import { STUDY } from './invented-study.js';

const study: Study = { ...STUDY, status: 'checking' };
const organisation = { id: 'zuid', studyId: study.id, name: 'Jeugdhulp De Verzonnen Brug' };
const NAMES = ['van Bedacht', 'Denkbeeldig-Verzonnen', 'el Fantasie', 'Gefingeerd', 'Zomaar'];
const REASONS: readonly (ExclusionReason | null)[] = ['geheim_adres', null, null, 'niet_geschikt', null];

const clients: readonly MarkedClient[] = Array.from({ length: 230 }, (_, index) => ({
  key: index.toString(16).padStart(16, '0'),
  caseId: String(index),
  caseNumber: String(index),
  clientNumber: `N-${String(4_711 + index)}`,
  given: ['Noor', 'J.', 'Milan', 'Yara'][index % 4] ?? '',
  prefix: '',
  last: NAMES[index % 5] ?? '',
  birthOn: civilDate('2011-02-03'),
  reason: REASONS[index] ?? null,
}));
const [first] = clients;
if (first === undefined) throw new Error('there are clients');

const list: ContactList = {
  study,
  organisation,
  rules: { closesOn: civilDate('2026-04-30'), linkDays: 14 },
  clients,
  carriedOut: new Map(),
  returnedAt: null,
  version: '0123456789abcdef',
};
const answered: ContactList = {
  ...list,
  clients: [],
  returnedAt: FROZEN_NOON,
  carriedOut: new Map([
    ['geheim_adres', 1],
    ['niet_geschikt', 3],
  ]),
};
const door = { study, organisation, guessesLeft: 10 };
const place = { page: 1, show: 'all' } as const;

export const CONTACT_LIST_EXAMPLES = [
  example(linkCodeView, linkCodePage(door, null)),
  example(linkCodeView, linkCodePage(door, 1), 'after a wrong code'),
  example(leftView, leftPage()),
  example(contactListView, contactListPage(list, place)),
  example(contactListView, contactListPage(answered, place), 'when nobody is left on it'),
  example(contactListView, contactListPage(list, place, { query: 'noor' }), 'with what was found'),
  example(
    contactListView,
    contactListPage(
      list,
      { page: 1, show: 'marked' },
      {
        saved: {
          savedCount: 2,
          conflicts: [{ clientKey: first.key, client: first, stored: 'geheim_adres', chosen: 'bezwaar' }],
        },
      },
    ),
    'after a colleague was first',
  ),
  example(contactSummaryView, contactSummaryPage(list, true)),
  example(contactSummaryView, contactSummaryPage(answered), 'with nobody marked'),
  example(contactDoneView, contactDonePage(answered)),
];
