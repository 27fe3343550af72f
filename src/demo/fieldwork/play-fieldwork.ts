import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import { addMinutes, type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import type { NotDueReason } from '../../domain/calling/call-plan.js';
import { callingHoursOn } from '../../domain/calling/calling-hours.js';
import { contactEffort } from '../../domain/calling/contact-effort.js';
import { VirtualAttempt } from './attempt.js';
import { Field, type FieldSetting } from './field.js';
import { talk } from './talk.js';
import { VirtualQueue } from './virtual-queue.js';
import type { VirtualCase } from './virtual-case.js';

interface Shift {
  /** Place in the list of interviewers. */
  readonly interviewer: number;
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** Somebody in every day-part, and most people in the evening. */
const SHIFTS: readonly Shift[] = [
  { interviewer: 0, weekdays: [1, 2, 3, 4, 5], fromMinute: 1050, untilMinute: 1210 },
  { interviewer: 0, weekdays: [6], fromMinute: 600, untilMinute: 720 },
  { interviewer: 1, weekdays: [1, 2, 3, 4, 5], fromMinute: 545, untilMinute: 690 },
  { interviewer: 2, weekdays: [1, 2, 3, 4], fromMinute: 915, untilMinute: 1080 },
  { interviewer: 3, weekdays: [2, 5], fromMinute: 1020, untilMinute: 1170 },
  { interviewer: 3, weekdays: [6], fromMinute: 720, untilMinute: 900 },
  { interviewer: 4, weekdays: [1, 3, 5], fromMinute: 750, untilMinute: 900 },
];

/** No attempt begins so shortly before the demo is opened that it could last beyond that. */
const LONGEST_ATTEMPT_MINUTES = 60;
const MINUTES_WITHOUT_WORK = 7;
const SUPERVISOR_STARTS_AT = 545;

/** Plays the weeks of fieldwork until now, day by day, with the queue, the hours and the rules of the program. */
export function playFieldwork(
  cases: readonly VirtualCase[],
  setting: FieldSetting,
  firstDay: CivilDate,
): void {
  const { now, rules } = setting;
  const field = new Field(setting);
  const queue = new VirtualQueue(field, cases, instantAt(firstDay, SUPERVISOR_STARTS_AT));
  const today = localTime(now).date;
  for (let day = firstDay; day <= today; day = addDays(day, 1)) {
    const [hours] = callingHoursOn(day, rules.calling);
    if (hours === undefined) continue;
    const opensAt = instantAt(day, SUPERVISOR_STARTS_AT);
    if (!field.isInLastDays(opensAt)) supervise(field, queue, cases, opensAt);
    workDay(field, queue, { day, untilMinute: hours.untilMinute });
  }
}

function workDay(
  field: Field,
  queue: VirtualQueue,
  { day, untilMinute }: { day: CivilDate; untilMinute: number },
): void {
  const { interviewerIds, now, dice } = field.setting;
  const { weekday } = localTime(instantAt(day, SUPERVISOR_STARTS_AT));
  const lastStart = addMinutes(now, -LONGEST_ATTEMPT_MINUTES);
  const workers = SHIFTS.filter(({ weekdays }) => weekdays.includes(weekday)).map((shift) => {
    const end = instantAt(day, Math.min(shift.untilMinute, untilMinute));
    return {
      interviewerId: interviewerIds[shift.interviewer] ?? interviewerIds[0],
      at: instantAt(day, shift.fromMinute + dice.between(0, 8)),
      until: end < lastStart ? end : lastStart,
    };
  });
  for (;;) {
    const [worker] = workers
      .filter(({ at, until }) => at < until)
      .sort((one, other) => (one.at < other.at ? -1 : 1));
    if (worker === undefined) return;
    const { interviewerId, at: startsAt } = worker;
    const next = queue.next(interviewerId, startsAt);
    if (next === null) {
      worker.at = addMinutes(startsAt, MINUTES_WITHOUT_WORK);
      continue;
    }
    const endedAt = new VirtualAttempt(field, next, { interviewerId, startsAt }).play(talk);
    queue.refresh(next, endedAt);
    worker.at = addMinutes(endedAt, dice.between(20, 150) / 60);
  }
}

const SPENT: readonly NotDueReason[] = ['attempts_used', 'dials_used', 'resumes_used', 'conversion_over'];

/** What the supervisor decides in the morning: soft refusals, and cases of which the attempts are used up. */
function supervise(field: Field, queue: VirtualQueue, cases: readonly VirtualCase[], at: Instant): void {
  const { dice, supervisorId } = field.setting;
  for (const one of cases) {
    const plan = queue.planOf(one);
    if (one.state.status === 'conversion_asked') {
      one.add({ kind: 'conversion_decided', at, isAllowed: dice.chance(65) }, supervisorId);
      queue.refresh(one, at);
    } else if (plan?.isDue === false && SPENT.includes(plan.reason)) {
      settleSpent(one, at, supervisorId);
      queue.refresh(one, at);
    }
  }
}

/** Closes a case for which enough was done, and otherwise adds attempts as long as that is allowed. */
function settleSpent(one: VirtualCase, at: Instant, supervisorId: string): void {
  const { state, rules } = one;
  const missing = state.status === 'retry' ? contactEffort(state, rules.calling).missing : [];
  const mayExtend = state.addedAttempts < rules.calling.attemptsExtensionLimit;
  one.add(
    missing.length > 0 && mayExtend
      ? { kind: 'attempts_extended', at, by: 1 }
      : { kind: 'case_given_up', at },
    supervisorId,
  );
}
