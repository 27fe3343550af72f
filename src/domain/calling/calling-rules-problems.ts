import type { RuleProblem } from '../study/rule-problem.js';
import type { CallingRules, WeeklySpan } from './calling-rules.js';

/**
 * What is wrong with calling settings; empty when the scheduler can work with them.
 * @param rules the settings of a study
 * @returns each problem with the path of its setting and a Dutch sentence
 * @example callingRulesProblems(DEFAULT_CALLING_RULES) // []
 */
export function callingRulesProblems(rules: CallingRules): readonly RuleProblem[] {
  return [
    ...hoursProblems(rules),
    ...dayPartProblems(rules),
    ...limitProblems(rules),
    ...momentProblems(rules),
  ];
}

function hoursProblems({ hours, earlyClosings }: CallingRules): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (hours.length === 0 || !hours.every(isSpan)) {
    problems.push({ setting: 'hours', message: 'Geef per weekdag een begintijd die voor de eindtijd ligt.' });
  }
  if (
    !earlyClosings.every(({ monthDay, closesAtMinute }) => isMonthDay(monthDay) && isMinute(closesAtMinute))
  ) {
    problems.push({ setting: 'earlyClosings', message: 'Geef dagen als MM-DD met een tijd binnen de dag.' });
  }
  return problems;
}

function dayPartProblems({ dayParts, hours, firstAttemptDayParts, effort }: CallingRules): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const codes = dayParts.map(({ code }) => code);
  if (new Set(codes).size !== codes.length) {
    problems.push({
      setting: 'dayParts',
      message: 'Twee dagdelen hebben dezelfde code. Geef elk een eigen code.',
    });
  }
  if (!dayParts.every((part) => isSpan(part) && hours.some((span) => covers(span, part)))) {
    problems.push({
      setting: 'dayParts',
      message: 'Een dagdeel ligt buiten de beltijden. Pas een van beide aan.',
    });
  }
  if (dayParts.some((part, index) => dayParts.slice(index + 1).some((other) => overlaps(part, other)))) {
    problems.push({
      setting: 'dayParts',
      message: 'Twee dagdelen overlappen. Laat ze op elkaar aansluiten.',
    });
  }
  if (firstAttemptDayParts.length === 0 || !firstAttemptDayParts.every((code) => codes.includes(code))) {
    problems.push({
      setting: 'firstAttemptDayParts',
      message: 'Kies ten minste één bestaand dagdeel voor de eerste poging.',
    });
  }
  if (effort.dayParts > codes.length || dayParts.length < 2) {
    problems.push({
      setting: 'effort.dayParts',
      message: 'Er zijn minder dagdelen dan er geprobeerd moeten worden.',
    });
  }
  return [...problems, ...borderProblems(dayParts), ...kindProblems({ dayParts, effort })];
}

/** The end of the day is written as its last minute: no other day-part begins within that half hour. */
function isBorder(minute: number): boolean {
  return minute % 30 === 0 || minute === 24 * 60 - 1;
}

/** Dials are counted per half hour: a border within one would put dials in the wrong day-part. */
function borderProblems(dayParts: CallingRules['dayParts']): RuleProblem[] {
  return dayParts
    .filter(({ fromMinute, untilMinute }) => !isBorder(fromMinute) || !isBorder(untilMinute))
    .map(({ code }) => ({
      setting: `dayParts.${code}`,
      message: 'Een dagdeel begint en eindigt op een heel of half uur, zoals 15:00 of 17:30.',
    }));
}

function kindProblems({ dayParts, effort }: Pick<CallingRules, 'dayParts' | 'effort'>): RuleProblem[] {
  const has = (kind: string): boolean => dayParts.some((part) => part.kind === kind);
  const problems: RuleProblem[] = [];
  if (effort.evenings > 0 && !has('evening')) {
    problems.push({
      setting: 'effort.evenings',
      message: 'Er is geen avond om in te bellen. Voeg een avond toe of vraag er geen.',
    });
  }
  if (effort.saturdays > 0 && !has('saturday')) {
    problems.push({
      setting: 'effort.saturdays',
      message: 'Er is geen zaterdag om in te bellen. Voeg er een toe of vraag er geen.',
    });
  }
  return problems;
}

function limitProblems(rules: CallingRules): RuleProblem[] {
  const lowest: readonly (readonly [string, number, number])[] = [
    ['attemptsLimit', rules.attemptsLimit, 1],
    ['attemptsExtensionLimit', rules.attemptsExtensionLimit, 0],
    ['dialsPerDay', rules.dialsPerDay, 1],
    ['dialsLimit', rules.dialsLimit, rules.attemptsLimit],
    ['resumeAttempts', rules.resumeAttempts, 0],
    ['effort.dayParts', rules.effort.dayParts, 0],
    ['effort.evenings', rules.effort.evenings, 0],
    ['effort.saturdays', rules.effort.saturdays, 0],
    ['effort.spreadDays', rules.effort.spreadDays, 0],
    ...Object.entries(rules.delayMinutes).map(
      ([code, minutes]) => [`delayMinutes.${code}`, minutes, 0] as const,
    ),
  ];
  return lowest
    .filter(([, value, least]) => !Number.isInteger(value) || value < least)
    .map(([setting, , least]) => ({
      setting,
      message: `Kies een heel getal van ${String(least)} of hoger.`,
    }));
}

function momentProblems({ appointments, conversion }: CallingRules): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (
    !isSpan({ weekdays: [1], fromMinute: appointments.fromMinute, untilMinute: appointments.untilMinute })
  ) {
    problems.push({
      setting: 'appointments',
      message: 'De vroegste tijd van een afspraak moet voor de laatste liggen.',
    });
  }
  const margins = [
    appointments.hardEarlyMinutes,
    appointments.hardLateMinutes,
    appointments.ownInterviewerMinutes,
  ];
  if (!margins.every((minutes) => Number.isInteger(minutes) && minutes >= 0 && minutes <= 120)) {
    problems.push({
      setting: 'appointments',
      message: 'Kies voor de speling van een afspraak 0 tot en met 120 minuten.',
    });
  }
  if (!(conversion.fromDays >= 1 && conversion.untilDays >= conversion.fromDays)) {
    problems.push({
      setting: 'conversion',
      message: 'Wacht na een zachte weigering ten minste 1 dag, en niet langer dan de laatste dag.',
    });
  }
  return problems;
}

function isSpan({ weekdays, fromMinute, untilMinute }: WeeklySpan): boolean {
  return (
    weekdays.length > 0 &&
    weekdays.every(isWeekday) &&
    isMinute(fromMinute) &&
    isMinute(untilMinute) &&
    fromMinute < untilMinute
  );
}

function isWeekday(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}

function isMinute(minute: number): boolean {
  return Number.isInteger(minute) && minute >= 0 && minute < 1440;
}

function isMonthDay(text: string): boolean {
  return /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text);
}

function covers(outer: WeeklySpan, inner: WeeklySpan): boolean {
  return (
    inner.weekdays.every((day) => outer.weekdays.includes(day)) &&
    outer.fromMinute <= inner.fromMinute &&
    outer.untilMinute >= inner.untilMinute
  );
}

function overlaps(one: WeeklySpan, other: WeeklySpan): boolean {
  return (
    one.weekdays.some((day) => other.weekdays.includes(day)) &&
    one.fromMinute < other.untilMinute &&
    other.fromMinute < one.untilMinute
  );
}
