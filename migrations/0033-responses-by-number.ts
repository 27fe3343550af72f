import type { Knex } from 'knex';

/** A file reads the complete responses of a study page by page in the order of their numbers. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('responses', (table) => {
    table.index(['study_id', 'status', 'id'], 'responses_by_number');
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('responses', (table) => {
    table.dropIndex([], 'responses_by_number');
  });
}
