import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { matchPage, type MatchVisit, matchView } from '../../../src/features/frames/match.pages.js';
import { matchesPage, matchesView } from '../../../src/features/frames/matches.pages.js';
import type {
  DecidedMatchPair,
  MatchSource,
  OpenedPair,
  OpenedPerson,
} from '../../../src/features/frames/matches.service.js';
import type { E164 } from '../../../src/domain/telephone/telephone-number.js';
import { example } from './example.js';
import { ALL_ROLES, NEW_STUDY, STUDY } from './invented-study.js';

const pair: DecidedMatchPair = {
  key: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  kind: 'moved',
  firstPersonId: 'one',
  secondPersonId: 'other',
  firstIdentityKey: 'k1',
  secondIdentityKey: 'k2',
  position: 1,
  firstNumber: 1_204,
  secondNumber: 11_870,
  isOpen: true,
  decision: null,
  decidedAt: null,
};

const source: MatchSource = {
  deliveryId: 'delivery',
  line: 812,
  fileName: 'wijkteams-noord.csv',
  organisationName: 'Wijkteams Noord',
  domainId: 'basishulp',
  segment: null,
  measure: 'ots',
  startsOn: '2024-05-01',
  endsOn: null,
  hasSecretAddress: false,
  sealed: null,
};
const provider: MatchSource = {
  ...source,
  line: 14,
  fileName: 'specialistisch/stichting-de-lange-brug-tweede-levering.csv',
  organisationName: 'Stichting De Lange Brug',
  domainId: 'specialistisch',
  segment: 'jeugd_ggz',
  measure: null,
  endsOn: '2025-10-31',
};

const row: OpenedPerson['rows'][number]['row'] = {
  given: 'Noor',
  prefix: 'van den',
  last: 'Heuvel',
  birthOn: civilDate('2014-08-07'),
  postcode: '3013CC',
  clientNumber: 'W000812',
  contactNames: { parent: 'Elif van den Heuvel' },
  telephones: [{ owner: 'parent', number: '+31612345678' as E164 }],
};

const one: OpenedPerson = { number: 1_204, sources: [source], rows: [{ source, row }] };
const other: OpenedPerson = {
  number: 11_870,
  sources: [provider, provider],
  rows: [
    { source: provider, row: { ...row, postcode: '3099ZZ', clientNumber: null } },
    { source: provider, row: { ...row, given: 'N.', postcode: null, contactNames: {}, telephones: [] } },
  ],
};
const opened: OpenedPair = { ...pair, persons: [one, other] };

const visit: MatchVisit = {
  roles: ALL_ROLES,
  csrfToken: 'token',
  kind: null,
  last: null,
  refusal: null,
};

const counts = { open: 61, decided: 12, openPerKind: { moved: 61 }, certain: 4_881 };
const pairs = [
  { ...pair, persons: opened.persons },
  { ...pair, kind: 'same_initial' as const, persons: opened.persons },
  { ...pair, kind: 'no_postcode' as const, isOpen: false, persons: opened.persons },
  {
    ...pair,
    kind: 'renamed' as const,
    isOpen: false,
    decision: 'different' as const,
    persons: opened.persons,
  },
];

export const MATCH_EXAMPLES = [
  example(
    matchesView,
    matchesPage(NEW_STUDY, ALL_ROLES, {
      counts,
      list: { filter: { state: 'open', kind: 'moved' }, pairs, hasPrevious: true, hasNext: true },
    }),
  ),
  example(
    matchesView,
    matchesPage(STUDY, ALL_ROLES, {
      counts: { ...counts, open: 0 },
      list: { filter: { state: 'decided', kind: null }, pairs: [], hasPrevious: false, hasNext: false },
    }),
    'after the draw',
  ),
  example(
    matchView,
    matchPage(NEW_STUDY, opened, {
      ...visit,
      kind: 'moved',
      last: { ...pair, isOpen: false, decision: 'same' },
    }),
  ),
  example(
    matchView,
    matchPage(NEW_STUDY, opened, {
      ...visit,
      refusal: {
        different: [3, 7],
        same: [
          [3, 12],
          [7, 12],
        ],
      },
    }),
    'refused',
  ),
  example(
    matchView,
    matchPage(NEW_STUDY, { ...opened, decision: 'different', isOpen: false }, visit),
    'decided',
  ),
  example(matchView, matchPage(STUDY, opened, visit), 'after the draw'),
];
