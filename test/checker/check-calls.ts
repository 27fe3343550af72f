import {
  ageAt,
  daysBetweenDays,
  isAppointmentHour,
  isCallingHour,
  minutesBetween,
  slotOf,
  wallClock,
} from './clock.js';
import type { FieldworkLog, LoggedCall, LoggedOutcome, Violation } from './log.js';

/** Lines that were busy or failed, and numbers that were wrong, disturb nobody. */
const UNCOUNTED = ['busy', 'call_failed', 'wrong_number', 'not_in_service'];
const NOT_REACHED = ['no_answer', 'voicemail', 'other_person'];
const FINAL = [
  'refusal_hard',
  'refusal_parent',
  'complete',
  'partial',
  'unable',
  'deceased',
  'not_client_in_year',
  'unsafe_or_secret',
  'duplicate',
];

/** Minutes until a case may be called again. */
const LEAST_WAIT: Readonly<Record<string, number>> = {
  busy: 20,
  call_failed: 30,
  no_answer: 180,
  voicemail: 180,
  other_person: 180,
  broken_off: 1440,
};

const WAIT_RULES: Readonly<Record<string, string>> = {
  busy: 'twenty minutes after busy',
  call_failed: 'thirty minutes after failure',
  no_answer: 'three hours',
  voicemail: 'three hours',
  other_person: 'three hours',
  broken_off: 'a day after breaking off',
};

/** One case with what happened to it, in the order of time. */
interface CaseLog {
  readonly caseId: string;
  readonly calls: readonly LoggedCall[];
  readonly outcomes: readonly LoggedOutcome[];
  readonly outcomeOf: (call: LoggedCall) => LoggedOutcome | undefined;
  readonly added: (before: string) => number;
  readonly log: FieldworkLog;
}

/** Rules about when, how often and after what a case is called (specification §6 and §7). */
export function checkCalls(log: FieldworkLog): readonly Violation[] {
  return log.cases.flatMap(({ id }) => {
    const calls = log.calls.filter(({ caseId }) => caseId === id).sort((a, b) => (a.at < b.at ? -1 : 1));
    const outcomes = log.outcomes
      .filter(({ caseId }) => caseId === id)
      .sort((a, b) => (a.at < b.at ? -1 : 1));
    const one: CaseLog = {
      caseId: id,
      calls,
      outcomes,
      outcomeOf: (call) => outcomes.find(({ callId }) => callId === call.id),
      added: (before) =>
        log.events.filter(
          (event) => event.caseId === id && event.kind === 'attempts_extended' && event.at < before,
        ).length,
      log,
    };
    return [...calls.flatMap((call) => checkCall(one, call)), ...checkClosing(one)];
  });
}

function checkCall(one: CaseLog, call: LoggedCall): Violation[] {
  const appointment = openAppointment(one, call);
  const found: string[] = [];
  if (!isCallingHour(call.at) && !isAroundAppointment(appointment, call.at)) found.push('calling hours');
  if (one.outcomes.some(({ code, at }) => FINAL.includes(code) && at < call.at))
    found.push('called after the end');
  found.push(...afterSoftRefusal(one, call), ...forLanguage(one, call));
  if (appointment === null) found.push(...withoutAppointment(one, call));
  else found.push(...ownInterviewer(one, call, appointment));
  return found.map((rule) => ({ rule, caseId: one.caseId, at: call.at }));
}

/** Outside the calling hours: a hard appointment until fifteen minutes late, a soft one for three hours. */
function isAroundAppointment(appointment: Agreed | null, at: string): boolean {
  if (appointment === null || !isAppointmentHour(at)) return false;
  return minutesBetween(appointment.at, at) <= (appointment.kind === 'hard' ? 15 : 180);
}

type Agreed = NonNullable<LoggedOutcome['appointment']>;

/** The appointment that the call keeps: made by the last outcome before its attempt, on whichever number. */
function openAppointment(one: CaseLog, { at, attemptId }: LoggedCall): Agreed | null {
  const inAttempt = new Set(one.calls.filter((call) => call.attemptId === attemptId).map(({ id }) => id));
  const last = one.outcomes.findLast((outcome) => outcome.at <= at && !inAttempt.has(outcome.callId ?? ''));
  return last?.appointment ?? null;
}

function isCounted(one: CaseLog, call: LoggedCall): boolean {
  const code = one.outcomeOf(call)?.code;
  return code === undefined || !UNCOUNTED.includes(code);
}

function withoutAppointment(one: CaseLog, call: LoggedCall): string[] {
  const earlier = one.calls.filter(({ at, attemptId }) => at < call.at && attemptId !== call.attemptId);
  const counted = earlier.filter((before) => isCounted(one, before));
  const found: string[] = [];
  const today = counted.filter(({ at }) => wallClock(at).day === wallClock(call.at).day);
  if (today.length >= 2 && isCounted(one, call)) found.push('two dials a day');
  const last = earlier.at(-1);
  found.push(...howOften(one, call, { counted, last }));
  if (last === undefined) {
    if (!['after school', 'evening'].includes(slotOf(call.at))) found.push('first slot');
    return found;
  }
  return [...found, ...afterLast(one, call, { last, lastCounted: counted.at(-1) })];
}

/** Calls of other attempts before this one. */
interface Earlier {
  readonly counted: readonly LoggedCall[];
  readonly last: LoggedCall | undefined;
}

/** Seven attempts in two weeks; a begun interview is resumed, and an allowed conversion made, beyond those. */
function howOften(one: CaseLog, call: LoggedCall, earlier: Earlier): string[] {
  const begun = one.log.events.findLast(
    ({ caseId, kind, at }) => caseId === one.caseId && kind === 'interview_started' && at <= call.at,
  );
  if (begun === undefined) return [...sevenAttempts(one, call, earlier), ...twoWeeks(one, call, earlier)];
  const tried = earlier.counted.filter((each) => each.at > begun.at && one.outcomeOf(each) !== undefined);
  return attemptsIn(tried) >= 1 + one.added(call.at) ? ['one resume'] : [];
}

function sevenAttempts(one: CaseLog, call: LoggedCall, { counted }: Earlier): string[] {
  const refusal = softRefusal(one, call);
  const since = refusal === undefined ? [] : counted.filter(({ at }) => at > refusal.at);
  const attempts = attemptsIn(counted);
  if (isConverting(one, call) && since.length === 0) return [];
  const beyond = since.length > 0 && attempts - attemptsIn(since) >= 7 ? 1 : 0;
  return attempts - beyond >= 7 + one.added(call.at) ? ['seven attempts'] : [];
}

function twoWeeks(one: CaseLog, call: LoggedCall, { counted, last }: Earlier): string[] {
  const [first] = counted;
  if (first === undefined || attemptsIn(counted) !== 6) return [];
  const isExcused = isConverting(one, call) || !isSilence(one, last);
  return !isExcused && daysBetweenDays(first.at, call.at) < 14 ? ['two weeks'] : [];
}

function softRefusal(one: CaseLog, call: LoggedCall): LoggedOutcome | undefined {
  return one.outcomes.find(({ code, at }) => code === 'refusal_soft' && at < call.at);
}

function isConverting(one: CaseLog, call: LoggedCall): boolean {
  const refusal = softRefusal(one, call);
  return refusal !== undefined && !hasTalkedSince(one, refusal, call);
}

/** Nobody was spoken to, or what came of the call was not written down. */
function isSilence(one: CaseLog, call: LoggedCall | undefined): boolean {
  const code = call === undefined ? undefined : one.outcomeOf(call)?.code;
  return code === undefined || NOT_REACHED.includes(code);
}

function attemptsIn(calls: readonly LoggedCall[]): number {
  return new Set(calls.map(({ attemptId }) => attemptId)).size;
}

function afterLast(
  one: CaseLog,
  call: LoggedCall,
  { last, lastCounted }: { last: LoggedCall; lastCounted: LoggedCall | undefined },
): string[] {
  const outcome = one.outcomeOf(last);
  if (outcome === undefined) return [];
  const wait = minutesBetween(outcome.at, call.at);
  const found = (LEAST_WAIT[outcome.code] ?? 0) > wait ? [WAIT_RULES[outcome.code] ?? 'wait'] : [];
  const isSameSlot = lastCounted !== undefined && slotOf(lastCounted.at) === slotOf(call.at);
  return NOT_REACHED.includes(outcome.code) && isSameSlot ? [...found, 'other slot'] : found;
}

function afterSoftRefusal(one: CaseLog, call: LoggedCall): string[] {
  const refusal = softRefusal(one, call);
  if (refusal === undefined) return [];
  const decision = one.log.events.findLast(
    ({ caseId, kind, at }) => caseId === one.caseId && kind === 'conversion_decided' && at <= call.at,
  );
  const found = decision?.detail['isAllowed'] === true ? [] : ['conversion without leave'];
  return hasTalkedSince(one, refusal, call) ? found : [...found, ...conversionCall(one, refusal, call)];
}

/** Somebody who then names a moment, or begins the interview, is called on. */
function hasTalkedSince(one: CaseLog, refusal: LoggedOutcome, call: LoggedCall): boolean {
  const since = one.outcomes.filter(({ at }) => at > refusal.at && at < call.at);
  return since.some(({ code, appointment }) => appointment !== null || code === 'broken_off');
}

function conversionCall(one: CaseLog, refusal: LoggedOutcome, call: LoggedCall): string[] {
  const days = minutesBetween(refusal.at, call.at) / (24 * 60);
  const found = days < 7 || days >= 10 ? ['conversion in seven to ten days'] : [];
  return interviewerOf(one, call) === refusal.by ? [...found, 'conversion by another'] : found;
}

function forLanguage(one: CaseLog, call: LoggedCall): string[] {
  const needed = one.outcomes.findLast(
    ({ code, at }) => code === 'language_barrier' && at < call.at,
  )?.language;
  if (needed === undefined || needed === null) return [];
  const spoken = one.log.languages[interviewerOf(one, call)] ?? [];
  return spoken.includes(needed) ? [] : ['language'];
}

function interviewerOf(one: CaseLog, call: LoggedCall): string {
  return one.log.attempts.find(({ id }) => id === call.attemptId)?.interviewer ?? '';
}

function ownInterviewer(one: CaseLog, call: LoggedCall, { kind, at, own }: Agreed): string[] {
  const attempt = one.log.attempts.find(({ id }) => id === call.attemptId);
  if (attempt === undefined) return ['call without attempt'];
  const early = minutesBetween(attempt.from, at);
  const found: string[] = [];
  if (early > (kind === 'hard' ? 5 : 0)) found.push('before the appointment');
  const isOthers = attempt.interviewer !== own && !isAssignedTo(one, attempt.interviewer, attempt.from);
  const isOwnThere = [attempt.from, at].some((moment) => isOnShift(one.log, own, moment));
  if (kind === 'hard' && early > -5 && isOthers && isOwnThere) found.push('own interviewer first');
  return found;
}

/** Whom the supervisor chose goes before whoever made an appointment. */
function isAssignedTo({ caseId, log }: CaseLog, interviewer: string, at: string): boolean {
  const last = log.events
    .filter((event) => event.caseId === caseId && event.kind === 'case_assigned' && event.at < at)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1);
  return last?.detail['interviewerId'] === interviewer;
}

function isOnShift(log: FieldworkLog, interviewer: string, at: string): boolean {
  const { day, minute } = wallClock(at);
  return log.shifts.some(
    (shift) =>
      shift.interviewer === interviewer &&
      shift.on === day &&
      shift.fromMinute <= minute &&
      minute < shift.untilMinute,
  );
}

/** Closed because nobody was reached: after four slots of which two evenings and a Saturday, in two weeks. */
function checkClosing(one: CaseLog): Violation[] {
  const closing = one.log.events.find(
    ({ caseId, kind }) => caseId === one.caseId && kind === 'case_given_up',
  );
  if (closing === undefined) return [];
  const last = one.outcomes.findLast(({ at }) => at <= closing.at);
  const wasReached = one.outcomes.some(
    ({ code }) => !NOT_REACHED.includes(code) && !UNCOUNTED.includes(code),
  );
  const isExcused = wasReached || one.added(closing.at) >= 3 || !isNumberLeft(one, closing.at);
  if (last === undefined || isExcused) return [];
  return isWholeEffort(one.calls.filter((call) => isCounted(one, call)))
    ? []
    : [{ rule: 'effort before closing', caseId: one.caseId, at: closing.at }];
}

function isWholeEffort(counted: readonly LoggedCall[]): boolean {
  const slots = counted.map(({ at }) => slotOf(at));
  const days = daysBetweenDays(counted[0]?.at ?? '', counted.at(-1)?.at ?? '');
  const evenings = slots.filter((slot) => slot === 'evening').length;
  return new Set(slots).size >= 4 && evenings >= 2 && slots.includes('saturday') && days >= 14;
}

/** Whether a number is left that works and of which the person may be called at that age. */
function isNumberLeft(one: CaseLog, at: string): boolean {
  const person = one.log.cases.find(({ id }) => id === one.caseId);
  if (person === undefined) return false;
  const age = ageAt(person.bornOn, at);
  const failed = one.calls
    .filter((call) => ['wrong_number', 'not_in_service'].includes(one.outcomeOf(call)?.code ?? ''))
    .map(({ number }) => number);
  return Object.entries(person.numbers).some(
    ([number, role]) => !failed.includes(number) && (role === 'youth') === age >= 16,
  );
}
