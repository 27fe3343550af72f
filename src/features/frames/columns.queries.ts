import { saveRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { ColumnCorrections } from '../../domain/frame/column-guess.js';

/** What researchers chose for the files of an organisation, in whichever study. */
export interface RememberedColumns {
  readonly choices: ColumnCorrections;
  /** Of the last file. */
  readonly domainCode: string;
}

export async function findRememberedColumns(
  db: Reader,
  organisationKey: string,
): Promise<RememberedColumns | null> {
  const row = await db('organisation_columns')
    .where({ organisation_key: organisationKey })
    .first<{ choices: string; domain_code: string } | undefined>('choices', 'domain_code');
  if (row === undefined) return null;
  return { choices: JSON.parse(row.choices) as ColumnCorrections, domainCode: row.domain_code };
}

export async function saveRememberedColumns(
  trx: Transaction,
  remembered: RememberedColumns & { organisationKey: string; chosenAt: string },
): Promise<void> {
  const row = {
    organisation_key: remembered.organisationKey,
    choices: JSON.stringify(remembered.choices),
    domain_code: remembered.domainCode,
    chosen_at: remembered.chosenAt,
  };
  await saveRows(trx, 'organisation_columns', { rows: [row], key: ['organisation_key'] });
}

/** Names of the organisations of a study, each once. */
export async function listOrganisationNames(db: Reader, studyId: string): Promise<readonly string[]> {
  const rows = await db('organisations')
    .where({ study_id: studyId })
    .distinct<{ name: string }[]>('name')
    .orderBy('name');
  return rows.map(({ name }) => name);
}
