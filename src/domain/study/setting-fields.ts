import type { CallingRules, WeeklySpan } from '../calling/calling-rules.js';
import { HOLIDAY_CODES, HOLIDAY_LABELS, type HolidayCode } from '../calling/holiday.js';
import { OUTCOME_SETTINGS, outcomeFields } from './outcome-fields.js';
import { readClosing, readSpan, spansOfWeek, spanText, WEEKDAYS, writeClosing } from './setting-times.js';
import type { SettingField } from './setting-field.js';
import type { StudyRules } from './study-rules.js';
import { STUDY_SETTINGS } from './study-settings.js';

export type { SettingField } from './setting-field.js';

const NUMBERS: readonly (readonly [path: string, setting?: string, label?: string])[] = [
  ['consent.parentOnlyBelowAge'],
  ['consent.ownConsentFromAge'],
  ['calling.attemptsLimit'],
  ['calling.attemptsExtensionLimit'],
  ['calling.dialsPerDay'],
  ['calling.dialsLimit'],
  ['calling.effort.dayParts', 'calling.effort', 'Dagdelen'],
  ['calling.effort.evenings', 'calling.effort', 'Waarvan avonden'],
  ['calling.effort.saturdays', 'calling.effort', 'Waarvan zaterdagen'],
  ['calling.effort.spreadDays', 'calling.effort', 'Dagen tussen de eerste en de laatste poging'],
  ['calling.appointments.hardEarlyMinutes', 'calling.appointments', 'Vaste afspraak: minuten te vroeg'],
  ['calling.appointments.hardLateMinutes', 'calling.appointments', 'Vaste afspraak: minuten te laat'],
  [
    'calling.appointments.ownInterviewerMinutes',
    'calling.appointments',
    'Minuten alleen voor de eigen enquêteur',
  ],
  ['calling.conversion.fromDays', 'calling.conversion', 'Eerste dag na de weigering'],
  ['calling.conversion.untilDays', 'calling.conversion', 'Laatste dag na de weigering'],
  ['calling.resumeAttempts'],
  ['retention.contactMonths'],
  ['retention.followUpMonths'],
  ['retention.interviewedYears'],
  ['disclosure.suppressBelowBase'],
  ['disclosure.indicativeBelowBase'],
  ['disclosure.protectBelowCount'],
];

const YES_NO: readonly string[] = ['consent.mayAskForYouthOnParentNumber', 'sampling.oneChildPerFamily'];

/**
 * The fields of the settings page for these rules, in the order of `STUDY_SETTINGS`, and then those of each outcome.
 * @param rules the rules of the study: its day-parts have a field each
 * @example settingFields(DEFAULT_STUDY_RULES)[0]?.name // 'consent-parentOnlyBelowAge'
 */
export function settingFields(rules: StudyRules): readonly SettingField[] {
  const fields = [
    ...NUMBERS.map(([path, setting = path, label]) => numberField(path, setting, label)),
    ...YES_NO.map(yesNoField),
    ...hourFields(),
    ...dayPartFields(rules),
    holidayField(),
    closingField(),
    firstAttemptField(rules),
    appointmentTimesField(),
    ...outcomeFields(),
  ];
  const named = fields.map((field) => ({ ...field, name: fieldName(field.name) }));
  return [...STUDY_SETTINGS, ...OUTCOME_SETTINGS].flatMap(({ setting }) =>
    named.filter((field) => field.setting === setting),
  );
}

/**
 * The name of the field of a path: without points, so that it can be the id of an element.
 * @example fieldName('consent.ownConsentFromAge') // 'consent-ownConsentFromAge'
 */
export function fieldName(path: string): string {
  return path.replaceAll('.', '-');
}

function labelOf(setting: string): string {
  return STUDY_SETTINGS.find((one) => one.setting === setting)?.label ?? setting;
}

/** The value at a path of the rules; they are plain JSON. */
function valueAt(rules: StudyRules, path: string): unknown {
  let value: unknown = rules;
  for (const step of path.split('.')) value = (value as Readonly<Record<string, unknown>>)[step];
  return value;
}

function withValue<Json>(json: Json, [step, ...rest]: readonly string[], value: unknown): Json {
  if (step === undefined) return value as Json;
  const inside = (json as Readonly<Record<string, unknown>>)[step];
  return { ...json, [step]: withValue(inside, rest, value) };
}

function numberField(path: string, setting: string, label = labelOf(setting)): SettingField {
  return {
    name: path,
    setting,
    label,
    kind: 'number',
    options: [],
    show: (rules) => [String(valueAt(rules, path))],
    fill: (rules, [text = '']) =>
      /^\d{1,5}$/.test(text) ? withValue(rules, path.split('.'), Number(text)) : 'Vul een heel getal in.',
  };
}

function yesNoField(path: string): SettingField {
  return {
    name: path,
    setting: path,
    label: labelOf(path),
    kind: 'yes_no',
    options: [],
    show: (rules) => (valueAt(rules, path) === true ? ['yes'] : []),
    fill: (rules, given) => withValue(rules, path.split('.'), given.includes('yes')),
  };
}

function withCalling(rules: StudyRules, calling: Partial<CallingRules>): StudyRules {
  return { ...rules, calling: { ...rules.calling, ...calling } };
}

const TIMES_MESSAGE = 'Vul tijden in als 09:00-20:30.';

function hourFields(): readonly SettingField[] {
  return WEEKDAYS.map(({ day, label }) => ({
    name: `calling.hours.${String(day)}`,
    setting: 'calling.hours',
    label,
    kind: 'text',
    options: [],
    show: ({ calling }) => [
      calling.hours
        .filter(({ weekdays }) => weekdays.includes(day))
        .map(spanText)
        .join(', '),
    ],
    fill(rules, [text = '']) {
      const spans = text.trim() === '' ? [] : text.split(',').map(readSpan);
      if (spans.some((span) => span === null)) return `${TIMES_MESSAGE} Leeg betekent: die dag niet bellen.`;
      const own = spans.flatMap((span) => (span === null ? [] : [{ ...span, weekdays: [day] }]));
      const others = rules.calling.hours.map((span) => ({
        ...span,
        weekdays: span.weekdays.filter((one) => one !== day),
      }));
      return withCalling(rules, { hours: spansOfWeek([...others, ...own]) });
    },
  }));
}

function dayPartFields({ calling }: StudyRules): readonly SettingField[] {
  return calling.dayParts.map(({ code, label }) => ({
    name: `calling.dayParts.${code}`,
    setting: 'calling.dayParts',
    label: `${label.charAt(0).toUpperCase()}${label.slice(1)}`,
    kind: 'text',
    options: [],
    show: (rules) => rules.calling.dayParts.filter((part) => part.code === code).map(spanText),
    fill(rules, [text = '']) {
      const span = readSpan(text);
      if (span === null) return TIMES_MESSAGE;
      const dayParts = rules.calling.dayParts.map((part) =>
        part.code === code ? { ...part, ...span } : part,
      );
      return withCalling(rules, { dayParts });
    },
  }));
}

function holidayField(): SettingField {
  return {
    name: 'calling.closedHolidays',
    setting: 'calling.closedHolidays',
    label: labelOf('calling.closedHolidays'),
    kind: 'choices',
    options: HOLIDAY_CODES.map((value) => ({ value, label: HOLIDAY_LABELS[value] })),
    show: ({ calling }) => calling.closedHolidays,
    fill: (rules, given) =>
      withCalling(rules, {
        closedHolidays: HOLIDAY_CODES.filter((code): code is HolidayCode => given.includes(code)),
      }),
  };
}

function closingField(): SettingField {
  return {
    name: 'calling.earlyClosings',
    setting: 'calling.earlyClosings',
    label: `${labelOf('calling.earlyClosings')}, één per regel`,
    kind: 'lines',
    options: [],
    show: ({ calling }) => [calling.earlyClosings.map(writeClosing).join('\n')],
    fill(rules, [text = '']) {
      const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
      const closings = lines.map(readClosing);
      const earlyClosings = closings.filter((closing) => closing !== null);
      return earlyClosings.length < closings.length
        ? 'Schrijf elke dag op een eigen regel, als 24-12 18:00.'
        : withCalling(rules, { earlyClosings });
    },
  };
}

function firstAttemptField({ calling }: StudyRules): SettingField {
  const setting = 'calling.firstAttemptDayParts';
  return {
    name: setting,
    setting,
    label: labelOf(setting),
    kind: 'choices',
    options: calling.dayParts.map(({ code, label }) => ({ value: code, label })),
    show: (rules) => rules.calling.firstAttemptDayParts,
    fill: (rules, given) =>
      withCalling(rules, {
        firstAttemptDayParts: rules.calling.dayParts
          .map(({ code }) => code)
          .filter((code) => given.includes(code)),
      }),
  };
}

function appointmentTimesField(): SettingField {
  return {
    name: 'calling.appointments.times',
    setting: 'calling.appointments',
    label: 'Vroegste en laatste tijd van een afspraak',
    kind: 'text',
    options: [],
    show: ({ calling }) => [spanText(calling.appointments)],
    fill(rules, [text = '']) {
      const span: Pick<WeeklySpan, 'fromMinute' | 'untilMinute'> | null = readSpan(text);
      if (span === null) return TIMES_MESSAGE;
      return withCalling(rules, { appointments: { ...rules.calling.appointments, ...span } });
    },
  };
}
