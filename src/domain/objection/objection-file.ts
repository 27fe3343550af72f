import { readHeadedTable, type HeadedRow } from '../answer-file/headed-table.js';
import { readDate } from '../frame/cell-date.js';
import { nameKey, splitLastName } from '../frame/person-name.js';
import { readTelephone } from '../telephone/telephone-number.js';
import type { ObjectionSubject } from './objection-texts.js';

/** A place in an objection file where something is wrong; never holds what the cell says. */
export interface ObjectionFault {
  readonly line: number;
  readonly message: string;
}

/** What a file with objections holds. Nothing of it should be used while there are faults. */
export interface ObjectionFile {
  readonly subjects: readonly ObjectionSubject[];
  readonly faults: readonly ObjectionFault[];
}

const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['telefoon', 'number'],
  ['telefoonnummer', 'number'],
  ['geboortedatum', 'born'],
  ['voornaam', 'given'],
  ['tussenvoegsel', 'prefix'],
  ['achternaam', 'last'],
]);

/** The heading of an objection file. */
export const OBJECTION_HEADINGS = [
  'telefoon',
  'geboortedatum',
  'voornaam',
  'tussenvoegsel',
  'achternaam',
] as const;

/**
 * Reads a file with objections: each line has a telephone number, a person (birth date, first and last name), or both, and
 * both count.
 * @param text the whole file, with column names in its first line
 * @example readObjectionFile('telefoon\n0612345678').subjects.length // 1
 */
export function readObjectionFile(text: string): ObjectionFile {
  const table = readHeadedTable(text, COLUMNS, []);
  const faults: ObjectionFault[] = table.faults.map(({ line, message }) => ({ line, message }));
  const subjects: ObjectionSubject[] = [];
  for (const row of table.rows) {
    const read = readRow(row);
    if (typeof read === 'string') faults.push({ line: row.line, message: read });
    else subjects.push(...read);
  }
  return { subjects, faults };
}

function readRow({ cell }: HeadedRow): readonly ObjectionSubject[] | string {
  const number = readNumber(cell('number'));
  if (typeof number === 'string') return number;
  const person = readPerson(cell);
  if (typeof person === 'string') return person;
  const subjects = [...number, ...person];
  return subjects.length === 0
    ? 'Vul een telefoonnummer in, of een geboortedatum met voor- en achternaam.'
    : subjects;
}

function readNumber(written: string): readonly ObjectionSubject[] | string {
  if (written === '') return [];
  const reading = readTelephone(written);
  return reading.kind === 'usable'
    ? [{ kind: 'number', number: reading.number }]
    : 'Dit telefoonnummer bestaat niet. Kijk het nummer na.';
}

function readPerson(cell: HeadedRow['cell']): readonly ObjectionSubject[] | string {
  const [born, given] = [cell('born'), cell('given')];
  const { last } = splitLastName(cell('last'), cell('prefix'));
  if (born === '' && given === '' && last === '') return [];
  const date = readDate(born);
  if (date.kind !== 'date') return 'Vul bij een persoon de geboortedatum in, als dag-maand-jaar.';
  if (nameKey(given) === '' || nameKey(last) === '')
    return 'Vul bij een persoon de voornaam en de achternaam in.';
  return [{ kind: 'person', bornOn: date.on, given, last }];
}
