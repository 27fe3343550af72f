import type { Application } from '../../application.js';
import { snapshotNow } from '../responses/snapshots.service.js';
import { getStudy } from '../studies/studies.service.js';
import type { StudyTable } from './tables.service.js';

/** The number of the state of the answers that a file was made of; `null` when they changed while it was made. */
export type SnapshotOfFile = number | null;

/** Makes tables, and says of which state of the answers of their study they are. */
export async function atSnapshot<Made>(
  app: Application,
  slug: string,
  make: () => Promise<Made>,
): Promise<{ readonly made: Made; readonly snapshot: SnapshotOfFile }> {
  const study = await getStudy(app.database.read, slug);
  const before = await snapshotNow(app, study);
  const made = await make();
  const after = await snapshotNow(app, study);
  return { made, snapshot: before === after ? before : null };
}

/** The same table with a note that tells of which state of the answers it is. */
export function withSnapshotNote(made: StudyTable, snapshot: SnapshotOfFile): StudyTable {
  const note = { kind: 'remark-on-year', text: snapshotText(made, snapshot) } as const;
  return { ...made, table: { ...made.table, notes: [...made.table.notes, note] } };
}

function snapshotText({ study }: StudyTable, snapshot: SnapshotOfFile): string {
  return snapshot === null
    ? `Terwijl deze tabel werd gemaakt, kwamen er in ${study.name} antwoorden of codes bij. Maak haar opnieuw om haar te kunnen herhalen.`
    : `Momentopname ${String(snapshot)} van ${study.name}: tabellen en bestanden met hetzelfde nummer zijn van dezelfde antwoorden gemaakt.`;
}

/** The snapshot as the audit log has it. */
export function snapshotDetail(snapshot: SnapshotOfFile): { readonly snapshot: number | string } {
  return { snapshot: snapshot ?? 'changed' };
}
