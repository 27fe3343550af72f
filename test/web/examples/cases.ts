import { instant } from '../../../src/domain/calendar/instant.js';
import { caseFilterOf } from '../../../src/features/case-list/case-list.forms.js';
import { caseListPage, caseListView } from '../../../src/features/case-list/case-list.pages.js';
import type { CaseList, ListedCase } from '../../../src/features/case-list/case-list.service.js';
import { casePage, casePageView } from '../../../src/features/case-page/case-page.pages.js';
import type { CaseOverview, HistoryEntry } from '../../../src/features/case-page/case-page.service.js';
import { undoPage, undoView } from '../../../src/features/outcome-undo/outcome-undo.pages.js';
import type { UndoableOutcome } from '../../../src/features/outcome-undo/outcome-undo.service.js';
import { example } from './example.js';
import { attempt, EVENING, inventedCase } from './invented-case.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const listed: ListedCase = {
  caseNumber: 'B0087',
  domainId: 'basishulp',
  replicate: 1,
  status: 'retry',
  group: 'open',
  attempts: 2,
  attention: null,
  dueAt: instant('2026-04-14T17:30:00+02:00'),
  dueUntil: null,
  heldBy: null,
  heldUntil: null,
};

const list: CaseList = {
  study: STUDY,
  now: EVENING,
  filter: caseFilterOf({}),
  cases: [
    listed,
    { ...listed, caseNumber: 'B0088', status: 'conversion_asked', attention: 'decide', dueAt: null },
    { ...listed, caseNumber: 'B0113', heldBy: 'sami', heldUntil: instant('2026-04-14T19:20:00+02:00') },
    { ...listed, caseNumber: 'S0009', domainId: 'specialistisch', attempts: 6, attention: 'last_attempt' },
    {
      ...listed,
      caseNumber: 'S0010',
      status: 'conversion_allowed',
      dueUntil: instant('2026-04-13T17:30:00+02:00'),
    },
  ],
  count: null,
  hasPrevious: true,
  hasNext: true,
  interviewers: [{ id: 'sami', name: 'Sami' }],
  replicates: [1, 2],
};

const history: readonly HistoryEntry[] = [
  { kind: 'attempt_ended', at: EVENING, by: 'sami' },
  { kind: 'outcome_undone', at: EVENING, by: 'noor', outcomeId: 'wrong', reason: 'Verkeerde knop.' },
  {
    kind: 'outcome_recorded',
    at: EVENING,
    by: 'sami',
    outcomeId: 'wrong',
    code: 'appointment_hard',
    language: null,
    substatus: 'Belt liever na het eten',
    appointment: { at: instant('2026-04-16T19:30:00+02:00'), firmness: 'hard', withRole: 'parent' },
  },
  {
    kind: 'call_placed',
    at: EVENING,
    by: 'sami',
    askedFor: 'parent',
    driver: 'manual',
    isByHand: false,
    lineResult: 'busy',
  },
  {
    kind: 'consent_said',
    at: EVENING,
    by: 'sami',
    givenBy: 'parent',
    subject: 'youth_participation',
    decision: 'given',
    isUndone: false,
  },
  {
    kind: 'consent_said',
    at: EVENING,
    by: 'sami',
    givenBy: 'parent',
    subject: 'parent_instead',
    decision: 'refused',
    isUndone: true,
  },
  { kind: 'note_written', at: EVENING, by: 'sami' },
  { kind: 'attempt_started', at: EVENING, by: 'gone' },
  {
    kind: 'event',
    at: EVENING,
    by: 'noor',
    reason: null,
    event: { kind: 'action_undone', at: EVENING, actionId: 'given', reason: 'Toch niet nodig.' },
  },
  {
    kind: 'event',
    at: EVENING,
    by: 'noor',
    reason: 'Spreekt Turks.',
    event: { kind: 'case_assigned', at: EVENING, interviewerId: 'sami', actionId: 'given' },
  },
  {
    kind: 'event',
    at: EVENING,
    by: 'noor',
    reason: null,
    event: { kind: 'attempts_extended', at: EVENING, by: 2 },
  },
  { kind: 'event', at: EVENING, by: null, reason: null, event: { kind: 'case_released', at: EVENING } },
];

const UNDOABLE: UndoableOutcome = {
  study: STUDY,
  record: inventedCase('B0087', '2012-09-19').record,
  outcome: {
    kind: 'outcome_recorded',
    at: EVENING,
    outcomeId: 'wrong',
    attemptId: 'attempt',
    callId: 'call',
    code: 'complete',
    interviewerId: 'sami',
    appointment: null,
    language: null,
  },
  hindrance: null,
};

const overview: CaseOverview = {
  study: STUDY,
  file: inventedCase(
    'B0087',
    '2012-09-19',
    attempt(instant('2026-04-13T19:45:00+02:00'), 'appointment_hard', {
      appointmentId: 'appointment',
      at: instant('2026-04-16T19:30:00+02:00'),
      firmness: 'hard',
      withRole: 'parent',
      numberId: null,
      interviewerId: 'sami',
    }),
  ),
  now: EVENING,
  explanation: {
    mayBeCalledNow: false,
    from: instant('2026-04-16T19:25:00+02:00'),
    sentence: 'Nu niet: er is een vaste afspraak. Wel vanaf donderdag 16 april 19.25 uur.',
  },
  attention: 'last_attempt',
  costs: { caseNumber: 'B0087', calls: 3, seconds: 251, price: 0.38, priceUnit: 'EUR' },
  attempts: { made: 6, allowed: 7 },
  history,
  family: [inventedCase('B0088', '2015-01-08').record],
  last: UNDOABLE,
  names: new Map([
    ['sami', 'Sami'],
    ['noor', 'Noor'],
  ]),
};

const frame = { roles: ALL_ROLES, csrfToken: 'a-token' };

export const CASE_EXAMPLES = [
  example(undoView, undoPage(UNDOABLE, 'supervisor')),
  example(
    undoView,
    undoPage({ ...UNDOABLE, outcome: { ...UNDOABLE.outcome, code: 'refusal_hard' } }, 'interviewer', {
      reason: '',
      errors: { reason: 'Schrijf op waarom de uitkomst niet klopt.' },
    }),
    'with a mistake',
  ),
  example(
    undoView,
    undoPage({ ...UNDOABLE, hindrance: 'Over deze uitkomst is al besloten.' }, 'supervisor'),
    'that cannot be taken back',
  ),
  example(caseListView, caseListPage(list, ALL_ROLES)),
  example(
    caseListView,
    caseListPage(
      {
        ...list,
        filter: caseFilterOf({ status: 'refused' }),
        cases: [],
        count: 0,
        hasPrevious: false,
        hasNext: false,
      },
      ALL_ROLES,
      { number: '123', error: 'Casus 123 is er niet in dit onderzoek. Controleer het nummer.' },
    ),
    'that finds nothing',
  ),
  example(casePageView, casePage(overview, frame)),
  example(
    casePageView,
    casePage(
      {
        ...overview,
        file: {
          ...overview.file,
          bornOn: null,
          verdict: { kind: 'nobody', band: 'parent_only', reason: 'withdrawn' },
        },
        attention: null,
        history: [],
        family: [],
      },
      frame,
    ),
    'of somebody who was erased',
  ),
];
