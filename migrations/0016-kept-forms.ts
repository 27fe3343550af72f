import type { Knex } from 'knex';
import { keyReference } from './columns.js';

/** What somebody sent after their session had ended: the last form of each, until they are back at its page. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('kept_forms', (table) => {
    keyReference(table, 'user_id', 'users');
    table.text('path').notNullable();
    table.text('fields_sealed').notNullable();
    table.text('kept_at').notNullable().index();
    table.primary(['user_id']);
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('kept_forms');
}
