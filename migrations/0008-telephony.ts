import type { Knex } from 'knex';
import { choice, double, key, keyReference, optionalReference, reference } from './columns.js';

/** What the telephone provider has of our calls and messages, under its own names; never a number. */
export async function up(db: Knex): Promise<void> {
  // A call has a leg to the interviewer and one to the respondent. Without a call: the ledger does not know it.
  await db.schema.createTable('call_legs', (table) => {
    key(table);
    optionalReference(table, 'call_id', 'calls');
    choice(table, 'kind', ['interviewer', 'respondent', 'unknown']);
    table.text('provider_reference').notNullable().unique();
    table.text('status').notNullable();
    table.text('first_seen_at').notNullable().index();
    // When we told the provider whom to connect: once for each leg.
    table.text('connected_at').nullable();
    table.text('ended_at').nullable();
    table.integer('seconds').nullable();
    double(table, 'price').nullable();
    table.text('price_unit').nullable();
    table.text('checked_at').nullable();
    table.text('deleted_at').nullable();
    table.text('delete_failure').nullable();
  });

  // Everything that the provider reported, as it came; a repeated report is one row.
  await db.schema.createTable('call_events', (table) => {
    key(table);
    keyReference(table, 'leg_id', 'call_legs');
    table.text('status').notNullable();
    table.integer('sequence').notNullable();
    table.integer('seconds').nullable();
    table.integer('network_code').nullable();
    table.text('received_at').notNullable();
    table.unique(['leg_id', 'status', 'sequence']);
  });

  // A reminder of an appointment; written before it is sent, and one for each appointment.
  await db.schema.createTable('text_messages', (table) => {
    key(table);
    reference(table, 'case_id', 'cases');
    table.text('appointment_id').notNullable().unique().references('id').inTable('appointments');
    table.text('contact_id').notNullable();
    choice(table, 'asked_for', ['parent', 'guardian', 'youth']);
    table.text('written_at').notNullable();
    table.text('provider_reference').nullable().unique();
    table.text('status').notNullable();
    double(table, 'price').nullable();
    table.text('price_unit').nullable();
    table.text('deleted_at').nullable();
    table.text('delete_failure').nullable();
  });

  // Studies that remind people of appointments; without a row none does.
  await db.schema.createTable('reminding_studies', (table) => {
    keyReference(table, 'study_id', 'studies');
    table.primary(['study_id']);
  });

  // The telephone on the desk of an interviewer whom the provider rings first.
  await db.schema.createTable('desk_telephones', (table) => {
    keyReference(table, 'user_id', 'users');
    table.text('number_sealed').notNullable();
    table.primary(['user_id']);
  });

  // Work that one server at a time does in the background.
  await db.schema.createTable('background_leases', (table) => {
    key(table, 'task');
    table.text('held_until').notNullable();
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of [
    'background_leases',
    'desk_telephones',
    'reminding_studies',
    'text_messages',
    'call_events',
    'call_legs',
  ]) {
    await db.schema.dropTable(table);
  }
}
