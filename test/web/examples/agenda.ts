import { instant } from '../../../src/domain/calendar/instant.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { appointmentGrid } from '../../../src/domain/calling/appointment-grid.js';
import {
  agendaPage,
  agendaView,
  ownAppointmentsPage,
  ownAppointmentsView,
  whyPage,
  whyView,
} from '../../../src/features/fieldwork/appointments.pages.js';
import {
  calendarLinkPage,
  calendarLinkView,
} from '../../../src/features/calendar-feed/calendar-feed.pages.js';
import type { OpenAppointment } from '../../../src/features/fieldwork/appointments.service.js';
import {
  interviewerPage,
  interviewerView,
  rosterPage,
  rosterView,
} from '../../../src/features/interviewers/interviewers.pages.js';
import {
  appointmentAsItIs,
  caseAppointmentPage,
  caseAppointmentView,
} from '../../../src/features/fieldwork/case-appointment.pages.js';
import type { CaseToAppoint } from '../../../src/features/fieldwork/case-appointment.service.js';
import { example } from './example.js';
import { inventedCase } from './invented-case.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const DAY = civilDate('2026-04-14');

function appointment(time: string, caseNumber: string, more: Partial<OpenAppointment> = {}): OpenAppointment {
  return {
    appointmentId: caseNumber,
    study: STUDY,
    at: instant(`2026-04-14T${time}:00+02:00`),
    firmness: 'hard',
    interviewerId: 'sami',
    interviewer: 'Sami',
    caseNumber,
    withRole: 'parent',
    lateness: 'to_come',
    ...more,
  };
}

const APPOINTMENTS = [
  appointment('16:00', 'B0087', { lateness: 'late' }),
  appointment('18:10', 'B0113', { firmness: 'soft', lateness: 'due' }),
  appointment('18:15', 'S0009', { withRole: 'youth' }),
  appointment('18:20', 'J0301', { interviewerId: 'noor', interviewer: 'Noor' }),
];
const SHIFTS = [{ id: 'shift', interviewerId: 'sami', worksOn: DAY, fromMinute: 1020, untilMinute: 1230 }];
const GRID = appointmentGrid(DAY, APPOINTMENTS, SHIFTS, STUDY.rules.calling);

const ROSTER = {
  today: DAY,
  interviewers: [
    { interviewerId: 'noor', name: 'Noor', languages: ['tr', 'ar'], skills: ['conversion'] },
    { interviewerId: 'sami', name: 'Sami', languages: [], skills: [] },
  ],
  shifts: SHIFTS,
} as const;

const TYPED = { interviewerId: 'sami', worksOn: '2026-04-14', fromMinute: '20:00', untilMinute: '17:00' };

const LINK = {
  userId: 'sami',
  madeAt: instant('2026-04-01T09:00:00+02:00'),
  lastReadAt: instant('2026-04-14T11:00:00+02:00'),
};

const APPOINTED = inventedCase('B0012', '2015-01-08');
const TO_APPOINT: CaseToAppoint = {
  study: STUDY,
  file: {
    ...APPOINTED,
    state: {
      ...APPOINTED.state,
      appointment: {
        appointmentId: 'a',
        at: instant('2026-04-14T18:15:00+02:00'),
        firmness: 'hard',
        withRole: 'parent',
        numberId: null,
        interviewerId: 'sami',
      },
    },
  },
  hindrances: { appoint: null, cancel_appointment: null },
  interviewers: [{ id: 'sami', name: 'Sami' }],
};

export const AGENDA_EXAMPLES = [
  example(
    caseAppointmentView,
    caseAppointmentPage(TO_APPOINT, ALL_ROLES, appointmentAsItIs(TO_APPOINT), {
      conflict: 'In dit halve uur zijn er dan meer vaste afspraken dan enquêteurs.',
    }),
  ),
  example(
    caseAppointmentView,
    caseAppointmentPage(TO_APPOINT, ALL_ROLES, appointmentAsItIs(TO_APPOINT), {
      errors: { date: 'Het veldwerk loopt tot en met 14-06-2026. Kies een eerdere dag.' },
    }),
    'with a mistake',
  ),
  example(
    caseAppointmentView,
    caseAppointmentPage(
      {
        ...TO_APPOINT,
        hindrances: {
          appoint: 'een enquêteur heeft de casus nu',
          cancel_appointment: 'een enquêteur heeft de casus nu',
        },
      },
      ALL_ROLES,
      appointmentAsItIs(TO_APPOINT),
    ),
    'of a case in hand',
  ),
  example(calendarLinkView, calendarLinkPage(null, { csrfToken: 'a-token' }), 'without a link'),
  example(calendarLinkView, calendarLinkPage(LINK, { csrfToken: 'a-token' })),
  example(
    calendarLinkView,
    calendarLinkPage(
      { ...LINK, lastReadAt: null },
      {
        csrfToken: 'a-token',
        address: `https://veldwerk.example.org/calendar/${'a1B2'.repeat(11)}/bellen.ics`,
      },
    ),
    'just made',
  ),
  example(
    agendaView,
    agendaPage(
      { study: STUDY, on: DAY, rows: GRID, hasShifts: true, late: APPOINTMENTS.slice(0, 1) },
      ALL_ROLES,
    ),
  ),
  example(
    agendaView,
    agendaPage({ study: STUDY, on: DAY, rows: [], hasShifts: false, late: [] }, ALL_ROLES),
    'of an empty day',
  ),
  example(ownAppointmentsView, ownAppointmentsPage(APPOINTMENTS)),
  example(ownAppointmentsView, ownAppointmentsPage([]), 'without appointments'),
  example(
    whyView,
    whyPage(STUDY, ALL_ROLES, {
      caseNumber: 'B0113',
      answer: {
        tone: 'info',
        title: 'Casus B0113',
        text: 'Nu niet: er is een vaste afspraak. Wel vanaf dinsdag 14 april 18.05 uur.',
      },
    }),
  ),
  example(
    whyView,
    whyPage(STUDY, ALL_ROLES, { caseNumber: 'X1', answer: null, error: 'Deze casus is er niet.' }),
    'of a case that is not there',
  ),
  example(rosterView, rosterPage(ROSTER, 'a-token', TYPED, { untilMinute: 'Kies een latere eindtijd.' })),
  example(
    rosterView,
    rosterPage({ ...ROSTER, interviewers: [], shifts: [] }, 'a-token', { ...TYPED, interviewerId: '' }),
    'without interviewers',
  ),
  example(interviewerView, interviewerPage(ROSTER.interviewers[0])),
];
