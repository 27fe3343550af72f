import type { Knex } from 'knex';

/**
 * With the moment in it: SQLite otherwise goes through every case that is due, because it takes a range of the index
 * by moment to be smaller than the cases of one interviewer.
 */
export async function up(db: Knex): Promise<void> {
  await replaceIndex(db, ['study_id', 'assigned_to', 'due_at']);
}

export async function down(db: Knex): Promise<void> {
  await replaceIndex(db, ['study_id', 'assigned_to']);
}

async function replaceIndex(db: Knex, columns: readonly string[]): Promise<void> {
  await db.schema.alterTable('cases', (table) => {
    table.dropIndex([], 'cases_assigned');
  });
  await db.schema.alterTable('cases', (table) => {
    table.index([...columns], 'cases_assigned', { predicate: db.whereNotNull('assigned_to') });
  });
}
