import type { Knex } from 'knex';

const SEXES = ['female', 'male', 'other'];
const YES_NO = ['yes', 'no'];
const HANDED_OVER = ['yes', 'no', 'refused'];

/** Backgrounds that tables are made by, no finer than a table needs; of cases what the client files tell. */
export async function up(db: Knex): Promise<void> {
  for (const name of ['cases', 'responses']) {
    await db.schema.alterTable(name, (table) => {
      table.text('sex').nullable().checkIn(SEXES);
      table.text('first_time').nullable().checkIn(YES_NO);
    });
  }
  await db.schema.alterTable('responses', (table) => {
    table.text('lvb').nullable().checkIn(HANDED_OVER);
    table.text('migration').nullable().checkIn(HANDED_OVER);
  });
}

export async function down(db: Knex): Promise<void> {
  // Knex would build the tables again, under their triggers.
  for (const column of ['lvb', 'migration', 'sex', 'first_time']) {
    await db.raw(`alter table responses drop column ${column}`);
  }
  for (const column of ['sex', 'first_time']) await db.raw(`alter table cases drop column ${column}`);
}
