import { pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

export type ObjectionKind = 'number' | 'person';
export type ObjectionSource = 'by_hand' | 'file' | 'withdrawal' | 'outcome';

/** An entry of the list: nothing by which somebody could be known without the key. */
export interface StoredObjection {
  readonly id: string;
  readonly kind: ObjectionKind;
  readonly objectKey: string;
  readonly initialKey: string | null;
  readonly source: ObjectionSource;
  readonly addedAt: Instant;
  readonly addedBy: string | null;
}

interface ObjectionRow {
  readonly id: string;
  readonly kind: ObjectionKind;
  readonly object_key: string;
  readonly initial_key: string | null;
  readonly source: ObjectionSource;
  readonly added_at: Instant;
  readonly added_by: string | null;
}

/** Adds entries; one that somebody else added at the same moment stays as it is. */
export async function insertObjections(
  trx: Transaction,
  objections: readonly StoredObjection[],
): Promise<void> {
  const rows = objections.map((one): ObjectionRow => ({
    id: one.id,
    kind: one.kind,
    object_key: one.objectKey,
    initial_key: one.initialKey,
    source: one.source,
    added_at: one.addedAt,
    added_by: one.addedBy,
  }));
  for (const piece of pieces(rows)) {
    await trx<ObjectionRow>('objections')
      .insert([...piece])
      .onConflict('object_key')
      .ignore();
  }
}

/** Which of these keys are on the list as they stand. */
export async function listKnownKeys(db: Reader, objectKeys: readonly string[]): Promise<ReadonlySet<string>> {
  const known: string[] = [];
  for (const piece of pieces(objectKeys)) {
    known.push(
      ...(await db<ObjectionRow>('objections')
        .whereIn('object_key', [...piece])
        .orderBy('object_key')
        .pluck('object_key')),
    );
  }
  return new Set(known);
}

/** Entries under one of these keys, or of somebody with this initial. */
export async function listObjections(
  db: Reader,
  { objectKeys, initialKey }: { readonly objectKeys: readonly string[]; readonly initialKey: string | null },
): Promise<readonly StoredObjection[]> {
  const rows = await db<ObjectionRow>('objections')
    .where((either) => {
      void either.whereIn('object_key', [...objectKeys]);
      if (initialKey !== null) void either.orWhere({ initial_key: initialKey });
    })
    .orderBy('added_at')
    .orderBy('id');
  return rows.map(toObjection);
}

/** All keys of the list: few enough to hold while a file is read. */
export async function listAllKeys(
  db: Reader,
): Promise<readonly { readonly objectKey: string; readonly initialKey: string | null }[]> {
  const rows = await db<ObjectionRow>('objections').orderBy('id').select('object_key', 'initial_key');
  return rows.map(({ object_key, initial_key }) => ({ objectKey: object_key, initialKey: initial_key }));
}

export async function deleteObjection(trx: Transaction, id: string): Promise<boolean> {
  return (await trx<ObjectionRow>('objections').where({ id }).delete()) === 1;
}

/** How many entries there are, by kind and by how they came. */
export async function countObjections(
  db: Reader,
): Promise<
  readonly { readonly kind: ObjectionKind; readonly source: ObjectionSource; readonly count: number }[]
> {
  const rows = await db<ObjectionRow>('objections')
    .groupBy('kind', 'source')
    .orderBy(['kind', 'source'])
    .select('kind', 'source')
    .count<{ kind: ObjectionKind; source: ObjectionSource; count: number | string }[]>({ count: '*' });
  return rows.map(({ kind, source, count }) => ({ kind, source, count: Number(count) }));
}

/** Persons of the frame of a study who object, by whatever their records say. */
export async function listObjectingPersons(db: Reader, studyId: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const [objection, record] of MATCHES) {
    const query = db('vault_persons as person')
      .join('vault_care_records as record', 'record.person_id', 'person.id')
      .join('objections as objection', `objection.${objection}`, `record.${record}`)
      .where('person.study_id', studyId);
    // Only where no first name is known, an initial is enough.
    if (objection === 'initial_key') void query.whereNull('record.moved_key');
    const rows: { person_id: string }[] = await query.distinct(
      db.raw('coalesce(person.merged_into_id, person.id) as person_id'),
    );
    for (const { person_id } of rows) found.add(person_id);
  }
  return [...found];
}

/** Three joins, each with an index, instead of one with alternatives. */
const MATCHES = [
  ['object_key', 'moved_key'],
  ['object_key', 'objection_key'],
  ['initial_key', 'objection_key'],
] as const;

function toObjection(row: ObjectionRow): StoredObjection {
  return {
    id: row.id,
    kind: row.kind,
    objectKey: row.object_key,
    initialKey: row.initial_key,
    source: row.source,
    addedAt: row.added_at,
    addedBy: row.added_by,
  };
}
