import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../src/domain/calendar/civil-date.js';
import { type Instant, instant, instantAt, localTime } from '../../src/domain/calendar/instant.js';
import { claimOrderAt } from '../../src/domain/calling/claim.js';
import { answerProblem } from '../../src/domain/interview/answer-problem.js';
import { interviewRoute } from '../../src/domain/interview/route.js';
import { openStream } from '../../src/domain/sampling/random.js';
import { DEFAULT_STUDY_RULES } from '../../src/domain/study/study-rules.js';
import { DEMO_SEED, demoCalendar, morningOf } from '../../src/demo/demo-time.js';
import { diceOf } from '../../src/demo/fieldwork/dice.js';
import { playFieldwork } from '../../src/demo/fieldwork/play-fieldwork.js';
import { inventRespondent } from '../../src/demo/fieldwork/respondent.js';
import { VirtualCase } from '../../src/demo/fieldwork/virtual-case.js';
import { shippedQuestionnaire } from '../support/questionnaires.js';

const QUESTIONNAIRE = shippedQuestionnaire('ceo-jeugd-2016');
const DOMAINS = ['basishulp', 'specialistisch', 'jb_jr'];
const CASES = 880;

/** Days on which calling is different, and the dullest day of the year. */
const MOMENTS = [
  { day: 'a Tuesday noon', now: '2026-04-14T12:00:00+02:00' },
  { day: 'Easter Sunday', now: '2026-04-05T11:00:00+02:00' },
  { day: 'the day after the autumn change of the clock', now: '2026-10-26T15:30:00+01:00' },
  { day: 'an evening with Saint Nicholas', now: '2026-12-05T19:00:00+01:00' },
  { day: 'Christmas Day', now: '2026-12-25T20:00:00+01:00' },
  { day: 'New Year in the small hours', now: '2027-01-01T02:15:00+01:00' },
  { day: 'a leap day at five to midnight', now: '2028-02-29T23:55:00+01:00' },
] as const;

/** Clients born over sixteen years, every tenth a ward, who have a number of a parent and, from 12 on, of their own. */
function casesReleasedAt(at: Instant): VirtualCase[] {
  const released = localTime(at).date;
  return Array.from({ length: CASES }, (_, index) => {
    const domain = DOMAINS[index % 3] ?? '';
    const caseNumber = String(100_000 + index);
    const bornOn = addDays(released, -(1200 + Math.floor((index * 5840) / CASES)));
    const isWard = index % 10 === 0;
    const number = (reaches: 'parent' | 'guardian' | 'youth') => ({
      numberId: `${caseNumber} ${reaches}`,
      reaches,
    });
    const record = {
      id: caseNumber,
      studyId: 'study',
      domainId: domain,
      caseNumber,
      segment: null,
      measure: isWard ? 'voogdij' : null,
      designWeight: 2,
      replicate: 1,
      releasedAt: at,
      exclusionReason: null,
      excludedAt: null,
      status: 'fresh' as const,
      dueAt: null,
      dueUntil: null,
      dueLanguage: null,
      leaseInterviewerId: null,
      leaseUntil: null,
      holdsSeat: false,
      sex: null,
      firstTime: null,
    };
    return new VirtualCase(
      {
        record,
        domain,
        bornOn,
        hasGuardian: isWard,
        person: inventRespondent(caseNumber, domain),
        history: [
          { kind: 'case_released', at },
          { kind: 'numbers_listed', at, numbers: [number(isWard ? 'guardian' : 'parent'), number('youth')] },
        ],
      },
      DEFAULT_STUDY_RULES,
      { textVersion: 'test', language: 'nl' },
    );
  });
}

function playedUntil(text: string): { cases: readonly VirtualCase[]; now: Instant } {
  const now = instant(text);
  const { fieldworkStart } = demoCalendar(now);
  const cases = casesReleasedAt(morningOf(fieldworkStart, 0));
  let made = 0;
  playFieldwork(
    cases,
    {
      rules: DEFAULT_STUDY_RULES,
      questionnaire: QUESTIONNAIRE,
      now,
      dice: diceOf(openStream(DEMO_SEED, 'fieldwork')),
      newId: () => `id ${String(made++)}`,
      interviewerIds: ['own', 'second', 'third', 'fourth', 'fifth'],
      supervisorId: 'supervisor',
    },
    fieldworkStart,
  );
  return { cases, now };
}

describe.each(MOMENTS)('the past weeks of fieldwork, built on $day', ({ now: text }) => {
  const { cases, now } = playedUntil(text);
  const { date: today } = localTime(now);
  const appointments = cases.flatMap(({ state }) => state.appointment ?? []);

  it('are over by now', () => {
    const last = cases.flatMap(({ events, consents }) => [...events, ...consents].map(({ at }) => at));
    expect(last.filter((at) => at > now)).toEqual([]);
  });

  it('came to interviews, refusals, and cases in every kind of waiting', () => {
    const count = (...statuses: string[]) =>
      cases.filter(({ state }) => statuses.includes(state.status)).length;
    expect(count('completed')).toBeGreaterThan(150);
    expect(count('refused')).toBeGreaterThan(20);
    expect(count('retry')).toBeGreaterThan(10);
    expect(count('fresh')).toBeGreaterThan(10);
    expect(count('language_queue', 'other_nonresponse', 'unreachable')).toBeGreaterThan(5);
  });

  it('left appointments for this day and for later ones, and some of them with the interviewer of the demo', () => {
    const onDay = appointments.filter(({ at }) => localTime(at).date === today);
    expect(onDay.length).toBeGreaterThanOrEqual(8);
    expect(appointments.filter(({ at }) => localTime(at).date > today).length).toBeGreaterThanOrEqual(2);
    expect(appointments.filter(({ interviewerId }) => interviewerId === 'own').length).toBeGreaterThan(1);
  });

  it('left a case that can be taken at once, or as soon as anybody may be called', () => {
    const opensAt = instantAt(today, DEFAULT_STUDY_RULES.calling.appointments.fromMinute);
    const closesAt = instantAt(today, DEFAULT_STUDY_RULES.calling.appointments.untilMinute);
    const at = now < opensAt ? instantAt(today, 10 * 60) : now;
    const steps = claimOrderAt(at, DEFAULT_STUDY_RULES.calling);
    const plans = cases.map((one) => one.planAt(at));
    const due = plans.filter(
      (plan) =>
        plan.isDue &&
        plan.dueAt <= at &&
        steps.some(({ rank, slot }) => rank === plan.rank && slot === plan.slot),
    );
    expect(due.length > 0 || at >= closesAt).toBe(true);
  });

  it('has whole interviews with answers that the interview would take', () => {
    const responses = cases.flatMap(({ response }) => response ?? []);
    for (const response of responses) {
      const given = response.answers.slice(0, response.given);
      expect(given.map(({ variable, answer }) => answerProblem(variable, answer))).toEqual(
        given.map(() => null),
      );
      const answers = new Map(given.map(({ variable, answer }) => [variable.id, answer] as const));
      const route = interviewRoute(QUESTIONNAIRE, response.sample, answers);
      const isWhole = route.screens.every(({ id }) => answers.has(id));
      expect(route.answers.size).toBe(answers.size);
      expect(isWhole).toBe(response.status === 'complete');
    }
  });
});

it('plays the same weeks again from the same moment', () => {
  const [{ now }] = MOMENTS;
  const story = () =>
    playedUntil(now).cases.map(({ events, consents, response }) => ({ events, consents, response }));
  expect(JSON.stringify(story())).toBe(JSON.stringify(story()));
});

it('begins on a Monday four to five weeks ago', () => {
  expect(demoCalendar(instant('2026-04-14T12:00:00+02:00')).fieldworkStart).toBe(civilDate('2026-03-16'));
  expect(demoCalendar(instant('2026-04-19T23:59:00+02:00')).fieldworkStart).toBe(civilDate('2026-03-16'));
  expect(demoCalendar(instant('2026-04-20T00:01:00+02:00')).fieldworkStart).toBe(civilDate('2026-03-23'));
});
