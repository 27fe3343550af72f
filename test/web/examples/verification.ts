import { taskPage, taskView } from '../../../src/features/verification/task.pages.js';
import { verificationPage, verificationView } from '../../../src/features/verification/verification.pages.js';
import type {
  StudyVerification,
  VerificationCall,
  VerificationTask,
} from '../../../src/features/verification/verification.service.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { example } from './example.js';
import { EVENING } from './invented-case.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const interview = { caseId: 'case', caseNumber: 'B0113', heldAt: EVENING, interviewerId: 'i1' };

export const VERIFICATION: StudyVerification = {
  study: STUDY,
  percent: 10,
  interviews: 41,
  chosen: [
    { ...interview, calls: 1, outcome: 'not_reached', isDone: false },
    { ...interview, caseNumber: 'B0114', calls: 0, outcome: null, isDone: false },
    { ...interview, caseNumber: 'B0090', calls: 2, outcome: 'confirmed', isDone: true },
  ],
};

const call: VerificationCall = {
  id: 'call',
  caseId: 'case',
  contactId: '1',
  askedFor: 'parent',
  calledAt: EVENING,
  calledBy: 'i2',
  outcome: null,
};

const task: VerificationTask = {
  study: STUDY,
  interview,
  calls: [],
  standing: { outcome: null, isDone: false },
  check: { ok: true, askFor: 'parent', numberId: '1' },
  inHand: null,
};

const contact = {
  personId: 'person',
  firstName: 'Noor',
  lastName: 'Verzonnen',
  fullName: 'Noor Verzonnen',
  birthDate: civilDate('2016-09-19'),
  contacts: [
    {
      id: '1',
      kind: 'parent',
      name: 'Bo Verzonnen',
      number: '+31612345678',
      problem: null,
      position: 0,
    } as const,
  ],
};

export const VERIFICATION_EXAMPLES = [
  example(verificationView, verificationPage(VERIFICATION, ALL_ROLES), 'second calls'),
  example(
    verificationView,
    verificationPage({ ...VERIFICATION, percent: null, chosen: [] }, ['veldwerkleider'], {
      percent: 'tien',
      errors: { percent: 'Vul een heel getal in van 0 tot en met 100.' },
    }),
    'a wrong share',
  ),
  example(taskView, taskPage(task, ALL_ROLES), 'before the call'),
  example(
    taskView,
    taskPage({ ...task, check: { ok: false, refusal: 'outside_hours' } }, ALL_ROLES),
    'not now',
  ),
  example(taskView, taskPage({ ...task, calls: [call], inHand: { call, contact } }, ALL_ROLES), 'in hand'),
  example(
    taskView,
    taskPage({ ...task, calls: [call], inHand: { call, contact: null } }, ALL_ROLES, {
      outcome: 'Kies wat eruit kwam.',
    }),
    'withdrawn meanwhile',
  ),
];
