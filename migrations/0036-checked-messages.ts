import type { Knex } from 'knex';

/** When the telephone provider was asked last what became of a text message, and what it cost. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('text_messages', (table) => {
    table.text('checked_at').nullable();
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('text_messages', (table) => {
    table.dropColumn('checked_at');
  });
}
