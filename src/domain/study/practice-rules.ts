import type { CallingRules } from '../calling/calling-rules.js';
import { DEFAULT_STUDY_RULES, type StudyRules } from './study-rules.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const END_OF_DAY = 24 * 60 - 1;

/** Nobody is really called, so that somebody can practise on any day and at any hour. */
const PRACTICE_CALLING: CallingRules = {
  ...DEFAULT_STUDY_RULES.calling,
  hours: [{ weekdays: EVERY_DAY, fromMinute: 0, untilMinute: END_OF_DAY }],
  dayParts: [
    {
      code: 'overdag',
      label: 'overdag',
      kind: 'day',
      weekdays: EVERY_DAY,
      fromMinute: 0,
      untilMinute: 17 * 60 + 30,
    },
    {
      code: 'avond',
      label: 'avond',
      kind: 'evening',
      weekdays: EVERY_DAY,
      fromMinute: 17 * 60 + 30,
      untilMinute: END_OF_DAY,
    },
  ],
  closedHolidays: [],
  earlyClosings: [],
  firstAttemptDayParts: ['overdag', 'avond'],
  effort: { dayParts: 2, evenings: 1, saturdays: 0, spreadDays: 0 },
};

/**
 * The rules of a practice study: those of a new study, except that calling is open day and night. Consent, limits and
 * delays are the real ones, because they are what is practised.
 */
export const PRACTICE_STUDY_RULES: StudyRules = { ...DEFAULT_STUDY_RULES, calling: PRACTICE_CALLING };
