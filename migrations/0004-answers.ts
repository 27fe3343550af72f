import type { Knex } from 'knex';
import { choice, double, flag, keyReference, key, optionalReference, reference } from './columns.js';

/**
 * The third store: answers under a random response number. It has no moment of the day in it, because a moment
 * would lead to the call.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('responses', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    reference(table, 'domain_id', 'domains');
    choice(table, 'source', ['interview', 'import']);
    choice(table, 'status', ['in_progress', 'partial', 'complete', 'withdrawn']);
    // Files of earlier years do not always tell who answered.
    table.text('respondent').nullable().checkIn(['parent', 'youth']);
    table.text('questionnaire_id').notNullable();
    table.text('language').notNullable();
    table.text('segment').nullable();
    table.text('measure').nullable();
    table.text('age_band').nullable();
    double(table, 'design_weight').notNullable();
    table.text('started_on').notNullable();
    table.text('finished_on').nullable();
    table.index(['study_id', 'status', 'domain_id']);
  });

  await db.schema.createTable('answers', (table) => {
    keyReference(table, 'response_id', 'responses');
    table.text('question_id').notNullable();
    table.text('item').notNullable();
    double(table, 'number').nullable();
    table.text('text_sealed').nullable();
    table.primary(['response_id', 'question_id', 'item']);
  });

  // Equal numbers are equal data: so a table or file of last month can be told from one of today.
  await db.schema.createTable('snapshots', (table) => {
    keyReference(table, 'study_id', 'studies');
    table.integer('snapshot_number').notNullable();
    table.text('data_hash').notNullable();
    table.integer('respondent_count').notNullable();
    table.text('first_seen_at').notNullable();
    table.primary(['study_id', 'snapshot_number']);
    table.unique(['study_id', 'data_hash']);
  });

  await db.schema.createTable('answer_history', (table) => {
    keyReference(table, 'response_id', 'responses');
    table.integer('sequence').notNullable();
    table.text('question_id').notNullable();
    // `seen`: on the screen again, and left as it was.
    choice(table, 'change', ['given', 'changed', 'removed', 'seen']);
    table.text('answer_sealed').nullable();
    double(table, 'seconds_on_question').nullable();
    // The interviewer confirmed a value that a soft check asked about.
    flag(table, 'is_check_overridden');
    table.primary(['response_id', 'sequence']);
  });

  // Printed results of earlier years of which the answers are not at hand.
  await db.schema.createTable('published_results', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    optionalReference(table, 'domain_id', 'domains');
    table.text('question_id').notNullable();
    table.text('item').notNullable();
    table.integer('base').notNullable();
    double(table, 'value').notNullable();
    double(table, 'standard_deviation').nullable();
  });

  // Every version that was saved; the latest of a name is the one that counts.
  await db.schema.createTable('table_specifications', (table) => {
    key(table);
    table.text('name').notNullable();
    table.integer('version').notNullable();
    table.text('content').notNullable();
    table.text('saved_at').notNullable();
    optionalReference(table, 'saved_by', 'users');
    table.unique(['name', 'version']);
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of [
    'table_specifications',
    'snapshots',
    'published_results',
    'answer_history',
    'answers',
    'responses',
  ]) {
    await db.schema.dropTable(table);
  }
}
