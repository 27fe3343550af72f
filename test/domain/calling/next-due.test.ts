import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../../src/domain/calendar/civil-date.js';
import { addMinutes, type Instant, instant, localTime } from '../../../src/domain/calendar/instant.js';
import { type CallPlan, DUE_KINDS, DUE_RANKS, type DuePlan } from '../../../src/domain/calling/call-plan.js';
import { dayPartAt, isCallingTime } from '../../../src/domain/calling/calling-hours.js';
import { type CallingRules, DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import { claimOrderAt, isClaimable, mayTake } from '../../../src/domain/calling/claim.js';
import { contactEffort } from '../../../src/domain/calling/contact-effort.js';
import { explain } from '../../../src/domain/calling/explain.js';
import { nextDue } from '../../../src/domain/calling/next-due.js';
import type { CaseEvent } from '../../../src/domain/contact/case-event.js';
import { attemptsMade, countedDials, isFinal } from '../../../src/domain/contact/case-state.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import { OUTCOME_CODES, type OutcomeCode } from '../../../src/domain/contact/outcome.js';
import { OUTCOMES } from '../../../src/domain/contact/outcome-table.js';
import {
  appointmentAt,
  attempt,
  dialled,
  outcome,
  PARENT_NUMBER,
  released,
  START,
  YOUTH_NUMBER,
} from '../contact/history.js';

const RULES = DEFAULT_CALLING_RULES;
const AFTERNOON = instant('2026-04-01T15:00:00+02:00');

function planAfter(history: readonly CaseEvent[], rules: CallingRules = RULES): CallPlan {
  return nextDue(caseStateOf(history), rules);
}

function duePlanAfter(history: readonly CaseEvent[]): DuePlan {
  const plan = planAfter(history);
  if (!plan.isDue) throw new Error(`not due: ${plan.reason}`);
  return plan;
}

/** The plan in one line: kind, slot and moment in Amsterdam, or why there is none. */
function inShort(plan: CallPlan): string {
  if (!plan.isDue) return `never: ${plan.reason}`;
  const { date, minuteOfDay } = localTime(plan.dueAt);
  const time = `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
  return `${plan.kind} ${plan.slot} ${date} ${time}`;
}

const ON_APRIL_2 = (time: string): Instant => instant(`2026-04-02T${time}:00+02:00`);
const busyThrice = ['1', '2', '3'].flatMap((id, index) =>
  attempt('busy', { id, at: addMinutes(AFTERNOON, index * 21) }),
);
const interviewAt = (at: Instant): CaseEvent => ({ kind: 'interview_started', at, role: 'parent' });
const brokenOff: CaseEvent[] = [
  ...released(),
  ...dialled({ at: AFTERNOON }),
  interviewAt(AFTERNOON),
  outcome('broken_off', { at: AFTERNOON }),
];
const softlyRefused: CaseEvent[] = [...released(), ...attempt('refusal_soft', { at: AFTERNOON })];
const converting: CaseEvent[] = [
  ...softlyRefused,
  { kind: 'conversion_decided', at: ON_APRIL_2('10:00'), isAllowed: true },
];
/** One silence a day, from the first of April on, in the afternoon and the evening by turns. */
function fewSilences(count: number): CaseEvent[] {
  const days = Array.from({ length: count }, (_each, index) => index);
  return [
    ...released(),
    ...days.flatMap((day) =>
      attempt('no_answer', {
        id: `s${String(day)}`,
        at: addMinutes(AFTERNOON, day * 24 * 60 + (day % 2) * 180),
      }),
    ),
  ];
}

function brokenOffAt(at: Instant): CaseEvent[] {
  return [...dialled({ id: 'x', at }), interviewAt(at), outcome('broken_off', { id: 'x', at })];
}

function allowedAt(at: Instant): CaseEvent[] {
  return [
    ...attempt('refusal_soft', { id: 'x', at }),
    { kind: 'conversion_decided', at: addMinutes(at, 60), isAllowed: true },
  ];
}

const hardAt = appointmentAt(ON_APRIL_2('14:00'));

describe('the next call of a case', () => {
  it.each<[string, CaseEvent[], string]>([
    ['released on a Wednesday morning', released(), 'fresh first 2026-04-01 15:00'],
    [
      'released in the evening',
      released(instant('2026-04-01T18:00:00+02:00')),
      'fresh first 2026-04-01 18:00',
    ],
    [
      'released on the Saturday before Easter',
      released(instant('2026-04-04T12:00:00+02:00')),
      'fresh first 2026-04-07 15:00',
    ],
    [
      'released before the clock goes forward',
      released(instant('2026-03-28T12:00:00+01:00')),
      'fresh first 2026-03-30 15:00',
    ],
    ['not released', [{ kind: 'numbers_listed', at: START, numbers: [PARENT_NUMBER] }], 'never: unreleased'],
    ['without any number', released(START, []), 'never: no_number'],
    ['paused', [...released(), { kind: 'case_paused', at: START }], 'never: paused'],
    [
      'paused and resumed',
      [...released(), { kind: 'case_paused', at: START }, { kind: 'case_resumed', at: START }],
      'fresh first 2026-04-01 15:00',
    ],
    ['final', [...released(), ...attempt('refusal_hard')], 'never: final'],
    ['withdrawn', [...released(), { kind: 'consent_withdrawn', at: START }], 'never: final'],
    [
      'no answer after school: another day-part, three hours later',
      [...released(), ...attempt('no_answer', { at: AFTERNOON })],
      'retry part:avond 2026-04-01 18:01',
    ],
    [
      'voicemail in the evening: the next morning',
      [...released(), ...attempt('voicemail', { at: instant('2026-04-01T19:00:00+02:00') })],
      'retry part:ochtend 2026-04-02 09:00',
    ],
    [
      'twice on one day: not a third time',
      [
        ...released(),
        ...attempt('no_answer', { at: START }),
        ...attempt('no_answer', { id: '2', at: instant('2026-04-01T12:30:00+02:00') }),
      ],
      'retry part:na_school 2026-04-02 15:00',
    ],
    [
      'busy: twenty minutes',
      [...released(), ...attempt('busy', { at: AFTERNOON })],
      'busy open 2026-04-01 15:21',
    ],
    [
      'busy just before closing: the next morning',
      [...released(), ...attempt('busy', { at: instant('2026-04-01T20:15:00+02:00') })],
      'busy open 2026-04-02 09:00',
    ],
    ['busy three times: another day', [...released(), ...busyThrice], 'retry open 2026-04-02 09:00'],
    [
      'failed line: thirty minutes',
      [...released(), ...attempt('call_failed', { at: AFTERNOON })],
      'busy open 2026-04-01 15:31',
    ],
    [
      'wrong number: the next at once',
      [...released(START, [PARENT_NUMBER, YOUTH_NUMBER]), ...attempt('wrong_number', { at: AFTERNOON })],
      'retry open 2026-04-01 15:01',
    ],
    ['the only number wrong', [...released(), ...attempt('wrong_number', { at: AFTERNOON })], 'never: final'],
    [
      'dialled, and the browser was lost',
      [...released(), ...dialled({ at: AFTERNOON })],
      'retry open 2026-04-01 15:00',
    ],
    [
      'taken and given back without a dial',
      [
        ...released(),
        { kind: 'attempt_started', at: AFTERNOON, attemptId: 'a1', interviewerId: 'Mila' },
        { kind: 'attempt_ended', at: AFTERNOON, attemptId: 'a1' },
      ],
      'fresh first 2026-04-01 15:00',
    ],
    [
      'hard appointment: five minutes before',
      [...released(), ...attempt('appointment_hard', { at: AFTERNOON, appointment: hardAt })],
      'hard_appointment always 2026-04-02 13:55',
    ],
    [
      'soft appointment: from its time',
      [
        ...released(),
        ...attempt('appointment_soft', {
          at: AFTERNOON,
          appointment: appointmentAt(ON_APRIL_2('14:00'), { firmness: 'soft' }),
        }),
      ],
      'soft_appointment always 2026-04-02 14:00',
    ],
    [
      'appointment on Easter Sunday evening',
      [
        ...released(),
        ...attempt('appointment_hard', {
          at: AFTERNOON,
          appointment: appointmentAt(instant('2026-04-05T21:00:00+02:00')),
        }),
      ],
      'hard_appointment always 2026-04-05 20:55',
    ],
    [
      'appointment not kept: another day-part',
      [
        ...released(),
        ...attempt('appointment_hard', { at: AFTERNOON, appointment: hardAt }),
        ...attempt('no_answer', { id: '2', at: ON_APRIL_2('14:00') }),
      ],
      'retry part:avond 2026-04-02 17:30',
    ],
    ['broken off: a day later', brokenOff, 'resume open 2026-04-02 15:01'],
    [
      'broken off with a soft appointment',
      [
        ...released(),
        ...dialled({ at: AFTERNOON }),
        interviewAt(AFTERNOON),
        outcome('broken_off', {
          at: AFTERNOON,
          appointment: appointmentAt(ON_APRIL_2('11:00'), { firmness: 'soft' }),
        }),
      ],
      'resume always 2026-04-02 11:00',
    ],
    [
      'broken off with a hard appointment',
      [
        ...released(),
        ...dialled({ at: AFTERNOON }),
        interviewAt(AFTERNOON),
        outcome('broken_off', { at: AFTERNOON, appointment: appointmentAt(ON_APRIL_2('11:00')) }),
      ],
      'hard_appointment always 2026-04-02 10:55',
    ],
    [
      'broken off, nobody answered the one time after',
      [...brokenOff, ...attempt('no_answer', { id: '2', at: ON_APRIL_2('15:01') })],
      'never: resumes_used',
    ],
    [
      'the interview was lost with the browser',
      [
        ...released(),
        ...dialled({ at: AFTERNOON }),
        interviewAt(AFTERNOON),
        { kind: 'attempt_ended', at: addMinutes(AFTERNOON, 9), attemptId: 'a1' },
      ],
      'resume open 2026-04-01 15:09',
    ],
    [
      'break-off, then nobody at home, and an attempt more: another day-part',
      [
        ...brokenOff,
        ...attempt('no_answer', { id: '2', at: ON_APRIL_2('15:10') }),
        { kind: 'attempts_extended', at: ON_APRIL_2('16:00'), by: 1 },
      ],
      'resume part:avond 2026-04-02 18:11',
    ],
    [
      'broken off on the sixth attempt: the next day, not after two weeks',
      [...fewSilences(5), ...brokenOffAt(instant('2026-04-06T18:00:00+02:00'))],
      'resume open 2026-04-07 18:01',
    ],
    [
      'broken off on the last attempt: once more',
      [...fewSilences(6), ...brokenOffAt(instant('2026-04-16T15:00:00+02:00'))],
      'resume open 2026-04-17 15:01',
    ],
    [
      'the interview of the last attempt was lost with the browser',
      [
        ...fewSilences(6),
        ...dialled({ id: 'x', at: instant('2026-04-16T15:00:00+02:00') }),
        interviewAt(instant('2026-04-16T15:00:00+02:00')),
        { kind: 'attempt_ended', at: instant('2026-04-16T15:09:00+02:00'), attemptId: 'ax' },
      ],
      'resume open 2026-04-16 15:09',
    ],
    [
      'broken off on the last attempt, and nobody answered the one time after',
      [
        ...fewSilences(6),
        ...brokenOffAt(instant('2026-04-16T15:00:00+02:00')),
        ...attempt('no_answer', { id: 'y', at: instant('2026-04-17T15:10:00+02:00') }),
      ],
      'never: resumes_used',
    ],
    [
      'refused softly on the sixth attempt: the conversion in its own days',
      [...fewSilences(5), ...allowedAt(instant('2026-04-06T18:00:00+02:00'))],
      'retry open 2026-04-13 18:01',
    ],
    [
      'refused softly on the sixth attempt, nobody answered the conversion: within its days',
      [
        ...fewSilences(5),
        ...allowedAt(instant('2026-04-03T18:00:00+02:00')),
        ...attempt('busy', { id: 'y', at: instant('2026-04-11T10:00:00+02:00') }),
      ],
      'busy open 2026-04-11 10:21',
    ],
    [
      'refused softly on the last attempt: the conversion',
      [...fewSilences(6), ...allowedAt(instant('2026-04-16T15:00:00+02:00'))],
      'retry open 2026-04-23 15:01',
    ],
    [
      'refused softly on the last attempt, and nobody answered the conversion',
      [
        ...fewSilences(6),
        ...allowedAt(instant('2026-04-16T15:00:00+02:00')),
        ...attempt('no_answer', { id: 'y', at: instant('2026-04-23T15:10:00+02:00') }),
      ],
      'never: attempts_used',
    ],
    [
      'the same with an attempt that the supervisor added',
      [
        ...fewSilences(6),
        ...allowedAt(instant('2026-04-16T15:00:00+02:00')),
        ...attempt('no_answer', { id: 'y', at: instant('2026-04-23T15:10:00+02:00') }),
        { kind: 'attempts_extended', at: instant('2026-04-23T16:00:00+02:00'), by: 1 },
      ],
      'retry part:ochtend 2026-04-24 09:00',
    ],
    ['six silences: the last attempt after two weeks', fewSilences(6), 'retry part:ochtend 2026-04-15 09:00'],
    ['soft refusal: the supervisor first', softlyRefused, 'never: refusal_to_decide'],
    ['conversion allowed: after seven days', converting, 'retry open 2026-04-08 15:01'],
    [
      'conversion, nobody answered: another day-part',
      [...converting, ...attempt('no_answer', { id: '2', at: instant('2026-04-08T15:10:00+02:00') })],
      'retry part:avond 2026-04-08 18:11',
    ],
    [
      'conversion allowed too late',
      [
        ...softlyRefused,
        { kind: 'conversion_decided', at: instant('2026-04-13T10:00:00+02:00'), isAllowed: true },
        ...attempt('no_answer', { id: '2', at: instant('2026-04-11T14:00:00+02:00') }),
      ],
      'never: conversion_over',
    ],
    [
      'language barrier: an interviewer with the language',
      [...released(), ...attempt('language_barrier', { at: AFTERNOON, language: 'tr' })],
      'retry open 2026-04-01 15:01',
    ],
  ])('%s', (_what, history, expected) => {
    expect(inShort(planAfter(history))).toBe(expected);
  });

  it('keeps a hard appointment for the own interviewer, and says when it is late', () => {
    const plan = duePlanAfter([
      ...released(),
      ...attempt('appointment_hard', { at: AFTERNOON, appointment: hardAt }),
    ]);
    expect(plan).toMatchObject({
      reservedFor: 'Mila',
      reservedUntil: ON_APRIL_2('14:05'),
      lateAt: ON_APRIL_2('14:15'),
    });
    const joris = { interviewerId: 'Joris', languages: [] };
    expect(mayTake(plan, { interviewerId: 'Mila', languages: [] }, ON_APRIL_2('13:55'))).toBe(true);
    expect(mayTake(plan, joris, ON_APRIL_2('14:04'))).toBe(false);
    expect(mayTake(plan, joris, ON_APRIL_2('14:05'))).toBe(true);
  });

  it('gives a conversion to another interviewer, within the days for it', () => {
    const plan = duePlanAfter(converting);
    expect(plan.expiresAt).toBe(instant('2026-04-11T15:01:00+02:00'));
    expect(mayTake(plan, { interviewerId: 'Mila', languages: [] }, plan.dueAt)).toBe(false);
    expect(mayTake(plan, { interviewerId: 'Joris', languages: [] }, plan.dueAt)).toBe(true);
    expect(isClaimable(plan, instant('2026-04-11T15:01:00+02:00'), RULES)).toBe(false);
  });

  it('calls for an appointment that was missed in the calling hours', () => {
    const missed = (at: string, firmness: 'hard' | 'soft'): ((later: string) => boolean) => {
      const agreed = appointmentAt(instant(at), { firmness });
      const code = firmness === 'hard' ? 'appointment_hard' : 'appointment_soft';
      const plan = duePlanAfter([...released(), ...attempt(code, { at: AFTERNOON, appointment: agreed })]);
      return (later) => {
        expect(isInQueue(plan, instant(later))).toBe(isClaimable(plan, instant(later), RULES));
        return isClaimable(plan, instant(later), RULES);
      };
    };
    const onSaturday = missed('2026-05-02T15:00:00+02:00', 'hard');
    expect(onSaturday('2026-05-02T15:59:00+02:00')).toBe(true);
    expect(onSaturday('2026-05-02T16:01:00+02:00')).toBe(false);
    expect(onSaturday('2026-05-03T08:00:00+02:00')).toBe(false);
    expect(onSaturday('2026-05-04T09:00:00+02:00')).toBe(true);
    const inTheEvening = missed('2026-04-13T21:00:00+02:00', 'hard');
    expect(inTheEvening('2026-04-13T21:15:00+02:00')).toBe(true);
    expect(inTheEvening('2026-04-13T21:16:00+02:00')).toBe(false);
    const fromFive = missed('2026-04-13T17:00:00+02:00', 'soft');
    expect(fromFive('2026-04-13T20:29:00+02:00')).toBe(true);
    expect(fromFive('2026-04-13T21:20:00+02:00')).toBe(false);
    const onSunday = missed('2026-04-12T17:00:00+02:00', 'soft');
    expect(onSunday('2026-04-12T20:00:00+02:00')).toBe(true);
    expect(onSunday('2026-04-12T20:01:00+02:00')).toBe(false);
  });

  it('gives a case with a language to an interviewer who speaks it', () => {
    const plan = duePlanAfter([
      ...released(),
      ...attempt('language_barrier', { at: AFTERNOON, language: 'tr' }),
    ]);
    expect(mayTake(plan, { interviewerId: 'Joris', languages: [] }, plan.dueAt)).toBe(false);
    expect(mayTake(plan, { interviewerId: 'Elif', languages: ['tr'] }, plan.dueAt)).toBe(true);
  });

  it('uses the wait of the study when it has one', () => {
    const history = [...released(), ...attempt('busy', { at: AFTERNOON })];
    expect(inShort(planAfter(history, { ...RULES, delayMinutes: { busy: 45 } }))).toBe(
      'busy open 2026-04-01 15:46',
    );
  });

  it('refuses a state that has no history behind it', () => {
    expect(() => nextDue({ ...caseStateOf(released()), releasedAt: null, changedAt: null }, RULES)).toThrow(
      RangeError,
    );
  });
});

/** What the claim statement asks of a stored plan. */
function isInQueue(plan: CallPlan, now: Instant): boolean {
  if (!plan.isDue || plan.dueAt > now) return false;
  if (plan.expiresAt !== null && plan.expiresAt <= now) return false;
  return claimOrderAt(now, RULES).some(
    ({ rank, slot, appointedSince }) =>
      rank === plan.rank && slot === plan.slot && (plan.appointedAt ?? '') >= (appointedSince ?? ''),
  );
}

/** Takes a case each time at the first moment, until nothing is planned; gives the history. */
function playOut(start: Instant, codes: readonly OutcomeCode[], rules: CallingRules = RULES): CaseEvent[] {
  const history = released(start);
  for (let turn = 0; turn < 60; turn += 1) {
    const plan = planAfter(history, rules);
    if (!plan.isDue) return history;
    const code = codes[turn % codes.length] ?? 'no_answer';
    const about = { id: String(turn), at: plan.dueAt, interviewerId: `Piet${String(turn)}` };
    history.push(
      ...(code === 'broken_off'
        ? [...dialled(about), interviewAt(plan.dueAt), outcome(code, about)]
        : attempt(code, about)),
    );
    if (code === 'refusal_soft')
      history.push({ kind: 'conversion_decided', at: plan.dueAt, isAllowed: true });
  }
  return history;
}

const anyStart = fc
  .integer({ min: 0, max: 400 * 24 * 60 })
  .map((minutes) => addMinutes(instant('2025-09-01T00:00:00Z'), minutes));
const anyCodes = fc.array(fc.constantFrom(...OUTCOME_CODES), { minLength: 1, maxLength: 8 });

describe('a fieldwork in which nobody is ever reached', () => {
  it('makes seven attempts in all the day-parts asked, over two weeks, and then stops', () => {
    fc.assert(
      fc.property(anyStart, (start) => {
        const state = caseStateOf(playOut(start, ['no_answer']));
        expect(inShort(nextDue(state, RULES))).toBe('never: attempts_used');
        expect(contactEffort(state, RULES)).toMatchObject({ attempts: 7, missing: [] });
      }),
      { numRuns: 15 },
    );
  });

  it('never tries the same day-part twice in a row', () => {
    fc.assert(
      fc.property(anyStart, (start) => {
        const parts = caseStateOf(playOut(start, ['no_answer'])).dials.map(
          (dial) => dayPartAt(dial.at, RULES)?.code,
        );
        expect(parts.filter((part, index) => index > 0 && part === parts[index - 1])).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('starts after school or in the evening', () => {
    fc.assert(
      fc.property(anyStart, (start) => {
        expect(['na_school', 'avond']).toContain(dayPartAt(duePlanAfter(released(start)).dueAt, RULES)?.code);
      }),
      { numRuns: 30 },
    );
  });

  it('goes on for three attempts more when a supervisor adds them', () => {
    const history = playOut(START, ['no_answer']);
    const extended: CaseEvent[] = [
      ...history,
      { kind: 'attempts_extended', at: instant('2026-04-20T10:00:00+02:00'), by: 3 },
    ];
    expect(planAfter(extended).isDue).toBe(true);
  });

  it('says what is missing before a case may be closed', () => {
    const state = caseStateOf([...released(), ...attempt('no_answer', { at: AFTERNOON })]);
    expect(contactEffort(state, RULES).missing).toEqual([
      'nog 3 andere dagdelen',
      'nog 2 avonden',
      'nog 1 zaterdag',
      'nog 14 dagen langer spreiden',
    ]);
  });

  it('stops dialling a line that is always busy', () => {
    const state = caseStateOf(playOut(START, ['busy']));
    expect(inShort(nextDue(state, RULES))).toBe('never: dials_used');
    expect(state.dials).toHaveLength(20);
  });
});

describe('whatever happens in the fieldwork', () => {
  it('a final case is never due, and the limits hold', () => {
    fc.assert(
      fc.property(anyStart, anyCodes, (start, codes) => {
        const state = caseStateOf(playOut(start, codes));
        const plan = nextDue(state, RULES);
        if (isFinal(state)) expect(plan.isDue).toBe(false);
        expect(state.dials.length).toBeLessThanOrEqual(RULES.dialsLimit);
        for (const dial of state.dials) {
          expect(countedDials(state, localTime(dial.at).date).length).toBeLessThanOrEqual(RULES.dialsPerDay);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('seven attempts are made, and beyond those interviews resumed and the one conversion made', () => {
    fc.assert(
      fc.property(anyStart, anyCodes, (start, codes) => {
        const history = playOut(start, codes);
        const taken = history.flatMap(({ kind }, place) =>
          kind === 'attempt_started' ? [history.slice(0, place)] : [],
        );
        const beyond = taken
          .filter((before) => attemptsMade(caseStateOf(before)) >= RULES.attemptsLimit)
          .map((before) => duePlanAfter(before))
          .map(({ kind, reason }) => (kind === 'resume' ? kind : reason));
        expect(beyond.filter((what) => what !== 'resume')).toEqual(
          beyond.includes('conversion') ? ['conversion'] : [],
        );
      }),
      { numRuns: 40 },
    );
  });

  it('nobody is dialled outside calling hours without an appointment', () => {
    fc.assert(
      fc.property(anyStart, anyCodes, (start, codes) => {
        const { dials } = caseStateOf(playOut(start, codes));
        for (const dial of dials) expect(isCallingTime(dial.at, RULES)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('a retry after silence waits three hours or longer', () => {
    fc.assert(
      fc.property(anyStart, (start) => {
        const { dials } = caseStateOf(playOut(start, ['no_answer', 'voicemail', 'other_person']));
        dials.slice(1).forEach((dial, index) => {
          expect(addMinutes(dials[index]?.at ?? dial.at, 180) <= dial.at).toBe(true);
        });
      }),
      { numRuns: 15 },
    );
  });

  it('the plan does not change by waiting, and the same history gives the same plan', () => {
    fc.assert(
      fc.property(anyStart, anyCodes, (start, codes) => {
        const history = playOut(start, codes).slice(0, 12);
        expect(planAfter(structuredClone(history))).toEqual(planAfter(history));
      }),
      { numRuns: 20 },
    );
  });

  it('what is explained as callable is exactly what the queue gives out', () => {
    fc.assert(
      fc.property(anyStart, anyCodes, fc.integer({ min: 0, max: 30 * 24 * 60 }), (start, codes, wait) => {
        const history = playOut(start, codes);
        const state = caseStateOf(history.slice(0, 2 + Math.floor((history.length - 2) / 8) * 4));
        const now = addMinutes(state.changedAt ?? start, wait);
        const plan = nextDue(state, RULES);
        const isGivenOut = state.heldBy === null && isInQueue(plan, now);
        const explanation = explain(state, RULES, now);
        expect(explanation.mayBeCalledNow).toBe(isGivenOut);
        expect(explanation.sentence).toMatch(/^(Nu aan de beurt|Nu niet|Niet meer): .+\.$/);
        if (explanation.from !== null && state.heldBy === null) {
          expect(isInQueue(plan, explanation.from)).toBe(true);
          expect(explain(state, RULES, explanation.from).mayBeCalledNow).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('an appointment is kept beyond the limits', () => {
    const tired = playOut(START, ['no_answer']);
    const at = instant('2026-05-05T21:00:00+02:00');
    const plan = planAfter([
      ...tired,
      { kind: 'appointment_made', at: instant('2026-05-01T10:00:00+02:00'), appointment: appointmentAt(at) },
    ]);
    expect(inShort(plan)).toBe('hard_appointment always 2026-05-05 20:55');
  });
});

describe('the order of the queue', () => {
  it('is hard appointment, resume, soft appointment, busy, retry, fresh', () => {
    expect(DUE_KINDS.toSorted((one, other) => DUE_RANKS[one] - DUE_RANKS[other])).toEqual([
      'hard_appointment',
      'resume',
      'soft_appointment',
      'busy',
      'retry',
      'fresh',
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'after school',
      '2026-04-01T16:00:00+02:00',
      [
        '1 always',
        '2 always',
        '2 open',
        '2 part:na_school',
        '3 always',
        '4 open',
        '5 open',
        '5 part:na_school',
        '6 first',
      ],
    ],
    [
      'in the morning',
      '2026-04-01T10:00:00+02:00',
      ['1 always', '2 always', '2 open', '2 part:ochtend', '3 always', '4 open', '5 open', '5 part:ochtend'],
    ],
    [
      'on Saturday',
      '2026-04-11T11:00:00+02:00',
      [
        '1 always',
        '2 always',
        '2 open',
        '2 part:zaterdag',
        '3 always',
        '4 open',
        '5 open',
        '5 part:zaterdag',
      ],
    ],
    ['after closing', '2026-04-01T21:00:00+02:00', ['1 always', '2 always', '3 always']],
    ['on Easter Monday', '2026-04-06T16:00:00+02:00', ['1 always', '2 always', '3 always']],
    ['on the evening of 4 May', '2026-05-04T19:00:00+02:00', ['1 always', '2 always', '3 always']],
    ['at night', '2026-04-01T23:00:00+02:00', []],
  ])('%s takes these', (_when, now, steps) => {
    expect(claimOrderAt(instant(now), RULES).map(({ rank, slot }) => `${String(rank)} ${slot}`)).toEqual(
      steps,
    );
  });

  it('never goes down in rank', () => {
    const ranks = claimOrderAt(AFTERNOON, RULES).map(({ rank }) => rank);
    expect(ranks).toEqual(ranks.toSorted());
  });
});

describe('why this case, and why not', () => {
  it.each<[string, CaseEvent[], string, string]>([
    [
      'never dialled, in the morning',
      released(),
      '2026-04-01T10:00:00+02:00',
      'Nu niet: deze casus is nog niet gebeld, en de eerste keer is op een goed dagdeel (na schooltijd of avond). Wel vanaf woensdag 1 april 15.00 uur.',
    ],
    [
      'never dialled, after school',
      released(),
      '2026-04-01T15:00:00+02:00',
      'Nu aan de beurt: deze casus is nog niet gebeld.',
    ],
    [
      'never dialled, at night',
      released(),
      '2026-04-01T23:00:00+02:00',
      'Nu niet: het is nu geen beltijd (deze casus is nog niet gebeld). Wel vanaf donderdag 2 april 15.00 uur.',
    ],
    [
      'no answer, at once',
      [...released(), ...attempt('no_answer', { at: AFTERNOON })],
      '2026-04-01T15:10:00+02:00',
      'Nu niet: er is nog niemand gesproken, en de volgende keer is op een ander dagdeel (avond). Wel vanaf woensdag 1 april 18.01 uur.',
    ],
    [
      'hard appointment, before',
      [...released(), ...attempt('appointment_hard', { at: AFTERNOON, appointment: hardAt })],
      '2026-04-02T13:00:00+02:00',
      'Nu niet: er is een vaste afspraak. Wel vanaf donderdag 2 april 13.55 uur.',
    ],
    [
      'hard appointment, on time',
      [...released(), ...attempt('appointment_hard', { at: AFTERNOON, appointment: hardAt })],
      '2026-04-02T14:00:00+02:00',
      'Nu aan de beurt: er is een vaste afspraak. De eigen enquêteur gaat voor.',
    ],
    [
      'hard appointment, late',
      [...released(), ...attempt('appointment_hard', { at: AFTERNOON, appointment: hardAt })],
      '2026-04-02T14:16:00+02:00',
      'Nu aan de beurt: er is een vaste afspraak. De afspraak is te laat: bel meteen.',
    ],
    [
      'in hand',
      [...released(), ...dialled({ at: AFTERNOON })],
      '2026-04-01T15:01:00+02:00',
      'Nu niet: een enquêteur is met deze casus bezig.',
    ],
    [
      'refused',
      [...released(), ...attempt('refusal_hard')],
      '2026-04-02T10:00:00+02:00',
      'Niet meer: deze casus is afgerond (geweigerd).',
    ],
    [
      'a soft refusal',
      softlyRefused,
      '2026-04-02T10:00:00+02:00',
      'Nu niet: na een zachte weigering beslist de veldwerkleider of er nog één keer wordt gebeld.',
    ],
    [
      'a conversion past its days',
      converting,
      '2026-04-12T10:00:00+02:00',
      'Niet meer: de dagen waarin na een zachte weigering nog gebeld mocht worden, zijn voorbij.',
    ],
  ])('%s', (_what, history, now, sentence) => {
    expect(explain(caseStateOf(history), RULES, instant(now)).sentence).toBe(sentence);
  });

  it('spreads the last attempt over two weeks', () => {
    const { dials } = caseStateOf(playOut(START, ['no_answer']));
    const [first, last] = [dials[0], dials.at(-1)];
    expect(
      first !== undefined &&
        last !== undefined &&
        daysBetween(localTime(first.at).date, localTime(last.at).date),
    ).toBe(14);
    expect(OUTCOMES.no_answer.delayMinutes).toBe(180);
  });
});
