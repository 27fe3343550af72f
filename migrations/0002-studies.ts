import type { Knex } from 'knex';
import { choice, flag, key, keyReference, optionalReference, reference } from './columns.js';

/** Studies with their domains and organisations. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('studies', (table) => {
    key(table);
    table.text('slug').notNullable().unique();
    table.text('name').notNullable();
    table.integer('report_year').notNullable();
    table.text('questionnaire_id').notNullable();
    choice(table, 'status', ['design', 'sample_drawn', 'checking', 'fieldwork', 'closed', 'destroyed']);
    flag(table, 'is_practice');
    table.text('rules').notNullable();
    table.text('fieldwork_starts_on').nullable();
    table.text('fieldwork_ends_on').nullable();
    table.text('created_at').notNullable();
    optionalReference(table, 'created_by', 'users');
  });

  await db.schema.createTable('domains', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    table.text('code').notNullable();
    table.text('label').notNullable();
    table.integer('position').notNullable();
    table.integer('priority').notNullable();
    // The stratum as the tables need it: N and n of the design, whether drawn here or imported with the answers.
    table.integer('population_size').nullable();
    table.integer('target_interviews').nullable();
    // How many places of the target are taken: kept with every write to a case, because counting would take longer
    // with every interview.
    table.integer('seats_taken').notNullable().defaultTo(0);
    // Nobody gets a case of it: a supervisor paused it, or the whole study.
    flag(table, 'is_paused');
    table.unique(['study_id', 'code']);
  });

  await db.schema.createTable('segments', (table) => {
    keyReference(table, 'domain_id', 'domains');
    table.text('code').notNullable();
    table.text('label').notNullable();
    table.integer('position').notNullable();
    table.primary(['domain_id', 'code']);
  });

  await db.schema.createTable('organisations', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    reference(table, 'domain_id', 'domains');
    table.text('name').notNullable();
    table.unique(['study_id', 'domain_id', 'name']);
  });

  // By the organisation's name, because the same organisation delivers again in the study of next year.
  await db.schema.createTable('organisation_columns', (table) => {
    key(table, 'organisation_key');
    table.text('choices').notNullable();
    table.text('domain_code').notNullable();
    table.text('chosen_at').notNullable();
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['organisation_columns', 'organisations', 'segments', 'domains', 'studies'])
    await db.schema.dropTable(table);
}
