import type { Knex } from 'knex';
import { choice, key, keyReference, optionalReference, reference } from './columns.js';

/** Second calls, to hear whether an interview was held as it was written down. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('verification_shares', (table) => {
    keyReference(table, 'study_id', 'studies');
    table.integer('percent').notNullable();
    table.check('?? between 0 and 100', ['percent']);
    // Decides with the key of a case whether it is in the share: nobody can tell beforehand.
    table.text('secret').notNullable();
    table.primary(['study_id']);
  });

  // Apart from the calls of the fieldwork: no count, no rate and no state of a case looks here.
  await db.schema.createTable('verification_calls', (table) => {
    key(table);
    reference(table, 'case_id', 'cases');
    // The number in the contact vault.
    table.text('contact_id').notNullable();
    choice(table, 'asked_for', ['parent', 'guardian', 'youth']);
    table.text('called_at').notNullable();
    optionalReference(table, 'called_by', 'users');
    // Without one the call is still in hand.
    table
      .text('outcome')
      .nullable()
      .checkIn(['confirmed', 'partly', 'not_confirmed', 'refused', 'not_reached']);
    table.text('recorded_at').nullable();
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('verification_calls');
  await db.schema.dropTable('verification_shares');
}
