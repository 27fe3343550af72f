import type { Knex } from 'knex';
import { key, keyReference, optionalReference } from './columns.js';

/** When replicates of a draw went into the field after the first one, and why. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('replicate_releases', (table) => {
    key(table);
    keyReference(table, 'draw_id', 'draws');
    table.integer('replicate').notNullable();
    table.integer('case_count').notNullable();
    table.text('reason').notNullable();
    table.text('released_at').notNullable();
    optionalReference(table, 'released_by', 'users');
    table.unique(['draw_id', 'replicate']);
  });
}

/** Takes the table away. */
export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('replicate_releases');
}
