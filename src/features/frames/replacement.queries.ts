import type { Reader } from '../../database/database.js';

/** A person of a delivery by the keys that matching compares. */
export interface DeliveredPerson {
  readonly id: string;
  readonly groupKey: string;
  readonly firstNameKey: string | null;
  readonly initialKey: string;
  /** Another delivery knows this person too. */
  readonly isElsewhere: boolean;
}

/** The persons of a delivery, each once. */
export async function listDeliveredPersons(
  db: Reader,
  deliveryId: string,
): Promise<readonly DeliveredPerson[]> {
  const ids = db('vault_care_records').where({ delivery_id: deliveryId }).select('person_id');
  const elsewhere = db('vault_care_records')
    .whereIn('person_id', ids.clone())
    .whereNot({ delivery_id: deliveryId })
    .distinct<{ person_id: string }[]>('person_id');
  const others = new Set((await elsewhere).map((row) => row.person_id));
  const rows = await db('vault_persons')
    .whereIn('id', ids)
    .select<{ id: string; group_key: string; first_name_key: string | null; initial_key: string }[]>(
      'id',
      'group_key',
      'first_name_key',
      'initial_key',
    );
  return rows.map((row) => ({
    id: row.id,
    groupKey: row.group_key,
    firstNameKey: row.first_name_key,
    initialKey: row.initial_key,
    isElsewhere: others.has(row.id),
  }));
}
