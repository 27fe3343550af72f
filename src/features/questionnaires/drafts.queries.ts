import type { Reader, Transaction } from '../../database/database.js';

/** Where a draft is in its history. */
export interface DraftRecord {
  readonly id: string;
  readonly questionnaireId: string;
  readonly position: number;
  readonly revision: number;
  readonly updatedAt: string;
  readonly updatedBy: string | null;
}

/** One step of the history: the whole file after it. */
export interface DraftVersion {
  readonly position: number;
  readonly yaml: string;
  /** What was done, in Dutch. */
  readonly change: string;
}

interface DraftRow {
  readonly id: string;
  readonly questionnaire_id: string;
  readonly position: number;
  readonly revision: number;
  readonly updated_at: string;
  readonly updated_by: string | null;
}

interface VersionRow {
  readonly draft_id: string;
  readonly position: number;
  readonly yaml: string;
  readonly change: string;
  readonly made_at: string;
}

interface PublishedRow {
  readonly id: string;
  readonly yaml: string;
  readonly published_at: string;
  readonly published_by: string | null;
}

export async function insertDraft(trx: Transaction, draft: DraftRecord): Promise<void> {
  await trx<DraftRow>('questionnaire_drafts').insert({
    id: draft.id,
    questionnaire_id: draft.questionnaireId,
    position: draft.position,
    revision: draft.revision,
    updated_at: draft.updatedAt,
    updated_by: draft.updatedBy,
  });
}

/** Takes a draft to its next revision; `false` when somebody else was first. */
export async function updateDraft(trx: Transaction, draft: DraftRecord): Promise<boolean> {
  const count = await trx<DraftRow>('questionnaire_drafts')
    .where({ id: draft.id, revision: draft.revision - 1 })
    .update({
      questionnaire_id: draft.questionnaireId,
      position: draft.position,
      revision: draft.revision,
      updated_at: draft.updatedAt,
      updated_by: draft.updatedBy,
    });
  return count === 1;
}

/** Puts a step into the history; what was undone before it can no longer be redone. */
export async function replaceHistoryAfter(
  trx: Transaction,
  draftId: string,
  version: DraftVersion & { madeAt: string },
): Promise<void> {
  await trx<VersionRow>('questionnaire_draft_versions')
    .where({ draft_id: draftId })
    .where('position', '>=', version.position)
    .delete();
  await trx<VersionRow>('questionnaire_draft_versions').insert({
    draft_id: draftId,
    position: version.position,
    yaml: version.yaml,
    change: version.change,
    made_at: version.madeAt,
  });
}

export async function deleteDraft(trx: Transaction, id: string): Promise<void> {
  await trx<VersionRow>('questionnaire_draft_versions').where({ draft_id: id }).delete();
  await trx<DraftRow>('questionnaire_drafts').where({ id }).delete();
}

export async function findDraft(db: Reader, id: string): Promise<DraftRecord | null> {
  const row = await db<DraftRow>('questionnaire_drafts').where({ id }).first();
  return row === undefined ? null : toDraft(row);
}

export async function listDrafts(db: Reader): Promise<readonly DraftRecord[]> {
  const rows = await db<DraftRow>('questionnaire_drafts').orderBy('updated_at', 'desc').orderBy('id');
  return rows.map(toDraft);
}

/** The step at a position with its neighbours, as far as they are there. */
export async function listVersionsAround(
  db: Reader,
  draftId: string,
  position: number,
): Promise<readonly DraftVersion[]> {
  const rows = await db<VersionRow>('questionnaire_draft_versions')
    .where({ draft_id: draftId })
    .whereBetween('position', [position - 1, position + 1])
    .orderBy('position');
  return rows.map(({ position: at, yaml, change }) => ({ position: at, yaml, change }));
}

export async function insertPublished(
  trx: Transaction,
  version: { id: string; yaml: string; publishedAt: string; publishedBy: string | null },
): Promise<void> {
  await trx<PublishedRow>('questionnaire_versions').insert({
    id: version.id,
    yaml: version.yaml,
    published_at: version.publishedAt,
    published_by: version.publishedBy,
  });
}

/** The texts of all published versions, the oldest first. */
export async function listPublishedTexts(db: Reader): Promise<readonly string[]> {
  const rows = await db<PublishedRow>('questionnaire_versions').orderBy('published_at').orderBy('id');
  return rows.map(({ yaml }) => yaml);
}

function toDraft(row: DraftRow): DraftRecord {
  return {
    id: row.id,
    questionnaireId: row.questionnaire_id,
    position: row.position,
    revision: row.revision,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}
