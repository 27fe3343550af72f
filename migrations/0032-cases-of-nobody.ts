import type { Knex } from 'knex';

const ASSIGNED = 'assigned_to';
const IN_LANGUAGE = 'due_language';

/** What the supervisor must see to is counted by the one, and listed in the order of the numbers by the others. */
export async function up(db: Knex): Promise<void> {
  // With the moment in it: SQLite otherwise goes through every case that is due, because it takes a range of the index
  // by moment to be smaller than the cases of one interviewer.
  await replaceIndex(db, 'cases_assigned', ['study_id', 'assigned_to', 'due_at'], ASSIGNED);
  // Without these it goes through all cases of the study in the order of their numbers.
  await addIndex(db, 'cases_assigned_by_number', ['study_id', 'case_number'], ASSIGNED);
  await replaceIndex(db, 'cases_in_another_language', ['study_id', 'case_number'], IN_LANGUAGE);
}

export async function down(db: Knex): Promise<void> {
  const languageFirst = ['study_id', 'due_language', 'case_number'];
  await replaceIndex(db, 'cases_in_another_language', languageFirst, IN_LANGUAGE);
  await dropIndex(db, 'cases_assigned_by_number');
  await replaceIndex(db, 'cases_assigned', ['study_id', 'assigned_to'], ASSIGNED);
}

async function replaceIndex(
  db: Knex,
  name: string,
  columns: readonly string[],
  present: string,
): Promise<void> {
  await dropIndex(db, name);
  await addIndex(db, name, columns, present);
}

async function dropIndex(db: Knex, name: string): Promise<void> {
  await db.schema.alterTable('cases', (table) => {
    table.dropIndex([], name);
  });
}

/** Of the cases only that have a value in the column. */
async function addIndex(db: Knex, name: string, columns: readonly string[], present: string): Promise<void> {
  await db.schema.alterTable('cases', (table) => {
    table.index([...columns], name, { predicate: db.whereNotNull(present) });
  });
}
