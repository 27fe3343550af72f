import type { Knex } from 'knex';
import { double, key, keyReference, optionalReference, reference } from './columns.js';

/** Weights that were made for the interviews of a study. */
export async function up(db: Knex): Promise<void> {
  // Every version that was made stays, with its settings and its report; the latest of a name is the one that counts.
  await db.schema.createTable('weight_sets', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    table.text('name').notNullable();
    table.integer('version').notNullable();
    table.text('settings').notNullable();
    table.text('report').notNullable();
    // The levels of the margins in each cell, by number; empty when weights were not fitted to totals.
    table.text('cells').notNullable();
    table.text('made_at').notNullable();
    optionalReference(table, 'made_by', 'users');
    table.unique(['study_id', 'name', 'version']);
  });

  await db.schema.createTable('response_weights', (table) => {
    keyReference(table, 'weight_set_id', 'weight_sets');
    table.text('response_id').notNullable().references('id').inTable('responses').onDelete('CASCADE').index();
    table.integer('cell').nullable();
    double(table, 'weight').notNullable();
    table.primary(['weight_set_id', 'response_id']);
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['response_weights', 'weight_sets']) await db.schema.dropTable(table);
}
