import type { Questionnaire } from '../questionnaire/model.js';
import { findVariable, optionsOf, statisticOf, type Variable } from '../questionnaire/variables.js';
import type { StudyDomain } from '../study/study-domain.js';
import type { FileFault, ReadFile } from './answer-record.js';
import { type HeadedRow, readHeadedTable } from './headed-table.js';

/** One figure of an earlier report. */
export interface PublishedRecord {
  readonly question: string;
  /** Code of the option, for a question of which every option has a figure; otherwise `null`. */
  readonly option: number | null;
  /** Code of the domain, or `null` for the total. */
  readonly domain: string | null;
  /** Number of people behind the figure. */
  readonly base: number;
  /** Proportion 0–1, or mean. */
  readonly value: number;
  readonly standardDeviation: number | null;
}

const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['question', 'question'],
  ['vraag', 'question'],
  ['option', 'option'],
  ['antwoord', 'option'],
  ['domain', 'domain'],
  ['domein', 'domain'],
  ['base', 'base'],
  ['basis', 'base'],
  ['n', 'base'],
  ['value', 'value'],
  ['waarde', 'value'],
  ['sd', 'sd'],
]);

/**
 * Reads published results: per line question, option (where each option has a figure), domain (empty for the total),
 * base, value (proportion 0–1 or mean) and standard deviation (of a mean, if known).
 * @param text the whole file, with column names in the first line
 * @example readPublishedFile('question;domain;base;value\nB1;basishulp;219;0,94', context)
 */
export function readPublishedFile(
  text: string,
  context: {
    readonly questionnaire: Questionnaire;
    readonly domains: readonly Pick<StudyDomain, 'code'>[];
  },
): ReadFile<PublishedRecord> {
  const table = readHeadedTable(text, COLUMNS, ['question', 'base', 'value']);
  const faults: FileFault[] = [...table.faults];
  if (faults.length > 0) return { ok: false, faults };
  const rows = table.rows.map((row) => {
    const refuse = (column: string, message: string): void => {
      faults.push({ line: row.line, column, message });
    };
    const variable = findVariable(context.questionnaire, row.cell('question'));
    if (variable === null || statisticOf(variable) === null) {
      refuse('question', 'Deze vraag komt in de tabellen van deze vragenlijst niet voor.');
      return null;
    }
    const domain = row.cell('domain');
    if (domain !== '' && !context.domains.some(({ code }) => code === domain)) {
      refuse('domain', 'Dit domein hoort niet bij het onderzoek. Laat de cel leeg voor het totaal.');
    }
    return readFigure(row, variable, refuse);
  });
  faults.push(...doubles(table.rows));
  return faults.length === 0 ? { ok: true, rows: rows.filter((row) => row !== null) } : { ok: false, faults };
}

type Refuse = (column: string, message: string) => void;

function readFigure(row: HeadedRow, variable: Variable, refuse: Refuse): PublishedRecord {
  const isMean = statisticOf(variable)?.kind === 'mean';
  const base = numberOf(row.cell('base'));
  if (!Number.isInteger(base) || base < 1) refuse('base', 'De basis is een heel aantal personen, 1 of meer.');
  return {
    question: variable.id,
    option: readOption(row, variable, refuse),
    domain: row.cell('domain') === '' ? null : row.cell('domain'),
    base,
    value: readValue(row.cell('value'), isMean, refuse),
    standardDeviation: readSpread(row.cell('sd'), isMean, refuse),
  };
}

function readValue(text: string, isMean: boolean, refuse: Refuse): number {
  const value = numberOf(text);
  if (Number.isNaN(value)) refuse('value', 'Vul een getal in.');
  else if (!isMean && (value < 0 || value > 1)) refuse('value', 'Schrijf 83% als 0,83.');
  return value;
}

function readSpread(text: string, isMean: boolean, refuse: Refuse): number | null {
  if (text === '') return null;
  const spread = numberOf(text);
  if (!isMean || !(spread >= 0)) {
    refuse('sd', 'Alleen een gemiddelde heeft een standaardafwijking, van 0 of meer.');
  }
  return spread;
}

function readOption(row: HeadedRow, variable: Variable, refuse: Refuse): number | null {
  const text = row.cell('option');
  const kind = statisticOf(variable)?.kind;
  if (kind === 'share' || kind === 'mean') {
    if (text !== '') refuse('option', 'Van deze vraag is één cijfer per domein nodig. Laat de cel leeg.');
    return null;
  }
  const option = optionsOf(variable).find(({ code }) => String(code) === text);
  if (option === undefined) {
    const codes = optionsOf(variable).map(({ code }) => code);
    refuse('option', `Geef per regel het antwoord waar het cijfer bij hoort: ${codes.join(', ')}.`);
  }
  return option?.code ?? null;
}

function numberOf(text: string): number {
  return /^-?\d{1,9}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
}

function doubles(rows: readonly HeadedRow[]): FileFault[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const key = JSON.stringify(['question', 'option', 'domain'].map(row.cell));
    const isDouble = seen.has(key);
    seen.add(key);
    const message = 'Dit cijfer staat er twee keer in.';
    return isDouble ? [{ line: row.line, column: null, message }] : [];
  });
}
