import type { Knex } from 'knex';
import { choice, key, optionalReference, reference } from './columns.js';

/** What supervisors do to many cases at once, and to the fieldwork as a whole; rows are only added. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('case_actions', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    choice(table, 'kind', [
      'assign',
      'unassign',
      'pause',
      'resume',
      'extend',
      'release',
      'allow',
      'refuse',
      'appoint',
      'cancel_appointment',
      'undo',
    ]);
    // Whom cases are assigned to.
    optionalReference(table, 'interviewer_id', 'users');
    table.text('reason').notNullable();
    table.integer('cases').notNullable();
    table.text('made_at').notNullable();
    optionalReference(table, 'made_by', 'users');
    // An action is taken back by a row of its own.
    optionalReference(table, 'undoes_action_id', 'case_actions');
  });
  await db.schema.alterTable('case_events', (table) => {
    optionalReference(table, 'action_id', 'case_actions');
  });
  // A pause of a domain, or of the whole study without one: no case is written for it.
  await db.schema.createTable('field_pauses', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    optionalReference(table, 'domain_id', 'domains');
    choice(table, 'kind', ['paused', 'resumed']);
    table.text('reason').notNullable();
    table.text('occurred_at').notNullable();
    optionalReference(table, 'made_by', 'users');
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('field_pauses');
  await db.schema.alterTable('case_events', (table) => {
    table.dropForeign(['action_id']);
    table.dropIndex(['action_id']);
    table.dropColumn('action_id');
  });
  await db.schema.dropTable('case_actions');
}
