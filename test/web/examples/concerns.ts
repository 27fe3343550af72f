import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addMinutes } from '../../../src/domain/calendar/instant.js';
import {
  concernListPage,
  concernListView,
  concernPage,
  concernView,
  reportPage,
  reportView,
} from '../../../src/features/concerns/concerns.pages.js';
import type { OpenConcern } from '../../../src/features/concerns/concerns.service.js';
import { example } from './example.js';
import { EVENING } from './invented-case.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const concern: OpenConcern = {
  id: 'k7',
  study: STUDY,
  caseNumber: 'B0113',
  isUrgent: true,
  state: 'new',
  reportedAt: EVENING,
  reportedBy: 'Sam Belt',
  text: 'De jongere zei: “Ik durf vanavond niet naar huis.”\n\nDaarna hing iemand anders op.',
  contact: {
    personId: 'person',
    firstName: 'Noor',
    lastName: 'Verzonnen',
    fullName: 'Noor Verzonnen',
    birthDate: civilDate('2012-09-19'),
    contacts: [
      { id: '1', kind: 'parent', name: 'Bo Verzonnen', number: '+31612345678', problem: null, position: 0 },
      { id: '2', kind: 'youth', name: null, number: null, problem: 'no_number', position: 1 },
    ],
  },
  log: [
    { kind: 'reported', at: EVENING, by: 'Sam Belt', note: null },
    { kind: 'read', at: addMinutes(EVENING, 4), by: 'Lou Leidt', note: null },
  ],
};

const settled: OpenConcern = {
  ...concern,
  isUrgent: false,
  state: 'settled',
  contact: null,
  log: [
    ...concern.log,
    { kind: 'taken_in_hand', at: addMinutes(EVENING, 5), by: 'Lou Leidt', note: null },
    { kind: 'settled', at: addMinutes(EVENING, 30), by: 'Lou Leidt', note: 'Overlegd met Veilig Thuis.' },
  ],
};

const setting = { studyName: STUDY.name, caseNumber: 'B0113', isInterviewing: false, isOver: false };
const nothing = { concern: 'k7', urgent: '', text: '' };

export const CONCERN_EXAMPLES = [
  example(reportView, reportPage(setting, nothing)),
  example(
    reportView,
    reportPage(
      { ...setting, isInterviewing: true },
      { ...nothing, text: 'Er werd geschreeuwd.' },
      { urgent: 'Kies of er nu gevaar is.' },
    ),
    'with a mistake',
  ),
  example(reportView, reportPage({ ...setting, isOver: true, isKept: true }, nothing), 'afterwards'),
  example(concernListView, concernListPage(STUDY, [concern, settled], ALL_ROLES)),
  example(concernListView, concernListPage(STUDY, [], ALL_ROLES), 'without any'),
  example(concernView, concernPage(concern), 'new'),
  example(
    concernView,
    concernPage(
      { ...concern, state: 'in_hand' },
      { note: '', errors: { note: 'Schrijf op wat u deed of besloot.' } },
    ),
    'in hand',
  ),
  example(concernView, concernPage(settled), 'settled, without contact data'),
];
