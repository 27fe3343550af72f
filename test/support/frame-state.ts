import type { Reader } from '../../src/database/database.js';

interface StateRow {
  readonly person: string;
  readonly file_hash: string;
  readonly line_number: number;
  readonly code: string;
  readonly first_name_key: string | null;
  readonly is_match_uncertain: number;
  readonly has_secret_address: number;
}

/**
 * What a frame holds, apart from keys and numbers made on the way: each person as the rows it is made of and what is
 * derived from them. Two frames with the same state are the same to everybody who uses them.
 */
export async function frameState(db: Reader, studyId: string): Promise<readonly string[]> {
  const rows = await db('vault_persons as persons')
    .join('domains', 'domains.id', 'persons.domain_id')
    .leftJoin('vault_care_records as records', 'records.person_id', 'persons.id')
    .leftJoin('vault_deliveries as deliveries', 'deliveries.id', 'records.delivery_id')
    .where('persons.study_id', studyId)
    .orderBy(['file_hash', 'line_number'])
    .select<StateRow[]>(
      'persons.id as person',
      'file_hash',
      'line_number',
      'domains.code',
      'persons.first_name_key',
      'is_match_uncertain',
      'persons.has_secret_address',
    );
  const persons = new Map<string, string[]>();
  for (const row of rows) {
    const facts = `${row.code} ${row.first_name_key ?? '-'} ${String(row.is_match_uncertain)} ${String(row.has_secret_address)}`;
    const person = persons.get(row.person) ?? [facts];
    person.push(`${row.file_hash}:${String(row.line_number)}`);
    persons.set(row.person, person);
  }
  return [...persons.values()].map((person) => person.join(' | ')).sort();
}
