import type { Knex } from 'knex';
import { key, optionalReference } from './columns.js';

/** Scrubbed pieces of open answers, for the report. */
export async function up(db: Knex): Promise<void> {
  // A quote goes with the answer that it is from: whoever takes consent back is not quoted any more.
  await db.schema.createTable('quotes', (table) => {
    key(table);
    table
      .text('coded_answer_id')
      .notNullable()
      .references('id')
      .inTable('coded_answers')
      .onDelete('CASCADE')
      .index();
    table.text('text_sealed').notNullable();
    table.text('made_at').notNullable();
    optionalReference(table, 'made_by', 'users');
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('quotes');
}
