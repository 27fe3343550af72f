import { auditPage, auditView } from '../../src/features/audit/audit.pages.js';
import type { AuditRecord } from '../../src/features/audit/audit.queries.js';
import { signInPage, signInView } from '../../src/features/sessions/sessions.pages.js';
import {
  newUserPage,
  newUserView,
  userListPage,
  userListView,
  userPage,
  userView,
} from '../../src/features/users/users.pages.js';
import { INTERVIEW_EXAMPLE, STYLE_GUIDE_EXAMPLE } from '../../src/web/style-guide-example.js';
import { formatMoment } from '../../src/web/dutch-format.js';
import { interviewExamplePage, styleGuidePage } from '../../src/web/style-guide.js';
import { API_TOKEN_EXAMPLES } from './examples/api-tokens.js';
import { AGENDA_EXAMPLES } from './examples/agenda.js';
import { CASE_EXAMPLES } from './examples/cases.js';
import { CHECK_EXAMPLES } from './examples/checks.js';
import { CODING_EXAMPLES } from './examples/coding.js';
import { QUOTE_EXAMPLES } from './examples/quotes.js';
import { CONCERN_EXAMPLES } from './examples/concerns.js';
import { CONTACT_LIST_EXAMPLES } from './examples/contact-list.js';
import { CONVERSATION_EXAMPLES } from './examples/conversations.js';
import { DRAFT_EXAMPLES } from './examples/drafts.js';
import { byName, example, type ViewExample } from './examples/example.js';
import { SUPERVISION_EXAMPLES } from './examples/supervision.js';
import { FIELDWORK_EXAMPLES } from './examples/fieldwork.js';
import { FRAME_IMPORT_EXAMPLES } from './examples/frame-import.js';
import { FRAME_REPORT_EXAMPLES } from './examples/frame-report.js';
import { FRAME_EXAMPLES } from './examples/frames.js';
import { INTERVIEW_EXAMPLES } from './examples/interviews.js';
import { LIVE_PAGE_EXAMPLES } from './examples/live-page.js';
import { MATCH_EXAMPLES } from './examples/matches.js';
import { OBJECTION_EXAMPLES } from './examples/objections.js';
import { QUALITY_EXAMPLES } from './examples/quality.js';
import { VERIFICATION_EXAMPLES } from './examples/verification.js';
import { QUESTIONNAIRE_EXAMPLES } from './examples/questionnaires.js';
import { RESPONSE_EXAMPLES } from './examples/response.js';
import { RESULT_EXAMPLES } from './examples/results.js';
import { RETENTION_EXAMPLES } from './examples/retention.js';
import { SAMPLE_EXAMPLES } from './examples/samples.js';
import { SECOND_FACTOR_EXAMPLES } from './examples/second-factors.js';
import { SIMULATION_EXAMPLES } from './examples/simulation.js';
import { STUDY_EXAMPLES } from './examples/studies.js';
import { STUDY_SETTINGS_EXAMPLES } from './examples/study-settings.js';
import { WEIGHT_EXAMPLES } from './examples/weights.js';
import { TELEPHONY_EXAMPLES } from './examples/telephony.js';
import { TABLE_EXAMPLES } from './examples/tables.js';
import { WITHDRAWAL_EXAMPLES } from './examples/withdrawals.js';

const user = {
  id: '1',
  name: 'Noor',
  email: 'noor@example.org',
  roles: ['analist'],
  isActive: false,
} as const;

const refusal: AuditRecord = {
  sequence: 1_204,
  at: '2026-04-14T16:30:00.000Z',
  actorKind: 'user',
  actorId: '1',
  actorName: 'Noor',
  origin: '192.0.2.4',
  action: 'consent.refuse',
  objectKind: 'case',
  objectId: 'B0113',
  result: 'refused',
  detail: '{"respondent":"youth"}',
  previousHash: '',
  hash: '',
};

const emptyPassword = {
  name: 'password',
  label: 'Nieuw wachtwoord',
  type: 'password',
  autocomplete: 'new-password',
  value: '',
} as const;

/** Every view with models that together show all of it. A new view goes into this list. */
export const VIEW_EXAMPLES: readonly ViewExample[] = [
  example(styleGuidePage, STYLE_GUIDE_EXAMPLE),
  example(interviewExamplePage, INTERVIEW_EXAMPLE),
  example(
    signInView,
    signInPage({ email: 'noor@example.org', next: '/studies', isWrong: true, isDemo: true }),
  ),
  example(userListView, userListPage([user])),
  example(newUserView, newUserPage({ email: 'noor', name: '', roles: [] }, { name: 'Vul een naam in.' })),
  example(userView, userPage(user, { roles: 'Kies ten minste één rol.' })),
  example(auditView, auditPage([refusal, { ...refusal, sequence: 1, result: 'done' }], formatMoment)),
  example(auditView, auditPage([], formatMoment), 'without entries'),
  byName('users/account', {
    title: 'Uw account',
    errors: { errors: [] },
    current: { ...emptyPassword, name: 'current', label: 'Huidig wachtwoord' },
    password: emptyPassword,
    mayHaveTokens: true,
  }),
  byName('problem/problem', {
    title: 'Er ging iets mis in het programma',
    detail: 'De verbinding viel weg.',
    advice: 'Probeer het opnieuw.',
    requestId: 'r-1',
    homeHref: '/studies',
  }),
  ...SECOND_FACTOR_EXAMPLES,
  ...API_TOKEN_EXAMPLES,
  ...STUDY_EXAMPLES,
  ...STUDY_SETTINGS_EXAMPLES,
  ...FRAME_EXAMPLES,
  ...FRAME_IMPORT_EXAMPLES,
  ...FRAME_REPORT_EXAMPLES,
  ...MATCH_EXAMPLES,
  ...SAMPLE_EXAMPLES,
  ...CASE_EXAMPLES,
  ...CHECK_EXAMPLES,
  ...AGENDA_EXAMPLES,
  ...SIMULATION_EXAMPLES,
  ...CONTACT_LIST_EXAMPLES,
  ...FIELDWORK_EXAMPLES,
  ...SUPERVISION_EXAMPLES,
  ...LIVE_PAGE_EXAMPLES,
  ...CONCERN_EXAMPLES,
  ...CONVERSATION_EXAMPLES,
  ...TELEPHONY_EXAMPLES,
  ...INTERVIEW_EXAMPLES,
  ...RESPONSE_EXAMPLES,
  ...RESULT_EXAMPLES,
  ...TABLE_EXAMPLES,
  ...RETENTION_EXAMPLES,
  ...WITHDRAWAL_EXAMPLES,
  ...OBJECTION_EXAMPLES,
  ...QUALITY_EXAMPLES,
  ...VERIFICATION_EXAMPLES,
  ...QUESTIONNAIRE_EXAMPLES,
  ...DRAFT_EXAMPLES,
  ...WEIGHT_EXAMPLES,
  ...CODING_EXAMPLES,
  ...QUOTE_EXAMPLES,
];
