import type { CivilDate } from '../calendar/civil-date.js';
import { readTelephones, telephoneFaultMessages } from '../telephone/telephone-number.js';
import { readDate } from './cell-date.js';
import { plainCell, readPostcode, readSex, readYesNo } from './cell-value.js';
import type {
  ClientRecord,
  ContactOwner,
  RecordTelephone,
  RejectionReason,
  RowNoteKind,
  RowOutcome,
  RowRemark,
} from './client-record.js';
import type { ColumnRole } from './column-role.js';
import type { TextRow } from './delimited-text.js';
import { careInYear } from './eligibility.js';
import type { FileLayout } from './file-layout.js';
import { nameKey, type PersonName, splitFullName, splitLastName } from './person-name.js';

/** What is needed to read the rows of one file. Made once per file. */
export interface RowReading {
  readonly reportYear: number;
  readonly columnCount: number;
  readonly headings: readonly string[];
  readonly columnOf: ReadonlyMap<ColumnRole, number>;
}

const phoneColumns: readonly (readonly [ColumnRole, ContactOwner])[] = [
  ['phone_parent', 'parent'],
  ['phone_parent_2', 'parent_2'],
  ['phone_youth', 'youth'],
  ['phone_custody_1', 'custody_1'],
  ['phone_custody_2', 'custody_2'],
];

const nameColumns: readonly (readonly [ColumnRole, ContactOwner])[] = [
  ['name_parent', 'parent'],
  ['name_custody_1', 'custody_1'],
  ['name_custody_2', 'custody_2'],
];

/** Nobody older than this at the end of the report year had youth care: the birth date is wrong. */
const highestAgeYears = 30;

/**
 * Prepares the reading of rows of one file.
 * @param layout from `recogniseLayout`
 * @param reportYear four digits
 */
export function rowReading(layout: FileLayout, reportYear: number): RowReading {
  const columnOf = new Map<ColumnRole, number>();
  layout.columns.forEach(({ role }, column) => {
    if (role !== null) columnOf.set(role, column);
  });
  return {
    reportYear,
    columnCount: layout.columns.length,
    headings: layout.columns.map(({ heading }) => heading.trim()),
    columnOf,
  };
}

/** One row while it is read, with the notes that were made. Plain data: a million of these are made. */
interface RowInHand {
  readonly line: number;
  readonly cells: readonly string[];
  readonly reading: RowReading;
  readonly notes: RowRemark<RowNoteKind>[];
}

function headingOf(row: RowInHand, role: ColumnRole): string | null {
  const column = row.reading.columnOf.get(role);
  return column === undefined ? null : (row.reading.headings[column] ?? null);
}

function note(row: RowInHand, kind: RowNoteKind, role: ColumnRole, message: string): void {
  row.notes.push({ line: row.line, column: headingOf(row, role), kind, message });
}

/** The text of a cell without formulas; empty when the file has no such column. */
function textOf(row: RowInHand, role: ColumnRole): string {
  const column = row.reading.columnOf.get(role);
  const cell = column === undefined ? undefined : row.cells[column];
  if (cell === undefined || cell === '') return '';
  const plain = plainCell(cell);
  if (plain.hadFormula) {
    const message =
      'In de cel staat een formule; de inhoud is niet gebruikt. Vervang de formule door gewone tekst.';
    note(row, 'formula', role, message);
  }
  return plain.text;
}

function rejected(
  row: RowInHand,
  kind: RejectionReason,
  role: ColumnRole | null,
  message: string,
): RowOutcome {
  const column = role === null ? null : headingOf(row, role);
  return { kind: 'rejected', line: row.line, rejection: { line: row.line, column, kind, message } };
}

function readName(row: RowInHand): PersonName {
  const full = textOf(row, 'full_name');
  if (full !== '') return splitFullName(full);
  return {
    given: textOf(row, 'given_name'),
    ...splitLastName(textOf(row, 'last_name'), textOf(row, 'prefix')),
  };
}

function nameProblem(name: PersonName, row: RowInHand): RowOutcome | null {
  if (nameKey(name.last) === '') {
    const role = headingOf(row, 'last_name') === null ? 'full_name' : 'last_name';
    return rejected(row, 'name', role, 'De achternaam ontbreekt. Vul de achternaam in.');
  }
  if (nameKey(name.given) !== '') return null;
  const role = headingOf(row, 'given_name') === null ? 'full_name' : 'given_name';
  return rejected(row, 'name', role, 'De voornaam of voorletter ontbreekt. Vul er een in.');
}

const birthDateMessages = {
  empty: 'De geboortedatum ontbreekt. Vul de geboortedatum in als dag-maand-jaar.',
  impossible: 'Deze geboortedatum bestaat niet. Kijk dag en maand na; de dag staat voor de maand.',
  not_a_date:
    'Hier staat geen geboortedatum die te lezen is. Schrijf de datum als dag-maand-jaar, bijvoorbeeld 31-12-2014.',
} as const;

function readBirthDate(row: RowInHand, reportYear: number): CivilDate | RowOutcome {
  const reading = readDate(textOf(row, 'birth_date'));
  if (reading.kind !== 'date')
    return rejected(row, 'birth_date', 'birth_date', birthDateMessages[reading.kind]);
  if (reading.on > `${String(reportYear)}-12-31`) {
    return rejected(
      row,
      'birth_date',
      'birth_date',
      'De geboortedatum ligt na het verslagjaar. Kijk het jaartal na.',
    );
  }
  if (Number(reading.on.slice(0, 4)) < reportYear - highestAgeYears) {
    const message = `De cliënt zou ouder zijn dan ${String(highestAgeYears)} jaar. Kijk het jaartal na.`;
    return rejected(row, 'birth_date', 'birth_date', message);
  }
  return reading.on;
}

type CareDay = { readonly on: CivilDate | null } | { readonly outcome: RowOutcome };

function readCareDay(row: RowInHand, role: 'care_start' | 'care_end'): CareDay {
  const reading = readDate(textOf(row, role));
  if (reading.kind === 'date') return { on: reading.on };
  if (reading.kind === 'empty') return { on: null };
  const message =
    'Deze datum is niet te lezen of bestaat niet, zodat niet vaststaat of er in het verslagjaar hulp was. Schrijf de datum als dag-maand-jaar.';
  return { outcome: rejected(row, 'care_period', role, message) };
}

function readPhones(row: RowInHand): RecordTelephone[] {
  const telephones: RecordTelephone[] = [];
  for (const [role, owner] of phoneColumns) {
    const cell = textOf(row, role);
    if (cell === '') continue;
    for (const reading of readTelephones(cell)) {
      if (reading.kind === 'unusable') {
        note(row, `telephone_${reading.fault}`, role, telephoneFaultMessages[reading.fault]);
        continue;
      }
      if (reading.isRepaired) {
        note(
          row,
          'telephone_repaired',
          role,
          'De nul aan het begin van het nummer ontbrak en is teruggezet.',
        );
      }
      telephones.push({ owner, number: reading.number, type: reading.type });
    }
  }
  return telephones;
}

function readContactNames(row: RowInHand): ClientRecord['contactNames'] {
  const names: Partial<Record<ContactOwner, string>> = {};
  for (const [role, owner] of nameColumns) {
    const name = textOf(row, role);
    if (name !== '') names[owner] = name;
  }
  return names;
}

function readPlace(row: RowInHand): string | null {
  const postcode = readPostcode(textOf(row, 'postcode'));
  if (postcode === null) {
    const message =
      'De postcode ontbreekt of klopt niet. De cliënt telt mee, maar dubbele cliënten zijn zo niet zeker te herkennen. Vul vier cijfers en twee letters in.';
    note(row, 'postcode', 'postcode', message);
  }
  return postcode;
}

/** Text that says neither yes nor no counts as yes: calling somebody at a secret address is the worse mistake. */
function readSecretAddress(row: RowInHand): boolean {
  const answer = readYesNo(textOf(row, 'secret_address'));
  if (answer === null) {
    const message = 'Niet duidelijk is of het adres geheim is; het telt nu als geheim. Vul J of N in.';
    note(row, 'secret_address', 'secret_address', message);
  }
  return answer ?? true;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function readRecord(
  row: RowInHand,
  read: Pick<ClientRecord, 'name' | 'birthOn' | 'careStartOn' | 'careEndOn'>,
): ClientRecord {
  const { careStartOn, careEndOn } = read;
  if (careStartOn !== null && careEndOn !== null && careEndOn < careStartOn) {
    note(row, 'care_period', 'care_end', 'De hulp eindigt voordat zij begint. Kijk beide datums na.');
  }
  const supervision = textOf(row, 'supervision_order');
  return {
    line: row.line,
    ...read,
    clientNumber: orNull(textOf(row, 'client_number')),
    familyDossier: orNull(textOf(row, 'family_dossier')),
    sex: readSex(textOf(row, 'sex')),
    postcode: readPlace(row),
    houseNumber: orNull(textOf(row, 'house_number')),
    district: orNull(textOf(row, 'district')),
    segment: orNull(textOf(row, 'segment')),
    measure: orNull(textOf(row, 'measure')),
    supervisionOrder: supervision === '' ? null : readYesNo(supervision),
    contactNames: readContactNames(row),
    telephones: readPhones(row),
    atSecretAddress: readSecretAddress(row),
  };
}

const totalStart = /^(sub|eind)?-?\s?tota(a)?l(en)?\b|^aantal\b|^som\b/i;

/** A line without a client: nothing in it, or a total with a number or two behind it. */
function noClient(row: TextRow): 'blank' | 'total' | null {
  const [first = ''] = row.cells;
  if (first !== '' && !totalStart.test(first)) return null;
  const filled = row.cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return 'blank';
  return filled.length <= 4 && totalStart.test(filled[0] ?? '') ? 'total' : null;
}

function hasExtraCells(row: TextRow, columnCount: number): boolean {
  return row.cells.length > columnCount && row.cells.slice(columnCount).some((cell) => cell.trim() !== '');
}

/**
 * Reads one row under the header line. Every row comes out as exactly one outcome, so that the counts add up.
 * The birth date is judged before the name, the name before the period of care.
 * @param row the cells with their line number
 * @param reading from `rowReading`
 * @returns the record, or why there is none; remarks give line, heading and a Dutch text, never the cell
 */
export function readRow(row: TextRow, reading: RowReading): RowOutcome {
  const what = noClient(row);
  if (what !== null) return { kind: 'no_client', line: row.line, what };
  const inHand: RowInHand = { ...row, reading, notes: [] };
  if (hasExtraCells(row, reading.columnCount)) {
    const message =
      'De regel heeft meer cellen dan er kolommen zijn. Zet tekst waarin het scheidingsteken staat tussen aanhalingstekens.';
    return rejected(inHand, 'row_shape', null, message);
  }
  const birthOn = readBirthDate(inHand, reading.reportYear);
  if (typeof birthOn !== 'string') return birthOn;
  const name = readName(inHand);
  return nameProblem(name, inHand) ?? readCare(inHand, { name, birthOn }, reading.reportYear);
}

function readCare(
  row: RowInHand,
  person: Pick<ClientRecord, 'name' | 'birthOn'>,
  reportYear: number,
): RowOutcome {
  const start = readCareDay(row, 'care_start');
  if ('outcome' in start) return start.outcome;
  const end = readCareDay(row, 'care_end');
  if ('outcome' in end) return end.outcome;
  const when = careInYear({ startOn: start.on, endOn: end.on }, reportYear);
  if (when !== 'in_year') return { kind: 'not_in_report_year', line: row.line, when };
  const record = readRecord(row, { ...person, careStartOn: start.on, careEndOn: end.on });
  return { kind: 'accepted', line: row.line, record, notes: row.notes };
}
