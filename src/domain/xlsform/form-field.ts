import { type SheetRow } from './xlsform.js';

/** A row that asks something, with what it stands in. */
export interface FormField {
  readonly kind: 'field';
  readonly row: SheetRow;
  /** Number of the row in the sheet, from 2: the first one has the headings. */
  readonly line: number;
  /** The conditions of groups that became no block. */
  readonly relevant: readonly string[];
  readonly isInTable: boolean;
}

/** The type of a row, in small letters and with single spaces. */
export function typeOf(row: SheetRow): string {
  const [first = '', ...rest] = (row['type'] ?? '').trim().split(/\s+/);
  return [first.toLowerCase(), ...rest].join(' ');
}

/** Whether an answer must be given, always. */
export function isRequired(row: SheetRow): boolean {
  return /^(yes|true|true\(\)|1)$/i.test((row['required'] ?? '').trim());
}
