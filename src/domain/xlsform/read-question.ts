import { type Condition } from '../questionnaire/condition.js';
import {
  type AnswerCheck,
  type LanguageText,
  type Option,
  type Question,
  type QuestionOf,
} from '../questionnaire/model.js';
import { type ChoiceList } from './form-choices.js';
import { type FormField, typeOf } from './form-field.js';
import { type FormTable } from './form-layout.js';
import { type FormReading } from './form-reading.js';
import { readConstraint, type ReadConstraint } from './read-constraint.js';
import { UNIT_COLUMN } from './xlsform.js';

/** Rows that describe the filling in and ask nothing. */
const METADATA =
  /^(start|end|today|deviceid|device_id|username|phonenumber|subscriberid|simserial|email|audit|background-audio|start-geopoint|hidden|xml-external|csv-external)\b/;

/** The question of a row or a table; `null` when it asks nothing that a questionnaire can ask. */
export function readQuestion(reading: FormReading, item: FormField | FormTable): Question | null {
  return item.kind === 'table' ? readTable(reading, item) : readField(reading, item);
}

/** How each type of XLSForm is read; synonyms are those of its reference table. */
const READERS: Readonly<Record<string, (reading: FormReading, field: FormField) => Question | null>> = {
  select_one: (reading, field) => choiceOf(reading, field, 'single'),
  select1: (reading, field) => choiceOf(reading, field, 'single'),
  select_multiple: (reading, field) => choiceOf(reading, field, 'multiple'),
  select: (reading, field) => choiceOf(reading, field, 'multiple'),
  integer: (reading, field) => numberOf(reading, field, false),
  int: (reading, field) => numberOf(reading, field, false),
  decimal: (reading, field) => numberOf(reading, field, true),
  date: (reading, field) => writtenOf(reading, field, 'date'),
  text: textOf,
  string: textOf,
  note: noteOf,
  calculate: () => null,
};

function readField(reading: FormReading, field: FormField): Question | null {
  const [type = ''] = typeOf(field.row).split(' ');
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader === undefined) {
    if (!METADATA.test(type)) {
      reading.lose(field.line, `Een vraag van het soort ${type} is er hier niet; zij is weggelaten.`);
    }
    return null;
  }
  tellUnread(reading, field);
  return reader(reading, field);
}

function textOf(reading: FormReading, field: FormField): Question | null {
  return isOtherText(reading, field) ? null : writtenOf(reading, field, 'open');
}

function writtenOf(reading: FormReading, field: FormField, type: 'open' | 'date'): Question {
  return { type, ...commonOf(reading, field), ...mayStayEmpty(field), ...checksOf(reading, field) };
}

function noteOf(reading: FormReading, field: FormField): Question {
  const { help, ...common } = commonOf(reading, field);
  if (help !== undefined) reading.lose(field.line, 'De toelichting bij een tekst.');
  return { type: 'text', ...common };
}

interface Common {
  readonly id: string;
  readonly text: { both?: LanguageText };
  readonly when?: Condition;
  readonly instruction?: LanguageText;
  readonly help?: LanguageText;
}

function commonOf(reading: FormReading, field: FormField, id = reading.codeOf(field)): Common {
  const { row } = field;
  const label = reading.languages.text(row, 'label');
  const hint = reading.languages.text(row, 'hint');
  const guidance = reading.languages.text(row, 'guidance_hint');
  return {
    id,
    text: isEmpty(label) ? {} : { both: label },
    ...reading.condition(field.relevant, field.line),
    ...(isEmpty(hint) ? {} : { instruction: hint }),
    ...(isEmpty(guidance) ? {} : { help: guidance }),
  };
}

function isEmpty(text: LanguageText): boolean {
  return Object.keys(text).length === 0;
}

const UNREAD: readonly (readonly [column: string, what: string])[] = [
  ['default', 'Een antwoord dat vooraf is ingevuld.'],
  ['choice_filter', 'Een filter op de antwoorden.'],
  ['read_only', 'Dat het antwoord niet te wijzigen is.'],
  ['readonly', 'Dat het antwoord niet te wijzigen is.'],
  ['trigger', 'Dat een antwoord opnieuw wordt berekend.'],
];

function tellUnread(reading: FormReading, { row, line }: FormField): void {
  for (const [column, what] of UNREAD) if ((row[column] ?? '').trim() !== '') reading.lose(line, what);
  const media = Object.entries(row).some(
    ([heading, value]) =>
      /^(media::)?(image|audio|video|big-image)(::|$)/.test(heading) && value.trim() !== '',
  );
  if (media) reading.lose(line, 'Beeld of geluid bij de vraag.');
}

function choiceOf(reading: FormReading, field: FormField, type: 'single' | 'multiple'): Question | null {
  const [, name = '', extra = ''] = typeOf(field.row).split(' ');
  const list = listOf(reading, field, name);
  if (list === null) return null;
  const constraint = constraintOf(reading, field);
  const offered = extra === 'or_other' ? addedOther(reading, list.options) : list.options;
  const options = offered.map((option) => ({
    ...option,
    ...(constraint.alone.includes(option.code) ? { exclusive: true as const } : {}),
    ...(isOther(reading, field, option) ? { other: true as const } : {}),
  }));
  return {
    type,
    ...commonOf(reading, field),
    options,
    ...hiddenOf(list, field),
    ...(isRandomised(field) ? { rotateOptions: true as const } : {}),
    ...checksFrom(reading, field, constraint),
  };
}

function isRandomised({ row }: FormField): boolean {
  return /\brandomize\s*=\s*true\b/.test(row['parameters'] ?? '');
}

function listOf(reading: FormReading, field: FormField, name: string): ChoiceList | null {
  const list = reading.lists.get(name);
  if (list !== undefined && list.options.length > 1) return list;
  reading.lose(
    field.line,
    list === undefined
      ? `De lijst ${name} staat niet in choices; de vraag is weggelaten.`
      : `De lijst ${name} heeft minder dan twee antwoorden; de vraag is weggelaten.`,
  );
  return null;
}

/** Answers that are never read aloud: those of the list, or none where an answer is required. */
function hiddenOf(list: ChoiceList, field: FormField): { hidden?: (97 | 98 | 99)[] } {
  if (list.hidden.length === 3) return {};
  const own = new Set(list.options.map(({ code }) => code));
  if (list.hidden.length > 0 || isRequired(field)) return { hidden: [...list.hidden] };
  const free = ([97, 98, 99] as const).filter((code) => !own.has(code));
  return free.length === 3 ? {} : { hidden: free };
}

function isRequired({ row }: FormField): boolean {
  return /^(yes|true|true\(\)|1)$/i.test((row['required'] ?? '').trim());
}

/** Where nothing can be chosen instead, an answer that may stay empty can have every hidden code. */
function mayStayEmpty(field: FormField): { hidden?: [] } {
  return isRequired(field) ? { hidden: [] } : {};
}

const OTHER_LABELS: Readonly<Record<string, string>> = {
  nl: 'anders, namelijk',
  en: 'other, please specify',
};

function addedOther({ languages }: FormReading, options: readonly Option[]): readonly Option[] {
  const highest = Math.max(0, ...options.map(({ code }) => code).filter((code) => code < 97));
  const label = Object.fromEntries(
    languages.codes.map((code) => [code, OTHER_LABELS[code] ?? OTHER_LABELS['nl'] ?? '']),
  );
  return [...options, { code: highest + 1, label, other: true }];
}

/** A text field behind a question that is only asked after one of its answers belongs to that answer. */
function isOther(reading: FormReading, field: FormField, { code, other }: Option): boolean {
  const id = reading.codeOf(field);
  return other === true || reading.otherTexts().some((one) => one.question === id && one.code === code);
}

function isOtherText(reading: FormReading, field: FormField): boolean {
  return reading.otherTexts().some((one) => one.field === field);
}

function numberOf(reading: FormReading, field: FormField, isDecimal: boolean): Question {
  const constraint = constraintOf(reading, field);
  const unit = unitOf(reading, field);
  const common = {
    ...commonOf(reading, field),
    ...mayStayEmpty(field),
    ...checksFrom(reading, field, constraint),
  };
  if (!isDecimal && unit === null && constraint.min === 1 && constraint.max === 10) {
    return { type: 'grade', ...common };
  }
  tellNumber(reading, field, unit, constraint);
  const { min, max, decimals } = constraint;
  return {
    type: 'number',
    ...common,
    unit: unit ?? {},
    decimals: isDecimal ? (decimals ?? 2) : 0,
    min: min ?? 0,
    max: max ?? 9999,
  };
}

function tellNumber(
  reading: FormReading,
  { line }: FormField,
  unit: LanguageText | null,
  { min, max }: ReadConstraint,
): void {
  if (unit === null) reading.lose(line, 'Er is geen eenheid; vul haar in bij de vraag.');
  if (min === null || max === null) {
    reading.lose(line, 'Er is geen kleinste en grootste getal; dat werd 0 tot en met 9999.');
  }
}

function unitOf({ languages }: FormReading, { row }: FormField): LanguageText | null {
  const words = languages.codes.flatMap((code) => {
    const unit = (row[`${UNIT_COLUMN}_${code}`] ?? '').trim();
    return unit === '' ? [] : [[code, unit] as const];
  });
  return words.length === 0 ? null : Object.fromEntries(words);
}

function constraintOf(reading: FormReading, field: FormField): ReadConstraint {
  const text = (field.row['constraint'] ?? '').trim();
  const read = readConstraint(text, {
    field: (name) => reading.field(name),
    self: (field.row['name'] ?? '').trim(),
  });
  for (const what of read.losses) reading.lose(field.line, what);
  return read;
}

function checksOf(reading: FormReading, field: FormField): { checks?: AnswerCheck[] } {
  const constraint = constraintOf(reading, field);
  if (constraint.min !== null || constraint.max !== null)
    reading.lose(field.line, 'Een grens aan wat geen getal is.');
  return checksFrom(reading, field, constraint);
}

const NO_MESSAGE: Readonly<Record<string, string>> = {
  nl: 'Dit antwoord kan niet.',
  en: 'This answer is not possible.',
};

function checksFrom(
  reading: FormReading,
  field: FormField,
  { wrongWhen }: ReadConstraint,
): { checks?: AnswerCheck[] } {
  if (wrongWhen.length === 0) return {};
  const own = reading.languages.text(field.row, 'constraint_message');
  const message = Object.fromEntries(
    reading.languages.codes.map((code) => [code, own[code] ?? NO_MESSAGE[code] ?? NO_MESSAGE['nl'] ?? '']),
  );
  return { checks: wrongWhen.map((condition) => ({ wrongWhen: condition, severity: 'refuse', message })) };
}

/** A table becomes a grid when its rows share one list; else its questions would lose their answers. */
function readTable(reading: FormReading, table: FormTable): QuestionOf<'grid'> | null {
  const [first] = table.fields;
  const lists = new Set(table.fields.map(({ row }) => typeOf(row)));
  const [type = '', name = ''] = typeOf(first?.row ?? {}).split(' ');
  if (first === undefined || lists.size > 1 || !['select_one', 'select1'].includes(type)) {
    reading.lose(
      table.line,
      'Een tabel met verschillende antwoorden kan hier niet; zij is weggelaten. Zet de vragen los.',
    );
    return null;
  }
  const list = listOf(reading, first, name);
  if (list === null) return null;
  const head: FormField = { kind: 'field', row: table.row, line: table.line, relevant: table.relevant };
  const statements = table.fields.map((field) => {
    const { id, text, when } = commonOf(reading, field);
    return { id, text, ...(when === undefined ? {} : { when }) };
  });
  return {
    type: 'grid',
    ...commonOf(reading, head, reading.tableId(table.row['name'] ?? '')),
    options: [...list.options],
    ...hiddenOf(list, first),
    statements,
  };
}
