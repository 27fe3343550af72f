import type { Knex } from 'knex';
import { key, keyReference, reference } from './columns.js';

/** What interviewers can do, and when they work. */
export async function up(db: Knex): Promise<void> {
  // Languages besides the language of the study, as BCP 47 tags.
  await db.schema.createTable('user_languages', (table) => {
    keyReference(table, 'user_id', 'users');
    table.text('language').notNullable();
    table.primary(['user_id', 'language']);
  });

  await db.schema.createTable('user_skills', (table) => {
    keyReference(table, 'user_id', 'users');
    table.text('skill').notNullable();
    table.primary(['user_id', 'skill']);
  });

  await db.schema.createTable('shifts', (table) => {
    key(table);
    reference(table, 'interviewer_id', 'users');
    table.text('works_on').notNullable().index();
    // Minutes since midnight in Amsterdam; the end is not included.
    table.integer('from_minute').notNullable();
    table.integer('until_minute').notNullable();
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['shifts', 'user_skills', 'user_languages']) await db.schema.dropTable(table);
}
