import type { Knex } from 'knex';
import { key, keyReference } from './columns.js';

/**
 * Who was interviewed, as a keyed hash and nothing else, so that a later study can leave them in peace. It is no part of the
 * vault: it outlives the contact data by a stated number of years.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('interviewed_persons', (table) => {
    key(table);
    keyReference(table, 'study_id', 'studies');
    table.text('person_key').notNullable().index();
    table.text('interviewed_in').notNullable();
    table.unique(['study_id', 'person_key']);
  });
}

/** Takes the table away. */
export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('interviewed_persons');
}
