import type { Knex } from 'knex';
import { key, keyReference, optionalReference } from './columns.js';

/** Questionnaires that are written in the browser: drafts with their history, and published versions. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('questionnaire_drafts', (table) => {
    key(table);
    table.text('questionnaire_id').notNullable();
    // Which row of the history the draft is: undoing goes back one, redoing goes on one.
    table.integer('position').notNullable();
    // Goes up with every action, so that a page that is behind is refused.
    table.integer('revision').notNullable();
    table.text('updated_at').notNullable();
    optionalReference(table, 'updated_by', 'users');
  });

  await db.schema.createTable('questionnaire_draft_versions', (table) => {
    keyReference(table, 'draft_id', 'questionnaire_drafts');
    table.integer('position').notNullable();
    table.text('yaml').notNullable();
    table.text('change').notNullable();
    table.text('made_at').notNullable();
    table.primary(['draft_id', 'position']);
  });

  await db.schema.createTable('questionnaire_versions', (table) => {
    key(table);
    table.text('yaml').notNullable();
    table.text('published_at').notNullable();
    optionalReference(table, 'published_by', 'users');
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['questionnaire_versions', 'questionnaire_draft_versions', 'questionnaire_drafts']) {
    await db.schema.dropTable(table);
  }
}
