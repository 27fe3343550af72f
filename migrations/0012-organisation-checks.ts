import type { Knex } from 'knex';
import { choice, keyReference, key, optionalReference, reference } from './columns.js';

/** The check by the organisations: until when, the personal links of contacts, and what was marked by whom. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('check_rules', (table) => {
    keyReference(table, 'study_id', 'studies');
    table.text('closes_on').nullable();
    table.integer('link_days').notNullable();
    table.primary(['study_id']);
  });

  // Token and code are stored as hashes only: who reads the database cannot open a list.
  await db.schema.createTable('vault_check_links', (table) => {
    key(table);
    reference(table, 'organisation_id', 'organisations');
    table.text('label_sealed').notNullable();
    table.text('token_hash').notNullable().unique();
    table.text('code_hash').notNullable();
    // Codes that were tried since the last right one; kept here so that a restart gives no new guesses.
    table.integer('guess_count').notNullable().defaultTo(0);
    table.text('created_at').notNullable();
    optionalReference(table, 'created_by', 'users');
    table.text('expires_at').notNullable();
    table.text('opened_at').nullable();
    table.text('revoked_at').nullable();
  });

  await db.schema.createTable('vault_check_sessions', (table) => {
    table.text('token_hash').notNullable().primary();
    reference(table, 'link_id', 'vault_check_links');
    table.text('csrf_token').notNullable();
    table.text('flash').nullable();
    table.text('last_seen_at').notNullable();
    table.text('expires_at').notNullable().index();
  });

  // One organisation about one client. Without `carried_out_at` it can still be taken back.
  await db.schema.createTable('vault_check_marks', (table) => {
    keyReference(table, 'organisation_id', 'organisations');
    reference(table, 'case_id', 'cases');
    table.text('reason').notNullable();
    choice(table, 'marked_by', ['contact', 'researcher']);
    // Why a researcher excluded somebody after the check had closed.
    table.text('explanation_sealed').nullable();
    table.text('marked_at').notNullable();
    table.text('carried_out_at').nullable();
    table.primary(['organisation_id', 'case_id']);
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['vault_check_marks', 'vault_check_sessions', 'vault_check_links', 'check_rules']) {
    await db.schema.dropTable(table);
  }
}
