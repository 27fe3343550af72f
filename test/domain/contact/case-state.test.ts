import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import type { ContactRole } from '../../../src/domain/consent/consent-record.js';
import { DEFAULT_CONSENT_RULES } from '../../../src/domain/consent/consent-rules.js';
import { type ConsentVerdict, whoMayBeAsked } from '../../../src/domain/consent/who-may-be-asked.js';
import type { CaseEvent } from '../../../src/domain/contact/case-event.js';
import {
  attemptsMade,
  countedDials,
  isApproached,
  isFinal,
  rateGroup,
  rateGroupIfClosed,
} from '../../../src/domain/contact/case-state.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import { findUndoHindrance } from '../../../src/domain/contact/standing-history.js';
import {
  CASE_STATUS_TABLE,
  CASE_STATUSES,
  CASE_TRANSITIONS,
  caseStatusAfter,
} from '../../../src/domain/contact/case-status.js';
import {
  isOtherParentOnLine,
  isUndecidedParentOnLine,
  legalOutcomes,
  mayAgreeOn,
  numberToDial,
  whomToAskFor,
} from '../../../src/domain/contact/legal-outcomes.js';
import { OUTCOME_CODES, type OutcomeCode } from '../../../src/domain/contact/outcome.js';
import { OUTCOME_LIST, OUTCOMES } from '../../../src/domain/contact/outcome-table.js';
import {
  appointmentAt,
  attempt,
  dialled,
  outcome,
  PARENT_NUMBER,
  released,
  START,
  YOUTH_NUMBER,
} from './history.js';

const LATER = addMinutes(START, 60 * 24);
const INTERVIEW: CaseEvent = { kind: 'interview_started', at: START, role: 'parent' };

function verdictFor(bornOn: string, consents: Parameters<typeof whoMayBeAsked>[1] = []): ConsentVerdict {
  return whoMayBeAsked(
    { bornOn: civilDate(bornOn), hasGuardian: false },
    consents,
    civilDate('2026-04-02'),
    DEFAULT_CONSENT_RULES,
  );
}

const CHILD = verdictFor('2018-01-01');
const YOUNGSTER = verdictFor('2012-01-01');
const GROWN = verdictFor('2008-01-01');
const words = { at: START, withdrawnAt: null, textVersion: '1', language: 'nl' } as const;
const PERMITTED = verdictFor('2012-01-01', [
  { ...words, givenBy: 'parent', subject: 'youth_participation', decision: 'given' },
]);
const YOUTH_REFUSED = verdictFor('2012-01-01', [
  { ...words, givenBy: 'parent', subject: 'youth_participation', decision: 'given' },
  { ...words, givenBy: 'youth', subject: 'own_participation', decision: 'refused' },
]);
const AGREED = verdictFor('2018-01-01', [
  { ...words, givenBy: 'parent', subject: 'own_participation', decision: 'given' },
]);
const CHILD_REFUSED = verdictFor('2018-01-01', [
  { ...words, givenBy: 'parent', subject: 'own_participation', decision: 'refused' },
]);
const ADULT_REFUSED = verdictFor('2012-01-01', [
  { ...words, givenBy: 'parent', subject: 'youth_participation', decision: 'refused' },
  { ...words, givenBy: 'parent', subject: 'parent_instead', decision: 'refused' },
]);
const WITHDRAWN = verdictFor('2008-01-01', [
  { ...words, givenBy: 'youth', subject: 'own_participation', decision: 'given', withdrawnAt: START },
]);

describe('the outcome table', () => {
  it.each<[OutcomeCode, string | null, string | null, number | null]>([
    ['no_answer', '2.20', 'NC', 180],
    ['busy', '2.20', 'NC', 20],
    ['voicemail', '2.22', 'NC', 180],
    ['call_failed', '3.16', 'UH', 30],
    ['other_person', '2.21', 'NC', 180],
    ['appointment_hard', null, 'open', null],
    ['appointment_soft', null, 'open', null],
    ['refusal_soft', '2.11', 'R', null],
    ['refusal_hard', '2.11', 'R', null],
    ['refusal_parent', '2.11', 'R', null],
    ['broken_off', '2.12', 'R', 1440],
    ['partial', '1.2', 'P', null],
    ['complete', '1.1', 'I', null],
    ['language_barrier', '2.33', 'O', null],
    ['unable', '2.32', 'O', null],
    ['deceased', '2.31', 'O', null],
    ['wrong_number', '3.90', 'UO', null],
    ['not_in_service', '3.90', 'UO', null],
    ['not_client_in_year', '4.70', 'NE', null],
    ['unsafe_or_secret', null, 'excluded', null],
    ['duplicate', '4.81', 'NE', null],
    ['care_concern', null, null, null],
  ])('has %s as %s in group %s with a wait of %s minutes', (code, aaporCode, group, delayMinutes) => {
    expect(OUTCOMES[code]).toMatchObject({ code, aaporCode, group, delayMinutes });
  });

  it('has a row for each code under its own name', () => {
    expect(Object.keys(OUTCOMES)).toEqual([...OUTCOME_CODES]);
    expect(OUTCOME_LIST.map(({ code }) => code)).toEqual([...OUTCOME_CODES]);
    expect(new Set(OUTCOME_LIST.map(({ label }) => label)).size).toBe(OUTCOME_CODES.length);
  });

  it('marks as final what leads to a final status', () => {
    for (const row of OUTCOME_LIST) expect(row.isFinal).toBe(row.followUp === 'close');
  });
});

describe('the transitions', () => {
  it('leave a final status only to reopen, exclude or withdraw', () => {
    for (const status of CASE_STATUSES.filter((one) => CASE_STATUS_TABLE[one].isFinal)) {
      expect(['reopen', 'exclude', 'withdraw']).toEqual(
        expect.arrayContaining(Object.keys(CASE_TRANSITIONS[status])),
      );
    }
  });

  it('let every case end, and be withdrawn unless it is excluded', () => {
    for (const status of CASE_STATUSES.filter((one) => one !== 'excluded' && one !== 'withdrawn')) {
      expect(caseStatusAfter(status, 'withdraw')).toBe('withdrawn');
    }
    for (const status of CASE_STATUSES.filter(
      (one) => !CASE_STATUS_TABLE[one].isFinal && one !== 'unreleased',
    )) {
      const end = caseStatusAfter(status, 'give_up');
      expect(end !== null && CASE_STATUS_TABLE[end].isFinal).toBe(true);
    }
  });
});

describe('the state of a case', () => {
  const withNumbers = released(START, [PARENT_NUMBER, YOUTH_NUMBER]);
  it.each<[string, CaseEvent[], string, string | null, string | null]>([
    ['nothing happened', [], 'unreleased', null, null],
    ['it was released', released(), 'fresh', 'open', 'UH'],
    ['nobody answered', [...released(), ...attempt('no_answer')], 'retry', 'open', 'NC'],
    ['the line was busy', [...released(), ...attempt('busy')], 'retry', 'open', 'NC'],
    ['the line failed', [...released(), ...attempt('call_failed')], 'retry', 'open', 'UH'],
    [
      'the line failed after nobody answered',
      [...released(), ...attempt('no_answer'), ...attempt('call_failed', { id: '2', at: LATER })],
      'retry',
      'open',
      'NC',
    ],
    [
      'an appointment was made',
      [...released(), ...attempt('appointment_hard', { appointment: appointmentAt(LATER) })],
      'appointment',
      'open',
      'NC',
    ],
    [
      'somebody else answered and named a moment',
      [...released(), ...attempt('other_person', { appointment: appointmentAt(LATER) })],
      'appointment',
      'open',
      'NC',
    ],
    [
      'an appointment was not kept',
      [
        ...released(),
        ...attempt('appointment_hard', { appointment: appointmentAt(LATER) }),
        ...attempt('no_answer', { id: '2', at: LATER }),
      ],
      'retry',
      'open',
      'NC',
    ],
    [
      'an appointment was cancelled',
      [
        ...released(),
        ...attempt('appointment_hard', { appointment: appointmentAt(LATER) }),
        { kind: 'appointment_cancelled', at: START, appointmentId: 'p1' },
      ],
      'retry',
      'open',
      'NC',
    ],
    [
      'somebody rang for an appointment',
      [...released(), { kind: 'appointment_made', at: START, appointment: appointmentAt(LATER) }],
      'appointment',
      'open',
      'NC',
    ],
    ['it was refused softly', [...released(), ...attempt('refusal_soft')], 'conversion_asked', 'R', 'R'],
    [
      'a conversion was allowed',
      [...released(), ...attempt('refusal_soft'), { kind: 'conversion_decided', at: START, isAllowed: true }],
      'conversion_allowed',
      'open',
      'R',
    ],
    [
      'a conversion was not allowed',
      [
        ...released(),
        ...attempt('refusal_soft'),
        { kind: 'conversion_decided', at: START, isAllowed: false },
      ],
      'refused',
      'R',
      'R',
    ],
    [
      'it was refused softly twice',
      [
        ...released(),
        ...attempt('refusal_soft'),
        { kind: 'conversion_decided', at: START, isAllowed: true },
        ...attempt('refusal_soft', { id: '2', at: LATER }),
      ],
      'refused',
      'R',
      'R',
    ],
    ['it was refused', [...released(), ...attempt('refusal_hard')], 'refused', 'R', 'R'],
    ['the parent refused', [...released(), ...attempt('refusal_parent')], 'refused', 'R', 'R'],
    ['the interview runs', [...released(), ...dialled(), INTERVIEW], 'interviewing', 'open', 'R'],
    [
      'the interview was completed',
      [...released(), ...dialled(), INTERVIEW, outcome('complete')],
      'completed',
      'I',
      'I',
    ],
    [
      'the interview was completed in part',
      [...released(), ...dialled(), INTERVIEW, outcome('partial')],
      'partial',
      'P',
      'P',
    ],
    [
      'the interview broke off',
      [...released(), ...dialled(), INTERVIEW, outcome('broken_off')],
      'broken_off',
      'open',
      'R',
    ],
    [
      'the browser was lost in the interview',
      [...released(), ...dialled(), INTERVIEW, ...dialled({ id: '2', at: LATER })],
      'broken_off',
      'open',
      'R',
    ],
    [
      'nobody answered after a break-off',
      [
        ...released(),
        ...dialled(),
        INTERVIEW,
        outcome('broken_off'),
        ...attempt('no_answer', { id: '2', at: LATER }),
      ],
      'broken_off',
      'open',
      'R',
    ],
    [
      'the language is missing',
      [...released(), ...attempt('language_barrier', { language: 'tr' })],
      'language_queue',
      'open',
      'O',
    ],
    ['the person is unable', [...released(), ...attempt('unable')], 'other_nonresponse', 'O', 'O'],
    ['the person died', [...released(), ...attempt('deceased')], 'other_nonresponse', 'O', 'O'],
    ['the only number was wrong', [...released(), ...attempt('wrong_number')], 'unreachable', 'UO', 'UO'],
    [
      'the first of two numbers was wrong',
      [...withNumbers, ...attempt('wrong_number')],
      'retry',
      'open',
      'UO',
    ],
    [
      'both numbers were of no use',
      [...withNumbers, ...attempt('wrong_number'), ...attempt('not_in_service', { id: '2', numberId: 'n2' })],
      'unreachable',
      'UO',
      'UO',
    ],
    [
      'a new number came for a case without one',
      [
        ...released(),
        ...attempt('wrong_number'),
        { kind: 'numbers_listed', at: LATER, numbers: [PARENT_NUMBER, YOUTH_NUMBER] },
      ],
      'retry',
      'open',
      'UO',
    ],
    ['it was no client', [...released(), ...attempt('not_client_in_year')], 'ineligible', 'NE', 'NE'],
    ['it was a double', [...released(), ...attempt('duplicate')], 'ineligible', 'NE', 'NE'],
    ['it was unsafe', [...released(), ...attempt('unsafe_or_secret')], 'excluded', 'excluded', 'excluded'],
    [
      'the organisation had no such client in the year',
      [{ kind: 'case_excluded', at: START, reason: 'geen_client_in_jaar' }],
      'excluded',
      'NE',
      'NE',
    ],
    [
      'an organisation excluded it',
      [{ kind: 'case_excluded', at: START, reason: 'geheim_adres' }],
      'excluded',
      'excluded',
      'excluded',
    ],
    [
      'consent was withdrawn after the interview',
      [...released(), ...dialled(), INTERVIEW, outcome('complete'), { kind: 'consent_withdrawn', at: LATER }],
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ],
    [
      'it was given up',
      [...released(), ...attempt('no_answer'), { kind: 'case_given_up', at: LATER }],
      'not_reached',
      'NC',
      'NC',
    ],
    [
      'it was given up without a dial',
      [...released(), { kind: 'case_given_up', at: LATER }],
      'not_reached',
      'UH',
      'UH',
    ],
    [
      'it was given up after a break-off',
      [...released(), ...dialled(), INTERVIEW, outcome('broken_off'), { kind: 'case_given_up', at: LATER }],
      'refused',
      'R',
      'R',
    ],
    [
      'it was given up after a break-off that is enough for a partial interview',
      [
        ...released(),
        ...dialled(),
        INTERVIEW,
        outcome('broken_off'),
        { kind: 'case_given_up', at: LATER, isEnough: true },
      ],
      'partial',
      'P',
      'P',
    ],
    [
      'the last number failed after a break-off',
      [
        ...released(),
        ...dialled(),
        INTERVIEW,
        outcome('broken_off'),
        ...attempt('wrong_number', { id: '2', at: LATER }),
      ],
      'broken_off',
      'open',
      'R',
    ],
    [
      'it was given up and opened again',
      [
        ...released(),
        ...attempt('no_answer'),
        { kind: 'case_given_up', at: LATER },
        { kind: 'attempts_extended', at: LATER, by: 3 },
      ],
      'retry',
      'open',
      'NC',
    ],
  ])('after %s', (_what, history, ...expected) => {
    const state = caseStateOf(history);
    expect([state.status, rateGroup(state), rateGroupIfClosed(state)]).toEqual(expected);
    expect(state.ignoredEvents).toBe(0);
  });

  it('counts dials that may have rung, each attempt once', () => {
    const state = caseStateOf([
      ...released(START, [PARENT_NUMBER, YOUTH_NUMBER]),
      ...attempt('no_answer'),
      ...attempt('busy', { id: '2', at: LATER }),
      ...dialled({ id: '3', at: LATER }),
      { kind: 'call_placed', at: LATER, attemptId: 'a3', callId: 'c3b', numberId: 'n2' },
    ]);
    expect(state.dials).toHaveLength(4);
    expect(attemptsMade(state)).toBe(2);
    expect(countedDials(state, civilDate('2026-04-01'))).toHaveLength(1);
    expect(countedDials(state, civilDate('2026-04-02'))).toHaveLength(2);
  });

  it('calls a case approached from its first dial until it is taken out', () => {
    expect(isApproached(caseStateOf(released()))).toBe(false);
    expect(isApproached(caseStateOf([...released(), ...dialled()]))).toBe(true);
    expect(
      isApproached(caseStateOf([...released(), ...dialled(), { kind: 'consent_withdrawn', at: LATER }])),
    ).toBe(false);
  });

  it('leaves an undone outcome out, with its appointment, and keeps the dial', () => {
    const history: CaseEvent[] = [
      ...released(),
      ...attempt('appointment_hard', { appointment: appointmentAt(LATER) }),
      { kind: 'outcome_undone', at: LATER, outcomeId: 'o1' },
    ];
    const state = caseStateOf(history);
    expect(state).toMatchObject({ status: 'fresh', appointment: null, lastOutcome: null });
    expect(attemptsMade(state)).toBe(1);
  });

  it('does not undo what was erased', () => {
    const history: CaseEvent[] = [...released(), ...attempt('unsafe_or_secret')];
    expect(findUndoHindrance(history, 'o1')).toBe('erased');
    expect(caseStateOf([...history, { kind: 'outcome_undone', at: LATER, outcomeId: 'o1' }]).status).toBe(
      'excluded',
    );
  });

  it('lets only the last outcome be undone, before somebody has the case again', () => {
    const one = [...released(), ...attempt('no_answer')];
    const two = [...one, ...attempt('refusal_hard', { id: '2', at: LATER })];
    expect(findUndoHindrance(two, 'o2')).toBeNull();
    expect(findUndoHindrance(two, 'o1')).toBe('not_the_last');
    expect(findUndoHindrance([...two, { kind: 'outcome_undone', at: LATER, outcomeId: 'o2' }], 'o2')).toBe(
      'no_such_outcome',
    );
    expect(findUndoHindrance([...one, ...dialled({ id: '2' })], 'o1')).toBe('called_since');
    expect(findUndoHindrance([], 'o1')).toBe('no_such_outcome');
  });

  it('does not undo an outcome on which was decided, nor one of a case that left the study', () => {
    const refused = [...released(), ...attempt('refusal_soft')];
    const since = (event: CaseEvent): string | null => findUndoHindrance([...refused, event], 'o1');
    expect(since({ kind: 'conversion_decided', at: LATER, isAllowed: false })).toBe('decided_since');
    expect(since({ kind: 'case_given_up', at: LATER })).toBe('decided_since');
    expect(since({ kind: 'case_excluded', at: LATER, reason: 'bezwaar' })).toBe('out_of_study');
    expect(since({ kind: 'consent_withdrawn', at: LATER })).toBe('out_of_study');
    expect(since({ kind: 'case_paused', at: LATER })).toBeNull();
  });

  it('ignores and counts what cannot follow', () => {
    const state = caseStateOf([
      ...released(),
      ...attempt('refusal_hard'),
      ...attempt('complete', { id: '2', at: LATER }),
    ]);
    expect(state).toMatchObject({ status: 'refused', ignoredEvents: 1 });
    expect(caseStateOf([...released(), ...attempt('care_concern')])).toMatchObject({
      status: 'fresh',
      ignoredEvents: 1,
    });
  });

  it('knows who has the case in hand', () => {
    expect(caseStateOf([...released(), ...dialled()]).heldBy).toEqual({
      attemptId: 'a1',
      interviewerId: 'Mila',
      since: START,
    });
    expect(caseStateOf([...released(), ...attempt('no_answer')]).heldBy).toBeNull();
    const taken = [...released(), ...dialled(), ...dialled({ id: '2', interviewerId: 'Joris' })];
    expect(
      caseStateOf([...taken, { kind: 'attempt_ended', at: LATER, attemptId: 'a1' }]).heldBy?.interviewerId,
    ).toBe('Joris');
  });
});

describe('the outcomes that are offered', () => {
  const talking = caseStateOf([...released(), ...dialled()]);
  const interviewing = caseStateOf([...released(), ...dialled(), INTERVIEW]);
  const beforeCall = caseStateOf([
    ...released(),
    { kind: 'attempt_started', at: START, attemptId: 'a1', interviewerId: 'Mila' },
  ]);

  it('are none for nobody: not in hand, finished, or withdrawn', () => {
    expect(legalOutcomes(caseStateOf(released()), CHILD)).toEqual([]);
    expect(legalOutcomes(caseStateOf([...released(), ...dialled(), outcome('refusal_hard')]), CHILD)).toEqual(
      [],
    );
    expect(legalOutcomes(talking, WITHDRAWN)).toEqual([]);
  });

  it('are, before dialling, only what is known without a call', () => {
    expect(legalOutcomes(beforeCall, CHILD)).toEqual(['deceased', 'unsafe_or_secret', 'duplicate']);
  });

  it('are, on the telephone with a parent, everything but an interview', () => {
    expect(legalOutcomes(talking, CHILD)).toEqual([
      'no_answer',
      'busy',
      'voicemail',
      'call_failed',
      'other_person',
      'appointment_hard',
      'appointment_soft',
      'refusal_soft',
      'refusal_hard',
      'language_barrier',
      'unable',
      'deceased',
      'wrong_number',
      'not_in_service',
      'not_client_in_year',
      'unsafe_or_secret',
      'duplicate',
    ]);
  });

  it('are, in the interview, how it ends and what may come out at any time', () => {
    expect(legalOutcomes(interviewing, AGREED)).toEqual([
      'refusal_hard',
      'broken_off',
      'partial',
      'complete',
      'language_barrier',
      'unable',
      'deceased',
      'not_client_in_year',
      'unsafe_or_secret',
      'duplicate',
    ]);
  });

  it.each<[string, ConsentVerdict, OutcomeCode[]]>([
    ['the parent of a child', CHILD, ['refusal_soft', 'refusal_hard']],
    ['the parent of a young person of 14', YOUNGSTER, ['refusal_soft', 'refusal_parent']],
    ['a young person of 14, permitted', PERMITTED, ['refusal_hard']],
    ['a young person of 14 who said no after permission', YOUTH_REFUSED, ['refusal_hard']],
    ['a young person of 18', GROWN, ['refusal_soft', 'refusal_hard']],
    ['a parent whose refusal is recorded', ADULT_REFUSED, ['refusal_parent']],
    ['a parent of a child whose refusal is recorded', CHILD_REFUSED, ['refusal_hard']],
  ])('let %s refuse in this way', (_who, verdict, refusals) => {
    expect(legalOutcomes(talking, verdict).filter((code) => code.startsWith('refusal'))).toEqual(refusals);
  });

  it('are refusals or what is known without a call when a refusal is recorded', () => {
    expect(legalOutcomes(talking, ADULT_REFUSED)).toEqual([
      'refusal_parent',
      'deceased',
      'unsafe_or_secret',
      'duplicate',
    ]);
  });

  it('hold no second soft refusal', () => {
    const again = caseStateOf([
      ...released(),
      ...attempt('refusal_soft'),
      { kind: 'conversion_decided', at: START, isAllowed: true },
      ...dialled({ id: '2', at: LATER }),
    ]);
    expect(legalOutcomes(again, GROWN).filter((code) => code.startsWith('refusal'))).toEqual([
      'refusal_hard',
    ]);
  });

  it('are never a care concern', () => {
    for (const verdict of [CHILD, YOUNGSTER, PERMITTED, GROWN, AGREED]) {
      expect([...legalOutcomes(talking, verdict), ...legalOutcomes(interviewing, verdict)]).not.toContain(
        'care_concern',
      );
    }
  });
});

describe('whom to call', () => {
  const both = caseStateOf(released(START, [PARENT_NUMBER, YOUTH_NUMBER]));
  it.each<[string, ConsentVerdict, string | null, string | null]>([
    ['a child', CHILD, 'parent', 'n1'],
    ['a young person of 14', YOUNGSTER, 'parent', 'n1'],
    ['a young person of 14, permitted', PERMITTED, 'youth', 'n2'],
    ['a young person of 18', GROWN, 'youth', 'n2'],
    ['somebody who withdrew', WITHDRAWN, null, null],
  ])('about %s', (_whom, verdict, role, numberId) => {
    expect(whomToAskFor(both, verdict)).toBe(role);
    expect(numberToDial(both, verdict)?.numberId ?? null).toBe(numberId);
  });

  it('is never the parent of somebody who decides alone', () => {
    expect(numberToDial(caseStateOf(released()), GROWN)).toBeNull();
  });

  it('reaches a permitted young person through the parent when there is no other number', () => {
    expect(numberToDial(caseStateOf(released()), PERMITTED)?.numberId).toBe('n1');
  });

  it('goes to the shared telephone before that of the other', () => {
    const numbers = [PARENT_NUMBER, { numberId: 'n3', reaches: 'household' }] as const;
    expect(numberToDial(caseStateOf(released(START, numbers)), PERMITTED)?.numberId).toBe('n3');
  });

  it('goes on with the parent who began the interview, never with the other one', () => {
    const other = { numberId: 'n4', reaches: 'parent' } as const;
    const wrong = attempt('wrong_number', { id: '2', at: addMinutes(START, 60) });
    const begun = (agreed: string | null): CaseEvent[] => {
      const appointment = agreed === null ? null : appointmentAt(LATER, { numberId: agreed });
      return [
        ...released(START, [PARENT_NUMBER, other]),
        ...dialled(),
        { kind: 'interview_started', at: addMinutes(START, 1), role: 'parent' },
        outcome('broken_off', { at: addMinutes(START, 5), appointment }),
        { kind: 'attempt_ended', at: addMinutes(START, 6), attemptId: 'a1' },
      ];
    };
    const toDial = (events: readonly CaseEvent[]): string | null =>
      numberToDial(caseStateOf(events), CHILD)?.numberId ?? null;
    expect(toDial(begun(null))).toBe('n1');
    expect(toDial([...begun(null), ...wrong])).toBeNull();
    // The parent who was interviewed named that number.
    expect(toDial(begun('n4'))).toBe('n4');
    // Before an interview nothing is to be heard of it.
    expect(toDial([...released(START, [PARENT_NUMBER, other]), ...wrong])).toBe('n4');
  });

  describe('of two parents of whom one gave permission', () => {
    const father = { numberId: 'n4', reaches: 'parent' } as const;
    const onFather = (withRole: ContactRole, numberId: string): CaseEvent[] => [
      ...released(START, [PARENT_NUMBER, YOUTH_NUMBER, father]),
      {
        kind: 'appointment_made',
        at: addMinutes(START, -30),
        appointment: appointmentAt(START, { numberId: father.numberId }),
      },
      { kind: 'attempt_started', at: addMinutes(START, -10), attemptId: 'a1', interviewerId: 'i1' },
      { kind: 'call_placed', at: addMinutes(START, -5), attemptId: 'a1', callId: 'c1', numberId: 'n4' },
      outcome('appointment_hard', { at: START, appointment: appointmentAt(LATER, { withRole, numberId }) }),
      { kind: 'attempt_ended', at: START, attemptId: 'a1' },
    ];
    const toDial = (events: CaseEvent[], verdict: ConsentVerdict) =>
      numberToDial(caseStateOf(events), verdict)?.numberId ?? null;

    it('asks that one, and never the other, when the young person does not want to', () => {
      expect(toDial(onFather('youth', 'n2'), PERMITTED)).toBe('n2');
      expect(toDial(onFather('youth', 'n2'), YOUTH_REFUSED)).toBe('n4');
    });

    it('calls the young person where that one said, but offers nothing there to the other', () => {
      expect(toDial(onFather('youth', 'n1'), PERMITTED)).toBe('n1');
      expect(toDial(onFather('youth', 'n1'), YOUTH_REFUSED)).toBe('n4');
      const atMothers = caseStateOf([...onFather('youth', 'n1'), ...dialled({ id: '2', at: LATER })]);
      expect(isOtherParentOnLine(atMothers, PERMITTED)).toBe(false);
      expect(isOtherParentOnLine(atMothers, YOUTH_REFUSED)).toBe(true);
      const offered = atMothers.numbers.filter((one) => mayAgreeOn(atMothers, YOUTH_REFUSED, one));
      expect(offered.map(({ numberId }) => numberId)).toEqual(['n4']);
      expect(isUndecidedParentOnLine(atMothers, PERMITTED)).toBe(true);
      const atFathers = [...onFather('youth', 'n1'), ...dialled({ id: '2', at: LATER, numberId: 'n4' })];
      expect(isUndecidedParentOnLine(caseStateOf(atFathers), PERMITTED)).toBe(false);
    });

    it('goes on with that one also when the number is not known any more', () => {
      const gone: CaseEvent = {
        kind: 'numbers_listed',
        at: LATER,
        numbers: [PARENT_NUMBER, YOUTH_NUMBER],
      };
      expect(toDial([...onFather('youth', 'n2'), gone], YOUTH_REFUSED)).toBeNull();
    });

    it('calls a number of that one that was agreed', () => {
      expect(toDial(onFather('parent', 'n1'), YOUTH_REFUSED)).toBe('n1');
    });
  });

  it('keeps to the person and number that were agreed, as long as that is allowed', () => {
    const agreed = caseStateOf([
      ...released(START, [PARENT_NUMBER, YOUTH_NUMBER]),
      {
        kind: 'appointment_made',
        at: START,
        appointment: appointmentAt(LATER, { withRole: 'parent', numberId: 'n1' }),
      },
    ]);
    expect([whomToAskFor(agreed, PERMITTED), numberToDial(agreed, PERMITTED)?.numberId]).toEqual([
      'parent',
      'n1',
    ]);
    expect([whomToAskFor(agreed, GROWN), numberToDial(agreed, GROWN)?.numberId]).toEqual(['youth', 'n2']);
  });
});

describe('any history', () => {
  const at = instant('2026-04-01T10:00:00+02:00');
  const anyEvent: fc.Arbitrary<CaseEvent> = fc.oneof(
    fc.constantFrom<CaseEvent>(
      ...released(at),
      ...dialled({ at }),
      INTERVIEW,
      { kind: 'conversion_decided', at, isAllowed: true },
      { kind: 'attempts_extended', at, by: 1 },
      { kind: 'case_given_up', at },
      { kind: 'consent_withdrawn', at },
      { kind: 'case_paused', at },
      { kind: 'case_resumed', at },
      { kind: 'appointment_made', at, appointment: appointmentAt(LATER) },
      { kind: 'outcome_undone', at, outcomeId: 'o1' },
    ),
    fc.constantFrom(...OUTCOME_CODES).map((code) => outcome(code, { at })),
  );
  const anyHistory = fc.array(anyEvent, { maxLength: 25 }).map((events) => [...released(at), ...events]);

  it('gives the same state each time, and keeps nothing planned for a final case', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const state = caseStateOf(history);
        expect(caseStateOf(structuredClone(history))).toEqual(state);
        if (isFinal(state)) expect(state.appointment).toBeNull();
      }),
    );
  });

  it('never leads out of a withdrawal', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(anyEvent, { maxLength: 10 }), (before, after) => {
        const withoutUndo = after.filter(({ kind }) => kind !== 'outcome_undone');
        const withdrawn: CaseEvent[] = [...before, { kind: 'consent_withdrawn', at }];
        const state = caseStateOf([...withdrawn, ...withoutUndo]);
        expect(['withdrawn', 'excluded']).toContain(state.status);
      }),
    );
  });

  it('offers only outcomes that are accepted', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.constantFrom(CHILD, YOUNGSTER, PERMITTED, GROWN, AGREED),
        (events, verdict) => {
          const history = [...events, ...dialled({ at, id: '9' })];
          const state = caseStateOf(history);
          for (const code of legalOutcomes(state, verdict)) {
            const after = caseStateOf([
              ...history,
              outcome(code, {
                at,
                id: '9',
                appointment: OUTCOMES[code].followUp === 'appointment' ? appointmentAt(LATER) : null,
              }),
            ]);
            expect(after.ignoredEvents).toBe(state.ignoredEvents);
          }
        },
      ),
    );
  });
});
