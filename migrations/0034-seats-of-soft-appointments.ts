import type { Knex } from 'knex';

/** A soft appointment has a place in the target of its domain too. */
export async function up(db: Knex): Promise<void> {
  await db('cases').where({ status: 'appointment', holds_seat: 0 }).update({ holds_seat: 1 });
  await countSeats(db);
}

export async function down(db: Knex): Promise<void> {
  await db('cases')
    .where({ status: 'appointment', due_kind: 'soft_appointment', holds_seat: 1 })
    .update({ holds_seat: 0 });
  await countSeats(db);
}

async function countSeats(db: Knex): Promise<void> {
  const taken = db('cases')
    .where({ domain_id: db.ref('domains.id'), holds_seat: 1 })
    .count('*');
  await db('domains').update({ seats_taken: taken });
}
