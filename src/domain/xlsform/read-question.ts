import { type Question, type QuestionOf } from '../questionnaire/model.js';
import { type FormField, isRequired, typeOf } from './form-field.js';
import { type FormTable } from './form-layout.js';
import { type FormReading } from './form-reading.js';
import { type OtherAnswer } from './other-texts.js';
import { hiddenOf, listOf, readChoice } from './read-choice.js';
import { checksOf, commonOf, mayStayEmpty } from './read-field.js';
import { readNumber } from './read-number.js';
import { tellRequired, tellUnread } from './unread-columns.js';
import { TYPE_COLUMN, UNIT_COLUMN } from './xlsform.js';

/** Rows that describe the filling in and ask nothing. */
const METADATA =
  /^(start|end|today|deviceid|device_id|username|phonenumber|subscriberid|simserial|email|audit|background-audio|start-geopoint|hidden|xml-external|csv-external)\b/;

/** The questions of a row or a table; none when it asks nothing that a questionnaire can ask. */
export function readQuestions(reading: FormReading, item: FormField | FormTable): Question[] {
  return item.kind === 'table' ? readTable(reading, item) : [...readField(reading, item)];
}

interface FieldReader {
  readonly read: (reading: FormReading, field: FormField) => Question | null;
  /** The columns of which something is done with what stands there. */
  readonly columns: readonly string[];
}

const TOLD = ['type', 'name', 'label', 'hint', 'relevant', 'relevance'];
const ASKED = [...TOLD, 'guidance_hint', 'required', 'constraint', 'constraint_message'];
const NUMBER = [...ASKED, TYPE_COLUMN];

const ONE: FieldReader = {
  read: (reading, field) => readChoice(reading, field, 'single'),
  columns: [...ASKED, 'parameters'],
};
const SEVERAL: FieldReader = {
  read: (reading, field) => readChoice(reading, field, 'multiple'),
  columns: [...ASKED, 'parameters'],
};
const WHOLE: FieldReader = { read: (reading, field) => readNumber(reading, field, false), columns: NUMBER };
const OPEN: FieldReader = { read: (reading, field) => writtenOf(reading, field, 'open'), columns: ASKED };

/** How each type of XLSForm is read; synonyms are those of its reference table. */
const READERS: Readonly<Record<string, FieldReader>> = {
  select_one: ONE,
  select1: ONE,
  select_multiple: SEVERAL,
  select: SEVERAL,
  integer: WHOLE,
  int: WHOLE,
  decimal: { read: (reading, field) => readNumber(reading, field, true), columns: NUMBER },
  date: { read: (reading, field) => writtenOf(reading, field, 'date'), columns: ASKED },
  text: OPEN,
  string: OPEN,
  note: { read: noteOf, columns: [...TOLD, 'required'] },
  calculate: { read: () => null, columns: ['type', 'name', 'label', 'calculation', 'required'] },
};

function readField(reading: FormReading, field: FormField): Question[] {
  const { row, line } = field;
  const [type = ''] = typeOf(row).split(' ');
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader === undefined) {
    reading.lose(
      line,
      METADATA.test(type)
        ? 'Gegevens over het invullen: het programma houdt zelf bij wat het nodig heeft.'
        : `Een vraag van het soort ${type} is er hier niet; zij is weggelaten.`,
    );
    return [];
  }
  const other = reading.otherTexts.answerOf(field);
  if (other !== null) {
    tellOtherText(reading, field, other);
    return [];
  }
  const units = reading.languages.codes.map((code) => `${UNIT_COLUMN}_${code}`);
  tellUnread(
    reading,
    line,
    row,
    reader.columns.includes(TYPE_COLUMN) ? [...reader.columns, ...units] : reader.columns,
  );
  if (type !== 'note' && type !== 'calculate') tellRequired(reading, line, row);
  return [reader.read(reading, field) ?? []].flat();
}

/** A text that became part of an answer has no words or checks of its own. */
function tellOtherText(
  reading: FormReading,
  { row, line }: FormField,
  { question, code, label }: OtherAnswer,
): void {
  tellUnread(reading, line, row, ['type', 'name', 'label', 'relevant', 'relevance', 'required']);
  if (JSON.stringify(reading.languages.text(row, 'label')) === JSON.stringify(label)) return;
  reading.lose(
    line,
    `De vraag is opgegaan in antwoord ${String(code)} van ${question}, dat nu om een toelichting vraagt; haar tekst is weg.`,
  );
}

function writtenOf(reading: FormReading, field: FormField, type: 'open' | 'date'): Question {
  return { type, ...commonOf(reading, field), ...mayStayEmpty(field), ...checksOf(reading, field) };
}

function noteOf(reading: FormReading, field: FormField): Question {
  const { id, text, when, instruction } = commonOf(reading, field);
  return {
    type: 'text',
    id,
    text,
    ...(when === undefined ? {} : { when }),
    ...(instruction === undefined ? {} : { instruction }),
  };
}

/** A table becomes a grid when its rows share one list; else its questions stand by themselves. */
function readTable(reading: FormReading, table: FormTable): Question[] {
  const [first] = table.fields;
  const lists = new Set(table.fields.map(({ row }) => typeOf(row)));
  const [type = '', name = '', ...more] = typeOf(first?.row ?? {}).split(' ');
  const isGrid = lists.size === 1 && more.length === 0 && ['select_one', 'select1'].includes(type);
  if (first === undefined || !isGrid) return looseQuestions(reading, table);
  const list = listOf(reading, first, name);
  if (list === null) return [];
  return [gridOf(reading, table, { list, first })];
}

function looseQuestions(reading: FormReading, table: FormTable): Question[] {
  reading.lose(
    table.line,
    'Een tabel met verschillende antwoorden kan hier niet: haar vragen staan nu los, zonder de tekst boven de tabel.',
  );
  tellUnread(reading, table.line, table.row, [
    'type',
    'name',
    'label',
    'relevant',
    'relevance',
    'appearance',
  ]);
  return table.fields.flatMap((field) =>
    readField(reading, { ...field, relevant: [...table.relevant, ...field.relevant] }),
  );
}

function gridOf(
  reading: FormReading,
  table: FormTable,
  { list, first }: { list: NonNullable<ReturnType<typeof listOf>>; first: FormField },
): QuestionOf<'grid'> {
  const head: FormField = {
    kind: 'field',
    row: table.row,
    line: table.line,
    relevant: table.relevant,
    isInTable: false,
  };
  tellUnread(reading, table.line, table.row, [...TOLD, 'guidance_hint', 'appearance']);
  if (new Set(table.fields.map(({ row }) => isRequired(row))).size > 1) {
    reading.lose(table.line, 'Welke rijen verplicht zijn: de eerste geldt voor de hele tabel.');
  }
  return {
    type: 'grid',
    ...commonOf(reading, head, reading.tableId(table.row['name'] ?? '')),
    options: [...list.options],
    ...hiddenOf(list, first),
    statements: table.fields.map((field) => statementOf(reading, field)),
  };
}

/** A row of a table has nothing of its own but its words and its condition. */
function statementOf(reading: FormReading, field: FormField): QuestionOf<'grid'>['statements'][number] {
  tellUnread(reading, field.line, field.row, ['type', 'name', 'label', 'relevant', 'relevance', 'required']);
  tellRequired(reading, field.line, field.row);
  const { id, text, when } = commonOf(reading, field);
  return { id, text, ...(when === undefined ? {} : { when }) };
}
