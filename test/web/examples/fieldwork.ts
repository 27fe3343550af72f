import {
  callingPage,
  callingView,
  noCasePage,
  noCaseView,
  startPage,
  startView,
} from '../../../src/features/fieldwork/fieldwork.pages.js';
import { outcomePage, outcomeView } from '../../../src/features/fieldwork/outcome.pages.js';
import { example } from './example.js';
import { EVENING, inHand, inventedCase } from './invented-case.js';
import { ALL_ROLES, PRACTICE_STUDY, STUDY } from './invented-study.js';

const held = inventedCase('B0113', '2017-05-02', inHand(EVENING, 'dialled'));
const own = { study: STUDY, file: held, interviewerId: 'interviewer' };
const typed = {
  code: 'appointment_hard',
  attemptId: 'attempt',
  callId: 'call',
  date: '2026-04-12',
  time: '',
  askFor: '',
  number: '',
  newNumber: '',
  acceptedConflict: '',
  language: '',
  note: 'Belt liever na het eten.',
  substatus: '',
  neverAgain: '',
} as const;

const frame = { roles: ALL_ROLES, csrfToken: 'a-token' };

const dividing = {
  ...own,
  study: {
    ...own.study,
    rules: {
      ...own.study.rules,
      outcomes: {
        ...own.study.rules.outcomes,
        substatuses: { refusal_hard: ['Geen tijd', 'Geen vertrouwen in onderzoek'] },
      },
    },
  },
};

export const FIELDWORK_EXAMPLES = [
  example(
    callingView,
    callingPage([STUDY, PRACTICE_STUDY], held.record, {
      csrfToken: 'a-token',
      isOnline: true,
      last: null,
      recent: null,
    }),
  ),
  example(
    callingView,
    callingPage([], null, { csrfToken: 'a-token', isOnline: true, last: null, recent: null }),
    'without fieldwork',
  ),
  example(
    callingView,
    callingPage([STUDY], null, {
      csrfToken: 'a-token',
      isOnline: true,
      recent: held.record,
      last: {
        study: STUDY,
        record: held.record,
        outcome: {
          kind: 'outcome_recorded',
          at: EVENING,
          outcomeId: 'last',
          attemptId: 'attempt',
          callId: 'call',
          code: 'no_answer',
          interviewerId: 'interviewer',
          appointment: null,
          language: null,
        },
        hindrance: null,
      },
    }),
    'after an outcome',
  ),
  example(noCaseView, noCasePage(STUDY, { nextAt: EVENING, isPaused: false }, 'a-token')),
  example(noCaseView, noCasePage(STUDY, { nextAt: null, isPaused: true }, 'a-token'), 'while paused'),
  example(
    startView,
    startPage(
      {
        study: { ...STUDY, status: 'checking' },
        caseCount: 2_237,
        unansweredCount: 4,
        pendingCount: 3,
        step: 'start_fieldwork',
        missing: [],
      },
      frame,
    ),
  ),
  example(
    startView,
    startPage(
      {
        study: STUDY,
        caseCount: 0,
        unansweredCount: 0,
        pendingCount: 0,
        step: null,
        missing: ['Het veldwerk is al begonnen of al gesloten.'],
      },
      frame,
    ),
    'when it cannot',
  ),
  example(
    outcomeView,
    outcomePage(own, typed, {
      date: 'Deze dag is voorbij. Kies vandaag of een latere dag.',
      time: 'Vul een tijd in, zoals 19:30.',
    }),
  ),
  example(
    outcomeView,
    outcomePage(
      own,
      { ...typed, time: '19:30', newNumber: '06 1234' },
      { newNumber: 'Het telefoonnummer heeft te weinig cijfers. Vul het volledige nummer met kengetal in.' },
      'U heeft in dit halve uur al een vaste afspraak.',
    ),
    'with a conflict',
  ),
  example(
    outcomeView,
    outcomePage(own, { ...typed, code: 'language_barrier', note: '' }),
    'of a language barrier',
  ),
  example(outcomeView, outcomePage(own, { ...typed, code: 'unsafe_or_secret' }), 'that erases'),
  example(
    outcomeView,
    outcomePage(dividing, { ...typed, code: 'refusal_hard', substatus: 'Geen tijd' }),
    'that a study divides',
  ),
];
