import type { Knex } from 'knex';

/** A finer answer under the code of an outcome, in the words of the study at that moment. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('outcomes', (table) => {
    table.text('substatus').nullable();
  });
}

export async function down(db: Knex): Promise<void> {
  // Knex would build the table again, under the triggers that count its rows.
  await db.raw('alter table outcomes drop column substatus');
}
