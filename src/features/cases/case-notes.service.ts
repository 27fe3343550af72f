import type { Application } from '../../application.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import * as queries from './case-notes.queries.js';

/** What an interviewer wrote for the next one. */
export interface CaseNote {
  readonly writtenAt: Instant;
  readonly text: string;
}

const COLUMN = 'vault_case_notes.note';

export async function addNote(
  app: Application,
  trx: Transaction,
  { caseId, authorId, note }: { caseId: string; authorId: string; note: string },
): Promise<void> {
  const id = app.newId();
  const noteSealed = app.vault.seal(note, { column: COLUMN, rowId: id });
  await queries.insertNote(trx, { id, caseId, authorId, noteSealed, writtenAt: app.clock() });
}

/** The newest first. */
export async function listNotes(app: Application, db: Reader, caseId: string): Promise<readonly CaseNote[]> {
  return (await queries.listNotes(db, caseId)).map(({ id, noteSealed, writtenAt }) => ({
    writtenAt,
    text: app.vault.open(noteSealed, { column: COLUMN, rowId: id }),
  }));
}
