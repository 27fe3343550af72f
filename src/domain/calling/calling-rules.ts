import type { OutcomeCode } from '../contact/outcome.js';
import type { HolidayCode } from './holiday.js';

/** A span of local time on some days of the week; minutes since local midnight, `untilMinute` not included. */
export interface WeeklySpan {
  /** 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** A part of the calling week in which a person is reached, or not, for the same reasons. */
export interface DayPart extends WeeklySpan {
  readonly code: string;
  readonly label: string;
  readonly kind: 'day' | 'evening' | 'saturday';
}

/** A day of every year on which calling stops early. */
export interface EarlyClosing {
  /** `MM-DD`. */
  readonly monthDay: string;
  readonly closesAtMinute: number;
}

/** What must have been tried before a case may be closed because nobody was reached. */
export interface EffortRules {
  readonly dayParts: number;
  readonly evenings: number;
  readonly saturdays: number;
  /** Days between the first and the last attempt. */
  readonly spreadDays: number;
}

/** When and how often people are called; a setting of a study, plain JSON. */
export interface CallingRules {
  readonly hours: readonly WeeklySpan[];
  readonly dayParts: readonly DayPart[];
  readonly closedHolidays: readonly HolidayCode[];
  readonly earlyClosings: readonly EarlyClosing[];
  /** Codes of the day-parts in which a case is called for the first time. */
  readonly firstAttemptDayParts: readonly string[];
  readonly attemptsLimit: number;
  /** How many attempts a supervisor may add to one case, in all. */
  readonly attemptsExtensionLimit: number;
  /** Dials a day that count; a line that was busy or failed does not. */
  readonly dialsPerDay: number;
  /** All dials of one case, the busy and failed ones included. */
  readonly dialsLimit: number;
  readonly effort: EffortRules;
  /** Minutes until a case may be called again; replaces the default delay of the outcome. */
  readonly delayMinutes: Partial<Readonly<Record<OutcomeCode, number>>>;
  readonly appointments: {
    /** Earliest and latest time that an appointment may have, on any day. */
    readonly fromMinute: number;
    readonly untilMinute: number;
    /** A hard appointment may be taken this long before its time. */
    readonly hardEarlyMinutes: number;
    /** A hard appointment is too late after this long. */
    readonly hardLateMinutes: number;
    /** How long after its time only the own interviewer gets a hard appointment. */
    readonly ownInterviewerMinutes: number;
  };
  readonly conversion: {
    readonly fromDays: number;
    readonly untilDays: number;
    /** Only by interviewers of whom the supervisor said that they can; everybody when absent. */
    readonly needsSkill?: boolean;
  };
  /** How often an interview that broke off is resumed without an appointment. */
  readonly resumeAttempts: number;
}

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/** The rules of the Rotterdam study; the reasons stand with the settings of a study. */
export const DEFAULT_CALLING_RULES: CallingRules = {
  hours: [
    { weekdays: MONDAY_TO_FRIDAY, fromMinute: 9 * 60, untilMinute: 20 * 60 + 30 },
    { weekdays: [6], fromMinute: 10 * 60, untilMinute: 16 * 60 },
  ],
  dayParts: [
    {
      code: 'ochtend',
      label: 'ochtend',
      kind: 'day',
      weekdays: MONDAY_TO_FRIDAY,
      fromMinute: 540,
      untilMinute: 720,
    },
    {
      code: 'middag',
      label: 'middag',
      kind: 'day',
      weekdays: MONDAY_TO_FRIDAY,
      fromMinute: 720,
      untilMinute: 900,
    },
    {
      code: 'na_school',
      label: 'na schooltijd',
      kind: 'day',
      weekdays: MONDAY_TO_FRIDAY,
      fromMinute: 900,
      untilMinute: 1050,
    },
    {
      code: 'avond',
      label: 'avond',
      kind: 'evening',
      weekdays: MONDAY_TO_FRIDAY,
      fromMinute: 1050,
      untilMinute: 1230,
    },
    {
      code: 'zaterdag',
      label: 'zaterdag',
      kind: 'saturday',
      weekdays: [6],
      fromMinute: 600,
      untilMinute: 960,
    },
  ],
  closedHolidays: [
    'new_year',
    'easter_sunday',
    'easter_monday',
    'kings_day',
    'liberation_day',
    'ascension',
    'whit_sunday',
    'whit_monday',
    'christmas_day',
    'boxing_day',
  ],
  earlyClosings: [
    { monthDay: '05-04', closesAtMinute: 18 * 60 },
    { monthDay: '12-05', closesAtMinute: 18 * 60 },
    { monthDay: '12-24', closesAtMinute: 18 * 60 },
  ],
  firstAttemptDayParts: ['na_school', 'avond'],
  attemptsLimit: 7,
  attemptsExtensionLimit: 3,
  dialsPerDay: 2,
  dialsLimit: 20,
  effort: { dayParts: 4, evenings: 2, saturdays: 1, spreadDays: 14 },
  delayMinutes: {},
  appointments: {
    fromMinute: 8 * 60,
    untilMinute: 21 * 60 + 30,
    hardEarlyMinutes: 5,
    hardLateMinutes: 15,
    ownInterviewerMinutes: 5,
  },
  conversion: { fromDays: 7, untilDays: 10 },
  resumeAttempts: 1,
};
