import { instant } from '../../../src/domain/calendar/instant.js';
import type { CaseStatus } from '../../../src/domain/contact/case-status.js';
import {
  callingPage,
  callingView,
  noCasePage,
  noCaseView,
  startPage,
  startView,
} from '../../../src/features/fieldwork/fieldwork.pages.js';
import { outcomePage, outcomeView } from '../../../src/features/fieldwork/outcome.pages.js';
import { supervisionPage, supervisionView } from '../../../src/features/fieldwork/supervision.pages.js';
import { example } from './example.js';
import { attempt, EVENING, inHand, inventedCase } from './invented-case.js';
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
  language: '',
  note: 'Belt liever na het eten.',
  neverAgain: '',
} as const;

const STANDS: readonly (readonly [CaseStatus, number])[] = [
  ['fresh', 212],
  ['retry', 1_304],
  ['appointment', 41],
  ['completed', 377],
  ['refused', 96],
];

const frame = { roles: ALL_ROLES, csrfToken: 'a-token' };

export const FIELDWORK_EXAMPLES = [
  example(
    callingView,
    callingPage([STUDY, PRACTICE_STUDY], held.record, { csrfToken: 'a-token', isOnline: true }),
  ),
  example(callingView, callingPage([], null, { csrfToken: 'a-token', isOnline: true }), 'without fieldwork'),
  example(noCaseView, noCasePage(STUDY, EVENING, 'a-token')),
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
    outcomePage(own, { ...typed, code: 'language_barrier', note: '' }),
    'of a language barrier',
  ),
  example(outcomeView, outcomePage(own, { ...typed, code: 'unsafe_or_secret' }), 'that erases'),
  example(
    supervisionView,
    supervisionPage(
      {
        study: STUDY,
        concerns: { fresh: 1, inHand: 2 },
        counts: STUDY.domains.flatMap(({ id: domainId }) =>
          STANDS.map(([status, count]) => ({ domainId, status, count })),
        ),
        toDecide: [
          inventedCase('B0087', '2012-09-19', attempt(instant('2026-04-09T19:10:00+02:00'), 'refusal_soft')),
        ],
        stuck: [
          {
            file: inventedCase('B0214', '2015-01-08'),
            reason: 'Het hoogste aantal belpogingen is bereikt.',
            missingEffort: ['bellen op een zaterdag'],
            mayExtend: true,
            mayClose: true,
          },
          {
            file: inventedCase('S0009', '2010-12-31'),
            reason: 'Er is geen nummer dat mag worden gebeld.',
            missingEffort: [],
            mayExtend: false,
            mayClose: true,
          },
        ],
        held: [{ caseNumber: 'B0113', interviewer: 'Sami', until: '2026-04-14T17:00:00.000Z' }],
        appointments: [
          inventedCase(
            'J0301',
            '2008-03-03',
            attempt(instant('2026-04-13T19:45:00+02:00'), 'appointment_hard', {
              appointmentId: 'appointment',
              at: instant('2026-04-14T20:15:00+02:00'),
              firmness: 'hard',
              withRole: 'youth',
              numberId: null,
              interviewerId: 'interviewer',
            }),
          ),
        ],
      },
      frame,
    ),
  ),
  example(
    supervisionView,
    supervisionPage(
      {
        study: { ...STUDY, status: 'checking' },
        concerns: { fresh: 0, inHand: 0 },
        counts: [],
        toDecide: [],
        stuck: [],
        held: [],
        appointments: [],
      },
      frame,
    ),
    'before the start',
  ),
];
