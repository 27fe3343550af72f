import type { Knex } from 'knex';
import { choice, key, keyReference, optionalReference, reference } from './columns.js';

/** Persons of a frame who may be one, and what researchers decided of them. */
export async function up(db: Knex): Promise<void> {
  // Worked out again from the care records each time that a delivery comes or goes; so its persons are not referred to.
  await db.schema.createTable('vault_match_pairs', (table) => {
    keyReference(table, 'study_id', 'studies');
    // A hash of both identities: the same pair has the same key when a file is delivered again.
    table.text('pair_key').notNullable();
    choice(table, 'kind', ['same_initial', 'no_postcode', 'moved', 'renamed']);
    table.text('first_person_id').notNullable();
    table.text('second_person_id').notNullable();
    // Keyed hashes of the two, that do not depend on the order in which files came.
    table.text('first_identity_key').notNullable();
    table.text('second_identity_key').notNullable();
    // Place on the list.
    table.integer('position').notNullable();
    table.primary(['study_id', 'pair_key']);
    table.unique(['study_id', 'position']);
  });

  // Append-only: an undo is written beside the decision, which stays.
  await db.schema.createTable('vault_match_decisions', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    table.text('pair_key').notNullable();
    table.text('first_identity_key').notNullable();
    table.text('second_identity_key').notNullable();
    choice(table, 'decision', ['same', 'different']);
    table.text('decided_at').notNullable();
    optionalReference(table, 'decided_by', 'users');
    table.text('undone_at').nullable();
    optionalReference(table, 'undone_by', 'users');
    table.unique(['study_id', 'pair_key'], {
      indexName: 'vault_match_decisions_in_force',
      predicate: db.whereNull('undone_at'),
    });
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['vault_match_decisions', 'vault_match_pairs']) await db.schema.dropTable(table);
}
