/** What a database refused, without the values it refused: its own message holds the person's data. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
  readonly kind: DatabaseRefusalKind;
  readonly constraint: string | null;

  constructor(kind: DatabaseRefusalKind, constraint: string | null) {
    super(constraint === null ? kind : `${kind}: ${constraint}`);
    this.kind = kind;
    this.constraint = constraint;
  }
}

export type DatabaseRefusalKind =
  'unique' | 'foreign_key' | 'check' | 'append_only' | 'busy' | 'disk_full' | 'unavailable';

interface DriverError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly constraint?: unknown;
}

/** By SQLSTATE (PostgreSQL) or result code (SQLite). */
const KIND_OF_CODE: Readonly<Record<string, DatabaseRefusalKind>> = {
  '23505': 'unique',
  '23503': 'foreign_key',
  '23514': 'check',
  '53100': 'disk_full',
  '55P03': 'busy',
  '40001': 'busy',
  '40P01': 'busy',
  '57P01': 'unavailable',
  '57P03': 'unavailable',
  SQLITE_BUSY: 'busy',
  SQLITE_FULL: 'disk_full',
  SQLITE_READONLY: 'unavailable',
  SQLITE_CANTOPEN: 'unavailable',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
};

const SQLITE_CONSTRAINTS: readonly (readonly [RegExp, DatabaseRefusalKind])[] = [
  [/UNIQUE constraint failed: ([\w., ]+)/, 'unique'],
  [/CHECK constraint failed: ([\w .`"]+)/, 'check'],
  [/FOREIGN KEY constraint failed()/, 'foreign_key'],
  [/(\w+) is append-only/, 'append_only'],
];

/**
 * The refusal behind an error thrown by a driver.
 * @returns the translated refusal, or `null` when the error is something else
 */
export function findDatabaseRefusal(error: unknown): DatabaseRefusal | null {
  if (error instanceof DatabaseRefusal) return error;
  if (typeof error !== 'object' || error === null) return null;
  const { code, message, constraint } = error as DriverError;
  if (typeof code !== 'string') return null;
  if (code === 'P0001' || code === 'SQLITE_CONSTRAINT') return constraintRefusal(String(message));
  if (/^E(NOSPC|DQUOT)$/.test(code)) return new DatabaseRefusal('disk_full', null);
  const kind = KIND_OF_CODE[code];
  return kind === undefined
    ? null
    : new DatabaseRefusal(kind, typeof constraint === 'string' ? constraint : null);
}

function constraintRefusal(message: string): DatabaseRefusal | null {
  for (const [pattern, kind] of SQLITE_CONSTRAINTS) {
    const found = pattern.exec(message);
    if (found !== null)
      return new DatabaseRefusal(kind, found[1] === undefined || found[1] === '' ? null : found[1]);
  }
  return null;
}
