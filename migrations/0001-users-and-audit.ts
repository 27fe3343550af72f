import type { Knex } from 'knex';
import { flag, key, keyReference, reference } from './columns.js';

/** Accounts, sessions, and the append-only audit log. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('users', (table) => {
    key(table);
    table.text('email').notNullable().unique();
    table.text('name').notNullable();
    table.text('password_hash').notNullable();
    flag(table, 'is_active');
    table.text('created_at').notNullable();
  });

  await db.schema.createTable('user_roles', (table) => {
    keyReference(table, 'user_id', 'users');
    table.text('role').notNullable();
    table.primary(['user_id', 'role']);
  });

  // The cookie's token is stored as a hash only: who reads the database cannot take over a session.
  await db.schema.createTable('sessions', (table) => {
    table.text('token_hash').notNullable().primary();
    reference(table, 'user_id', 'users');
    table.text('csrf_token').notNullable();
    table.text('flash').nullable();
    table.text('created_at').notNullable();
    table.text('last_seen_at').notNullable();
    table.text('expires_at').notNullable().index();
  });

  // Programs read with a token what its owner may see; as with sessions, only the hash is stored.
  await db.schema.createTable('api_tokens', (table) => {
    key(table);
    reference(table, 'user_id', 'users');
    table.text('label').notNullable();
    table.text('token_hash').notNullable().unique();
    table.text('created_at').notNullable();
    table.text('expires_at').notNullable();
    table.text('last_used_at').nullable();
    table.text('revoked_at').nullable();
  });

  await db.schema.createTable('audit_log', (table) => {
    table.integer('sequence').notNullable().primary();
    table.text('at').notNullable();
    table.text('actor_kind').notNullable();
    table.text('actor_id').nullable();
    table.text('actor_name').notNullable();
    table.text('origin').nullable();
    table.text('action').notNullable();
    table.text('object_kind').notNullable();
    table.text('object_id').nullable();
    table.text('result').notNullable();
    table.text('detail').notNullable();
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable();
    table.index(['action', 'at']);
  });
  await forbidChanges(db, 'audit_log');
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['api_tokens', 'sessions', 'user_roles', 'users', 'audit_log'])
    await db.schema.dropTable(table);
  if (isPostgres(db)) await db.raw('drop function audit_log_is_append_only()');
}

async function forbidChanges(db: Knex, table: string): Promise<void> {
  if (isPostgres(db)) {
    await db.raw(`create function ${table}_is_append_only() returns trigger language plpgsql as
      $$ begin raise exception '${table} is append-only'; end $$`);
    await db.raw(`create trigger ${table}_is_append_only before update or delete or truncate on ${table}
      for each statement execute function ${table}_is_append_only()`);
    return;
  }
  for (const change of ['update', 'delete']) {
    await db.raw(`create trigger ${table}_refuses_${change} before ${change} on ${table}
      begin select raise(abort, '${table} is append-only'); end`);
  }
}

function isPostgres(db: Knex): boolean {
  return (db.client as { config: { client: unknown } }).config.client === 'pg';
}
