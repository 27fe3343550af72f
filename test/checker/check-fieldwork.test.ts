import { describe, expect, it } from 'vitest';
import { checkFieldwork } from './check-fieldwork.js';
import type { FieldworkLog, LoggedCall, LoggedCase, LoggedOutcome } from './log.js';

const CHILD: LoggedCase = {
  id: 'C1',
  domain: 'basishulp',
  bornOn: '2018-05-01',
  hasGuardian: false,
  family: null,
  numbers: { ouder: 'parent', jongere: 'youth' },
};

const EMPTY: FieldworkLog = {
  cases: [CHILD],
  attempts: [],
  calls: [],
  outcomes: [],
  events: [],
  consents: [],
  languages: {},
  shifts: [],
  pauses: [],
  targets: {},
};

interface Tried {
  /** In Amsterdam, in summer time. */
  readonly at: string;
  readonly code: string;
  readonly by?: string;
  readonly caseId?: string;
  readonly call?: Partial<LoggedCall>;
  readonly outcome?: Partial<LoggedOutcome>;
}

function summer(at: string, plusMinutes = 0): string {
  return new Date(Date.parse(`${at}:00+02:00`) + plusMinutes * 60_000).toISOString();
}

/** A log in which each try takes three minutes: taken, dialled a minute later, written down. */
function logOf(tries: readonly Tried[], more: Partial<FieldworkLog> = {}): FieldworkLog {
  const ids = tries.map((one, index) => ({ ...one, id: String(index), caseId: one.caseId ?? 'C1' }));
  return {
    ...EMPTY,
    // A try on the next number belongs to the attempt that it names.
    attempts: ids
      .filter(({ call }) => call?.attemptId === undefined)
      .map(({ id, caseId, at, by = 'Mila' }) => ({
        id,
        caseId,
        interviewer: by,
        from: summer(at),
        until: summer(at, 3),
      })),
    calls: ids.map(({ id, caseId, at, call }) => ({
      id,
      attemptId: id,
      caseId,
      number: 'ouder',
      askedFor: 'parent',
      at: summer(at, 1),
      ...call,
    })),
    outcomes: ids.map(({ id, caseId, at, code, by = 'Mila', outcome }) => ({
      caseId,
      callId: id,
      code,
      at: summer(at, 3),
      by,
      language: null,
      appointment: null,
      ...outcome,
    })),
    ...more,
  };
}

const TUESDAY_EVENING: Tried = { at: '2026-04-14T18:00', code: 'no_answer' };
const AGREED = { kind: 'hard', at: summer('2026-04-15T14:00'), own: 'Mila' } as const;
const APPOINTED: Tried = { ...TUESDAY_EVENING, code: 'appointment_hard', outcome: { appointment: AGREED } };

/** Six tries in four slots, with two evenings and a Saturday, in three weeks; the seventh is left out. */
const SIX: readonly Tried[] = [
  '2026-04-14T18:00',
  '2026-04-15T10:00',
  '2026-04-16T13:00',
  '2026-04-18T11:00',
  '2026-04-20T18:00',
  '2026-04-21T10:00',
].map((at) => ({ at, code: 'no_answer' }));

/** The seventh refused softly; a conversion was allowed. */
const CONVERTED: readonly Tried[] = [
  ...SIX,
  { at: '2026-05-06T13:00', code: 'refusal_soft' },
  { at: '2026-05-13T14:00', code: 'no_answer', by: 'Joris' },
];
const LEAVE: FieldworkLog['events'][number] = {
  caseId: 'C1',
  kind: 'conversion_decided',
  at: summer('2026-05-07T09:00'),
  detail: { isAllowed: true },
};

function bornOn(day: string): Partial<FieldworkLog> {
  return { cases: [{ ...CHILD, bornOn: day }] };
}

function started(role: string, at = '2026-04-14T18:02'): FieldworkLog['events'][number] {
  return { caseId: 'C1', kind: 'interview_started', at: summer(at), detail: { role } };
}

function said(by: 'parent' | 'youth', subject: string, given = true): FieldworkLog['consents'][number] {
  return { caseId: 'C1', by, subject, given, at: summer('2026-04-14T18:01') };
}

const SIBLINGS: Partial<FieldworkLog> = {
  cases: [
    { ...CHILD, family: 'gezin' },
    { ...CHILD, id: 'C2', family: 'gezin' },
  ],
};

describe('a log without a violation', () => {
  it.each<[string, FieldworkLog]>([
    ['nothing happened', EMPTY],
    ['six tries, each in another slot than the one before', logOf(SIX)],
    ['an appointment on time', logOf([APPOINTED, { at: '2026-04-15T14:00', code: 'refusal_hard' }])],
    [
      'an appointment late in the evening',
      logOf([
        { ...APPOINTED, outcome: { appointment: { ...AGREED, at: summer('2026-04-15T21:00') } } },
        { at: '2026-04-15T21:00', code: 'no_answer' },
      ]),
    ],
    [
      'an appointment that was missed, in the calling hours',
      logOf([
        { ...APPOINTED, outcome: { appointment: { ...AGREED, at: summer('2026-04-15T21:00') } } },
        { at: '2026-04-16T09:00', code: 'no_answer' },
      ]),
    ],
    [
      'an interview broken off on the last attempt, resumed a day later',
      logOf(
        [
          ...SIX,
          { at: '2026-05-06T13:00', code: 'broken_off' },
          { at: '2026-05-07T14:00', code: 'refusal_hard' },
        ],
        { events: [started('parent', '2026-05-06T13:02')], consents: [said('parent', 'own_participation')] },
      ),
    ],
    ['a conversion after the last attempt', logOf(CONVERTED, { events: [LEAVE] })],
    [
      'an appointment kept on the second number after seven attempts',
      logOf([
        ...SIX.slice(0, 5),
        { at: '2026-05-06T13:00', code: 'no_answer' },
        {
          ...APPOINTED,
          at: '2026-05-07T10:00',
          outcome: { appointment: { ...AGREED, at: summer('2026-05-08T14:00') } },
        },
        { at: '2026-05-08T13:57', code: 'wrong_number' },
        { at: '2026-05-08T13:58', code: 'voicemail', call: { attemptId: '7' } },
      ]),
    ],
    [
      'an interview with a parent who agreed',
      logOf([TUESDAY_EVENING], {
        events: [started('parent')],
        consents: [said('parent', 'own_participation')],
      }),
    ],
  ])('%s', (_what, log) => {
    expect(checkFieldwork(log)).toEqual([]);
  });
});

describe('a planted violation is found', () => {
  it.each<[string, FieldworkLog]>([
    ['calling hours', logOf([{ ...TUESDAY_EVENING, at: '2026-04-14T20:31' }])],
    ['calling hours', logOf([...SIX.slice(0, 1), { at: '2026-04-19T12:00', code: 'no_answer' }])],
    ['calling hours', logOf([...SIX.slice(0, 1), { at: '2026-04-27T12:00', code: 'no_answer' }])],
    ['calling hours', logOf([{ at: '2026-05-04T18:30', code: 'no_answer' }])],
    [
      'calling hours',
      logOf([
        { ...APPOINTED, outcome: { appointment: { ...AGREED, at: summer('2026-04-18T15:00') } } },
        { at: '2026-04-19T08:00', code: 'no_answer' },
      ]),
    ],
    [
      'calling hours',
      logOf([
        {
          ...APPOINTED,
          outcome: { appointment: { ...AGREED, at: summer('2026-04-15T17:00'), kind: 'soft' } },
        },
        { at: '2026-04-15T21:00', code: 'no_answer' },
      ]),
    ],
    [
      'one resume',
      logOf(
        [
          { at: '2026-05-06T16:00', code: 'broken_off' },
          { at: '2026-05-07T17:00', code: 'no_answer' },
          { at: '2026-05-08T18:00', code: 'no_answer' },
        ],
        { events: [started('parent', '2026-05-06T16:02')] },
      ),
    ],
    [
      'seven attempts',
      logOf([...CONVERTED, { at: '2026-05-13T18:30', code: 'no_answer', by: 'Joris' }], { events: [LEAVE] }),
    ],
    ['first slot', logOf([{ at: '2026-04-14T10:00', code: 'no_answer' }])],
    [
      'two dials a day',
      logOf([
        { at: '2026-04-14T15:30', code: 'other_person' },
        { at: '2026-04-14T18:40', code: 'no_answer' },
        { at: '2026-04-14T20:00', code: 'voicemail' },
      ]),
    ],
    [
      'twenty minutes after busy',
      logOf([
        { ...TUESDAY_EVENING, code: 'busy' },
        { at: '2026-04-14T18:20', code: 'no_answer' },
      ]),
    ],
    [
      'three hours',
      logOf([
        { at: '2026-04-14T16:00', code: 'no_answer' },
        { at: '2026-04-14T18:00', code: 'no_answer' },
      ]),
    ],
    ['other slot', logOf([TUESDAY_EVENING, { at: '2026-04-15T18:00', code: 'no_answer' }])],
    ['two weeks', logOf([...SIX, { at: '2026-04-22T13:00', code: 'no_answer' }])],
    [
      'seven attempts',
      logOf([
        ...SIX,
        { at: '2026-05-06T13:00', code: 'no_answer' },
        { at: '2026-05-07T10:00', code: 'no_answer' },
      ]),
    ],
    [
      'called after the end',
      logOf([
        { ...TUESDAY_EVENING, code: 'refusal_hard' },
        { at: '2026-04-16T10:00', code: 'no_answer' },
      ]),
    ],
    [
      'conversion without leave',
      logOf([
        { ...TUESDAY_EVENING, code: 'refusal_soft' },
        { at: '2026-04-22T18:00', code: 'no_answer', by: 'Joris' },
      ]),
    ],
    [
      'conversion in seven to ten days',
      logOf([
        { ...TUESDAY_EVENING, code: 'refusal_soft' },
        { at: '2026-04-16T18:00', code: 'no_answer', by: 'Joris' },
      ]),
    ],
    [
      'conversion by another',
      logOf([
        { ...TUESDAY_EVENING, code: 'refusal_soft' },
        { at: '2026-04-22T18:00', code: 'no_answer' },
      ]),
    ],
    [
      'language',
      logOf([
        { ...TUESDAY_EVENING, code: 'language_barrier', outcome: { language: 'tr' } },
        { at: '2026-04-15T10:00', code: 'no_answer' },
      ]),
    ],
    ['before the appointment', logOf([APPOINTED, { at: '2026-04-15T13:50', code: 'no_answer' }])],
    [
      'own interviewer first',
      logOf([APPOINTED, { at: '2026-04-15T13:58', code: 'no_answer', by: 'Joris' }], {
        shifts: [{ interviewer: 'Mila', on: '2026-04-15', fromMinute: 780, untilMinute: 1020 }],
      }),
    ],
    [
      'own interviewer first',
      logOf([APPOINTED, { at: '2026-04-15T13:56', code: 'no_answer', by: 'Joris' }], {
        shifts: [{ interviewer: 'Mila', on: '2026-04-15', fromMinute: 840, untilMinute: 1020 }],
      }),
    ],
    [
      'effort before closing',
      logOf(SIX.slice(0, 3), {
        events: [{ caseId: 'C1', kind: 'case_given_up', at: summer('2026-04-17T09:00'), detail: {} }],
      }),
    ],
    [
      'child under 12 called',
      logOf([{ ...TUESDAY_EVENING, call: { askedFor: 'youth', number: 'jongere' } }]),
    ],
    ['adult called for a young person of 16', logOf([TUESDAY_EVENING], bornOn('2010-04-14'))],
    [
      'young person called without permission',
      logOf([{ ...TUESDAY_EVENING, call: { askedFor: 'youth', number: 'jongere' } }], bornOn('2013-01-01')),
    ],
    [
      'wrong adult',
      logOf([TUESDAY_EVENING], { cases: [{ ...CHILD, bornOn: '2013-01-01', hasGuardian: true }] }),
    ],
    [
      'soft refusal of a young person',
      logOf(
        [{ ...TUESDAY_EVENING, code: 'refusal_soft', call: { askedFor: 'youth', number: 'jongere' } }],
        bornOn('2013-01-01'),
      ),
    ],
    ['interview without agreement of the adult', logOf([TUESDAY_EVENING], { events: [started('parent')] })],
    [
      'interview without permission and agreement',
      logOf([TUESDAY_EVENING], {
        ...bornOn('2013-01-01'),
        events: [started('youth')],
        consents: [said('youth', 'own_participation')],
      }),
    ],
    [
      'interview with the adult without being asked',
      logOf([TUESDAY_EVENING], { ...bornOn('2013-01-01'), events: [started('parent')] }),
    ],
    [
      'interview without own agreement',
      logOf([TUESDAY_EVENING], { ...bornOn('2009-01-01'), events: [started('youth')] }),
    ],
    [
      'case in two hands',
      logOf([TUESDAY_EVENING, { at: '2026-04-14T18:02', code: 'no_answer', by: 'Joris' }]),
    ],
    [
      'interviewer with two cases',
      logOf([TUESDAY_EVENING, { at: '2026-04-14T18:02', code: 'no_answer', caseId: 'C2' }]),
    ],
    [
      'family called twice at once',
      logOf(
        [TUESDAY_EVENING, { at: '2026-04-14T18:02', code: 'no_answer', caseId: 'C2', by: 'Joris' }],
        SIBLINGS,
      ),
    ],
    [
      'family called after a death',
      logOf(
        [
          { ...TUESDAY_EVENING, code: 'deceased' },
          { at: '2026-04-15T18:02', code: 'no_answer', caseId: 'C2' },
        ],
        SIBLINGS,
      ),
    ],
    ['call without attempt', logOf([{ ...TUESDAY_EVENING, call: { at: summer('2026-04-14T18:10') } }])],
    [
      'target passed',
      logOf(
        [
          { ...TUESDAY_EVENING, code: 'complete' },
          { at: '2026-04-14T18:10', code: 'complete', caseId: 'C2' },
        ],
        {
          cases: [CHILD, { ...CHILD, id: 'C2' }],
          targets: { basishulp: 1 },
        },
      ),
    ],
  ])('%s', (rule, log) => {
    expect(checkFieldwork(log).map((violation) => violation.rule)).toContain(rule);
  });

  it('finds cases that were given out in spite of a pause or an assignment', () => {
    const tries = [{ at: '2026-04-01T16:00', code: 'no_answer', by: 'Joris' }];
    const event = (kind: string, detail = {}): FieldworkLog['events'][number] => ({
      caseId: 'C1',
      kind,
      at: summer('2026-04-01T09:00'),
      detail,
    });
    const rulesOf = (more: Partial<FieldworkLog>): string[] =>
      checkFieldwork(logOf(tries, more)).map(({ rule }) => rule);
    const pause = { domain: null, from: summer('2026-04-01T09:00'), until: null };
    const until = summer('2026-04-01T12:00');
    expect(rulesOf({ pauses: [pause] })).toContain('given out during a pause');
    expect(rulesOf({ pauses: [{ ...pause, domain: 'basishulp' }] })).toContain('given out during a pause');
    expect(
      rulesOf({
        pauses: [
          { ...pause, domain: 'jb_jr' },
          { ...pause, until },
        ],
      }),
    ).toEqual([]);
    expect(rulesOf({ events: [event('case_paused')] })).toContain('paused case given out');
    const assigned = (interviewerId: string | null): FieldworkLog['events'] => [
      event('case_assigned', { interviewerId }),
    ];
    expect(rulesOf({ events: assigned('Mila') })).toContain('assigned to another');
    expect(rulesOf({ events: assigned('Joris') })).toEqual([]);
    expect(rulesOf({ events: assigned(null) })).toEqual([]);
    // Whom the supervisor chose goes before whoever made the appointment, and nobody else does.
    const kept = (interviewerId: string): readonly string[] =>
      checkFieldwork(
        logOf([APPOINTED, { at: '2026-04-15T13:58', code: 'no_answer', by: 'Joris' }], {
          shifts: [{ interviewer: 'Mila', on: '2026-04-15', fromMinute: 780, untilMinute: 1020 }],
          events: [
            {
              caseId: 'C1',
              kind: 'case_assigned',
              at: summer('2026-04-15T09:00'),
              detail: { interviewerId },
            },
          ],
        }),
      ).map(({ rule }) => rule);
    expect(kept('Joris')).not.toContain('own interviewer first');
    expect(kept('Sami')).toContain('own interviewer first');
  });
});
