import type { Knex } from 'knex';
import { choice, flag, key, keyReference, optionalReference, reference } from './columns.js';

/** Open answers put into codes. */
export async function up(db: Knex): Promise<void> {
  // Every version stays, with the change that made it; the latest of a question is the one that counts.
  await db.schema.createTable('code_frames', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    table.text('question_id').notNullable();
    table.integer('version').notNullable();
    table.text('content').notNullable();
    table.text('change').notNullable();
    table.text('made_at').notNullable();
    optionalReference(table, 'made_by', 'users');
    table.unique(['study_id', 'question_id', 'version']);
  });

  // The order of the random keys is the order in which answers are coded: it tells nothing of the interviews.
  await db.schema.createTable('coded_answers', (table) => {
    key(table);
    table.text('response_id').notNullable().references('id').inTable('responses').onDelete('CASCADE');
    keyReference(table, 'study_id', 'studies');
    table.text('question_id').notNullable();
    choice(table, 'state', ['to_code', 'to_check', 'to_decide', 'done']);
    flag(table, 'is_double');
    optionalReference(table, 'first_coder_id', 'users');
    flag(table, 'is_first_doubted');
    optionalReference(table, 'second_coder_id', 'users');
    flag(table, 'is_second_doubted');
    optionalReference(table, 'decided_by', 'users');
    // The codes that it had before one of them was split, as JSON.
    table.text('earlier_codes').nullable();
    table.unique(['response_id', 'question_id']);
    table.index(['study_id', 'question_id', 'state', 'id']);
  });

  await db.schema.createTable('answer_codes', (table) => {
    table.text('coded_answer_id').notNullable().references('id').inTable('coded_answers').onDelete('CASCADE');
    // `final`: what counts, with the codes that a code is part of; `decided`: by whom compared two coders.
    choice(table, 'pass', ['first', 'second', 'decided', 'final']);
    table.integer('code').notNullable();
    table.primary(['coded_answer_id', 'pass', 'code']);
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['answer_codes', 'coded_answers', 'code_frames']) {
    await db.schema.dropTable(table);
  }
}
