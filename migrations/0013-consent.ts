import type { Knex } from 'knex';
import { choice, flag, key, keyReference, optionalReference, reference } from './columns.js';

/**
 * What consent asks beside the records themselves: proofs of withdrawal, the objection list that outlives every study, and
 * the sealed store of care concerns.
 */
export async function up(db: Knex): Promise<void> {
  // One row for each withdrawal that was carried out. It names nobody; it says what was deleted when.
  await db.schema.createTable('withdrawals', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    table.text('case_id').notNullable().unique().references('id').inTable('cases');
    // Said to whoever withdrew, so that they can refer to it.
    table.text('reference').notNullable().unique();
    choice(table, 'asked_by', ['parent', 'guardian', 'youth', 'organisation']);
    choice(table, 'asked_through', ['call', 'letter', 'email', 'conversation']);
    table.text('deleted').notNullable();
    flag(table, 'is_on_objection_list');
    table.text('withdrawn_at').notNullable();
    optionalReference(table, 'withdrawn_by', 'users');
  });

  // Whom to leave in peace for good: keyed hashes, and not a word of who they are. No part of a study.
  await db.schema.createTable('objections', (table) => {
    key(table);
    choice(table, 'kind', ['number', 'person']);
    table.text('object_key').notNullable().unique();
    // Birth date, last name and initial: for files that know no more than the initial.
    table.text('initial_key').nullable().index();
    choice(table, 'source', ['by_hand', 'file', 'withdrawal', 'outcome']);
    table.text('added_at').notNullable();
    optionalReference(table, 'added_by', 'users');
  });

  await db.schema.createTable('vault_concerns', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    reference(table, 'case_id', 'cases');
    flag(table, 'is_urgent');
    choice(table, 'state', ['new', 'in_hand', 'settled']);
    table.text('text_sealed').notNullable();
    table.text('reported_at').notNullable();
    optionalReference(table, 'reported_by', 'users');
  });

  // Who reported, read and decided: append-only as long as the concern is there.
  await db.schema.createTable('vault_concern_events', (table) => {
    keyReference(table, 'concern_id', 'vault_concerns');
    table.integer('sequence').notNullable();
    choice(table, 'kind', ['reported', 'read', 'taken_in_hand', 'noted', 'settled', 'reopened']);
    table.text('note_sealed').nullable();
    table.text('occurred_at').notNullable();
    optionalReference(table, 'made_by', 'users');
    table.primary(['concern_id', 'sequence']);
  });
}

/** Takes the tables away. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['vault_concern_events', 'vault_concerns', 'objections', 'withdrawals']) {
    await db.schema.dropTable(table);
  }
}
