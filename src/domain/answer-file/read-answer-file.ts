import { type AgeBand, ageBands } from '../frame/eligibility.js';
import type { Answer } from '../interview/answer.js';
import type { Questionnaire, Respondent } from '../questionnaire/model.js';
import type { StudyDomain } from '../study/study-domain.js';
import { levelsOfTrait, type Trait, traitOf, type Traits, TRAITS } from '../study/traits.js';
import { type AnswerColumn, listAnswerColumns, RECORD_COLUMNS } from './answer-columns.js';
import type { AnswerRecord, FileFault, ReadFile } from './answer-record.js';
import { type HeadedRow, type HeadedTable, readHeadedTable } from './headed-table.js';
import { readCells } from './read-cells.js';

/** What an answer file is read against. */
export interface AnswerFileContext {
  readonly questionnaire: Questionnaire;
  readonly domains: readonly Pick<StudyDomain, 'code' | 'label' | 'segments'>[];
}

/**
 * Reads a file with one line per respondent: domain, and if known respondent (`parent` or `youth`), weight,
 * segment, measure, age band and traits; then one column per variable of the questionnaire. An empty cell is a question
 * that was not asked.
 * @param text the whole file, with column names in the first line
 * @param context the questionnaire and the domains of the study
 * @returns all respondents in the order of the file, or everything that is wrong
 * @example readAnswerFile('domain;B1\nbasishulp;1', context) // { ok: true, rows: [{ domain: 'basishulp', … }] }
 */
export function readAnswerFile(text: string, context: AnswerFileContext): ReadFile<AnswerRecord> {
  const names = answerColumnNames(context.questionnaire);
  return readAnswerTable(readHeadedTable(text, names, ['domain']), context);
}

/**
 * Reads the respondents of a table of which the columns are known.
 * @param table with the columns of `answerColumnNames`
 * @param context the questionnaire and the domains of the study
 * @example readAnswerTable(table, context).ok // false when a code does not exist
 */
export function readAnswerTable(table: HeadedTable, context: AnswerFileContext): ReadFile<AnswerRecord> {
  const columns = listAnswerColumns(context.questionnaire);
  const faults: FileFault[] = [...table.faults];
  if (faults.length > 0) return { ok: false, faults };
  const present = columns.filter(({ name }) => table.columns.has(name));
  const rows = table.rows.map((row) => readRecord(row, present, { context, faults }));
  faults.push(...weightFaults(table.rows));
  return faults.length === 0 ? { ok: true, rows } : { ok: false, faults };
}

/**
 * What may stand above a column, in lower case, and the name that it gets.
 * @example answerColumnNames(questionnaire).get('weegfactor') // 'weight'
 */
export function answerColumnNames(questionnaire: Questionnaire): Map<string, string> {
  const names = new Map(listAnswerColumns(questionnaire).map(({ name }) => [name.toLowerCase(), name]));
  for (const [column, headings] of Object.entries(RECORD_COLUMNS)) {
    for (const heading of headings) names.set(heading, column);
  }
  return names;
}

interface Reading {
  readonly context: AnswerFileContext;
  readonly faults: FileFault[];
}

function readRecord(row: HeadedRow, columns: readonly AnswerColumn[], reading: Reading): AnswerRecord {
  const refuse = (column: string | null, message: string): null => {
    reading.faults.push({ line: row.line, column, message });
    return null;
  };
  const domain = reading.context.domains.find((one) => isNamed(one, row.cell('domain')));
  if (domain === undefined) refuse('domain', unknownDomain(reading.context));
  const before = reading.faults.length;
  const answers = readAnswers(row, columns, refuse);
  if (answers.size === 0 && reading.faults.length === before) {
    refuse(null, 'Op deze regel staat geen enkel antwoord.');
  }
  return {
    domain: domain?.code ?? '',
    respondent: readOptional(row.cell('respondent'), respondentOf, () =>
      refuse('respondent', 'Vul parent (ouder) of youth (jongere) in, of laat de cel leeg.'),
    ),
    weight: readOptional(row.cell('weight'), weightOf, () =>
      refuse('weight', 'Een gewicht is een getal boven 0.'),
    ),
    segment: readOptional(
      row.cell('segment'),
      (text) => domain?.segments.find((one) => isNamed(one, text))?.code ?? null,
      () => refuse('segment', 'Dit domein heeft geen segment met deze naam.'),
    ),
    measure: readOptional(row.cell('measure'), measureOf, () =>
      refuse('measure', 'Houd de maatregel korter dan 60 tekens.'),
    ),
    ageBand: readOptional(row.cell('age_band'), ageBandOf, () =>
      refuse('age_band', `Kies uit ${ageBands.join(', ')}.`),
    ),
    traits: readTraits(row, refuse),
    answers,
  };
}

function readTraits(row: HeadedRow, refuse: Refuse): Traits {
  const read = (trait: Trait): string | null => {
    const { column } = TRAITS[trait];
    const codes = levelsOfTrait(trait).map(([code]) => code);
    return readOptional(
      row.cell(column),
      (text) => traitOf(trait, text),
      () => refuse(column, `Kies uit ${codes.join(', ')}, of laat de cel leeg.`),
    );
  };
  return { sex: read('sex'), firstTime: read('firstTime'), lvb: read('lvb'), migration: read('migration') };
}

type Refuse = (column: string | null, message: string) => null;

function readAnswers(row: HeadedRow, columns: readonly AnswerColumn[], refuse: Refuse): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const [id, own] of byVariable(columns)) {
    const [first] = own;
    if (first === undefined) continue;
    const cellOf = (kind: 'value' | 'other'): string =>
      row.cell(own.find(({ part }) => part.kind === kind)?.name ?? '');
    const options = own.flatMap(({ name, part }) =>
      part.kind === 'option' ? [[part.code, row.cell(name)] as const] : [],
    );
    const read = readCells(first.variable, {
      value: cellOf('value'),
      options: new Map(options),
      other: cellOf('other'),
    });
    if ('fault' in read) refuse(first.name, read.fault);
    else if (read.answer !== null) answers.set(id, read.answer);
  }
  return answers;
}

function byVariable(columns: readonly AnswerColumn[]): Map<string, AnswerColumn[]> {
  const groups = new Map<string, AnswerColumn[]>();
  for (const column of columns) {
    const { id } = column.variable;
    const own = groups.get(id);
    if (own === undefined) groups.set(id, [column]);
    else own.push(column);
  }
  return groups;
}

function readOptional<Value>(
  text: string,
  read: (text: string) => Value | null,
  refuse: () => null,
): Value | null {
  return text === '' ? null : (read(text) ?? refuse());
}

function isNamed({ code, label }: { readonly code: string; readonly label: string }, text: string): boolean {
  return [code, label].some((name) => name.toLowerCase() === text.toLowerCase());
}

function unknownDomain({ domains }: AnswerFileContext): string {
  return `Dit domein hoort niet bij het onderzoek. Kies uit ${domains.map(({ code }) => code).join(', ')}.`;
}

const RESPONDENT_WORDS: Readonly<Record<string, Respondent>> = {
  parent: 'parent',
  ouder: 'parent',
  youth: 'youth',
  jongere: 'youth',
};

function respondentOf(text: string): Respondent | null {
  return RESPONDENT_WORDS[text.toLowerCase()] ?? null;
}

function weightOf(text: string): number | null {
  const weight = /^\d{1,9}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : 0;
  return weight > 0 ? weight : null;
}

const LONGEST_MEASURE = 60;

function measureOf(text: string): string | null {
  return text.length > LONGEST_MEASURE ? null : text;
}

function ageBandOf(text: string): AgeBand | null {
  return ageBands.find((band) => band === text) ?? null;
}

function weightFaults(rows: readonly HeadedRow[]): FileFault[] {
  const without = rows.filter((row) => row.cell('weight') === '');
  if (without.length === rows.length) return [];
  return without.map(({ line }) => ({
    line,
    column: 'weight',
    message: 'Geef elke regel een gewicht, of geen enkele.',
  }));
}
