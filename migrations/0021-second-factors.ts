import type { Knex } from 'knex';
import { key, keyReference, reference } from './columns.js';

/** The second step of signing in: a code from an app, or a recovery code. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('second_factors', (table) => {
    keyReference(table, 'user_id', 'users');
    table.text('secret_sealed').notNullable();
    table.text('created_at').notNullable();
    // Until a first code was right, nothing is asked of this person.
    table.text('confirmed_at').nullable();
    // Of the last code that was used: a code opens once.
    table.integer('last_time_step').nullable();
    table.primary(['user_id']);
  });

  await db.schema.createTable('recovery_codes', (table) => {
    key(table);
    reference(table, 'user_id', 'users');
    table.text('code_hash').notNullable();
    table.text('used_at').nullable();
  });

  // Whoever gave the right password and not yet the code; as with sessions, only the hash of the cookie is stored.
  await db.schema.createTable('sign_in_steps', (table) => {
    table.text('token_hash').notNullable().primary();
    reference(table, 'user_id', 'users');
    table.text('expires_at').notNullable().index();
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['sign_in_steps', 'recovery_codes', 'second_factors']) await db.schema.dropTable(table);
}
