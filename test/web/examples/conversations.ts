import { instant } from '../../../src/domain/calendar/instant.js';
import { explain } from '../../../src/domain/calling/explain.js';
import type { ConsentRecord } from '../../../src/domain/consent/consent-record.js';
import { legalOutcomes, numberToDial, whomToAskFor } from '../../../src/domain/contact/legal-outcomes.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { CaseEvent } from '../../../src/domain/contact/case-event.js';
import type { CaseFile } from '../../../src/features/cases/cases.service.js';
import type { CaseContact } from '../../../src/features/contacts/contacts.service.js';
import { conversationPage, conversationView } from '../../../src/features/fieldwork/conversation.pages.js';
import type { Conversation } from '../../../src/features/fieldwork/conversation.service.js';
import { example } from './example.js';
import { attempt, EVENING, inHand, inventedCase } from './invented-case.js';
import { PRACTICE_STUDY, STUDY } from './invented-study.js';

const contact: CaseContact = {
  personId: 'person',
  firstName: 'Noor',
  lastName: 'Verzonnen',
  fullName: 'Noor Verzonnen',
  birthDate: civilDate('2012-09-19'),
  contacts: [
    {
      id: 'of-parent',
      kind: 'parent',
      name: 'Bo Verzonnen',
      number: '+31612345678',
      problem: null,
      position: 0,
    },
    { id: 'of-youth', kind: 'youth', name: null, number: '+31687654321', problem: null, position: 1 },
  ],
};

const YES = { identified: 'parent', language: 'nl' } as const;

const agreed: ConsentRecord = {
  givenBy: 'parent',
  subject: 'own_participation',
  decision: 'given',
  at: instant('2026-04-09T19:00:00+02:00'),
  withdrawnAt: null,
  textVersion: '1',
  language: 'nl',
};

const earlier = [
  ...attempt(instant('2026-04-09T13:10:00+02:00'), 'no_answer'),
  ...attempt(instant('2026-04-11T11:00:00+02:00'), 'voicemail'),
];

/** An interview that broke off with its first call. */
const brokenOff = attempt(instant('2026-04-09T19:10:00+02:00'), 'broken_off').flatMap(
  (event): readonly CaseEvent[] =>
    event.kind === 'call_placed'
      ? [event, { kind: 'interview_started', at: event.at, role: 'parent' }]
      : [event],
);

const call: Conversation['call'] = {
  id: 'call',
  attemptId: 'attempt',
  caseId: 'case',
  contactId: 'of-parent',
  askedFor: 'parent',
  driver: 'manual',
  dialledAt: EVENING,
  byHandAt: null,
  lineResult: null,
  scene: null,
  contact: contact.contacts[0] ?? null,
  isOverAtDesk: false,
};

const simulated: Conversation['call'] = {
  ...call,
  driver: 'simulator',
  lineResult: 'busy',
  scene: 'U hoort de bezettoon.',
};

function conversation(file: CaseFile, different: Partial<Conversation> = {}): Conversation {
  const { state, verdict } = file;
  const toDial = numberToDial(state, verdict);
  return {
    study: STUDY,
    file,
    interviewerId: 'interviewer',
    contact,
    askFor: whomToAskFor(state, verdict),
    person: contact.contacts[0] ?? null,
    toDial: contact.contacts.find(({ id }) => id === toDial?.numberId) ?? null,
    call: null,
    reason: explain({ ...state, heldBy: null }, STUDY.rules.calling, EVENING).sentence,
    outcomes: legalOutcomes(state, verdict),
    notes: [],
    breakOff: null,
    ...different,
  };
}

const beforeCall = inventedCase('B0113', '2017-05-02', [...earlier, ...inHand(EVENING, 'claimed')]);
const onTheLine = inventedCase('B0113', '2012-09-19', [...earlier, ...inHand(EVENING, 'dialled')]);
const consented = inventedCase('B0113', '2017-05-02', inHand(EVENING, 'dialled'), [agreed]);
const resumed = inventedCase('B0113', '2017-05-02', [...brokenOff, ...inHand(EVENING, 'dialled')], [agreed]);
const interviewing = inventedCase(
  'B0113',
  '2017-05-02',
  [...inHand(EVENING, 'dialled'), { kind: 'interview_started', at: EVENING, role: 'parent' }],
  [agreed],
);
const withdrawn = inventedCase('B0113', '2017-05-02', inHand(EVENING, 'claimed'), [
  { ...agreed, withdrawnAt: EVENING },
]);

export const CONVERSATION_EXAMPLES = [
  example(
    conversationView,
    conversationPage(
      conversation(beforeCall, {
        notes: [{ writtenAt: instant('2026-04-11T11:01:00+02:00'), text: 'Belt liever na het eten.' }],
      }),
    ),
    'before the call',
  ),
  example(
    conversationView,
    conversationPage(conversation(onTheLine, { study: PRACTICE_STUDY, call: simulated })),
    'with somebody on the line',
  ),
  example(
    conversationView,
    conversationPage(conversation(onTheLine, { call }), YES),
    'with the right person on the line',
  ),
  example(
    conversationView,
    conversationPage(conversation(onTheLine, { call }), { identified: 'parent', language: 'ar' }),
    'in a language without words',
  ),
  example(
    conversationView,
    conversationPage(
      conversation(resumed, {
        call,
        breakOff: { questionId: 'B4', progress: { answeredScreens: 12, totalScreens: 61, share: 12 / 61 } },
      }),
      YES,
    ),
    'that goes on with an interview',
  ),
  example(
    conversationView,
    conversationPage(conversation(consented, { call }), YES),
    'that becomes an interview',
  ),
  example(
    conversationView,
    conversationPage(conversation(interviewing, { call }), YES),
    'beside an interview',
  ),
  example(
    conversationView,
    conversationPage(conversation(onTheLine, { call: { ...call, driver: 'twilio' } })),
    'with the telephone in the browser',
  ),
  example(
    conversationView,
    conversationPage(conversation(onTheLine, { call: { ...call, driver: 'twilio_bridge' } })),
    'with the telephone on the desk',
  ),
  example(
    conversationView,
    conversationPage(
      conversation(onTheLine, { call: { ...call, driver: 'twilio_bridge', isOverAtDesk: true } }),
    ),
    'with the telephone on the desk down again',
  ),
  example(conversationView, conversationPage(conversation(withdrawn)), 'with nobody to call'),
  example(
    conversationView,
    conversationPage(conversation(onTheLine, { call: { ...call, contact: null }, askFor: null })),
    'with the other parent on the line',
  ),
];
