import type { Knex } from 'knex';

/** The last outcome of an interviewer is found by its moment, however many they recorded. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('outcomes', (table) => {
    table.dropIndex(['recorded_by']);
    table.index(['recorded_by', 'recorded_at']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('outcomes', (table) => {
    table.dropIndex(['recorded_by', 'recorded_at']);
    table.index(['recorded_by']);
  });
}
