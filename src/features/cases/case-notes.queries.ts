import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

interface NoteRow {
  readonly id: string;
  readonly case_id: string;
  readonly author_id: string | null;
  readonly written_at: Instant;
  readonly note_sealed: string;
}

export interface SealedNote {
  readonly id: string;
  readonly noteSealed: string;
  readonly writtenAt: Instant;
}

export async function insertNote(
  trx: Transaction,
  note: SealedNote & { readonly caseId: string; readonly authorId: string },
): Promise<void> {
  await trx<NoteRow>('vault_case_notes').insert({
    id: note.id,
    case_id: note.caseId,
    author_id: note.authorId,
    written_at: note.writtenAt,
    note_sealed: note.noteSealed,
  });
}

export async function listNotes(db: Reader, caseId: string): Promise<readonly SealedNote[]> {
  const rows = await db<NoteRow>('vault_case_notes')
    .where({ case_id: caseId })
    .orderBy('written_at', 'desc')
    .orderBy('id');
  return rows.map(({ id, note_sealed, written_at }) => ({
    id,
    noteSealed: note_sealed,
    writtenAt: written_at,
  }));
}
