import type { Knex } from 'knex';
import { keyReference } from './columns.js';

/** The personal link with which a calendar program reads somebody's appointments and shifts. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('calendar_links', (table) => {
    keyReference(table, 'user_id', 'users');
    // The link holds a secret; as with sessions, only its hash is stored.
    table.text('token_hash').notNullable().unique();
    table.text('made_at').notNullable();
    table.text('last_read_at').nullable();
    table.primary(['user_id']);
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('calendar_links');
}
