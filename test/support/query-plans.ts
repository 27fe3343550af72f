import type { Knex } from 'knex';
import type { Database } from '../../src/database/database.js';

/** A statement that the program asked of its database. */
export interface Statement {
  readonly sql: string;
  readonly bindings: Knex.RawBinding[];
}

/** Every statement from now on, in the order in which they are asked. */
export function recordStatements({ read, write }: Database): readonly Statement[] {
  const statements: Statement[] = [];
  for (const connection of new Set([read, write])) {
    connection.on('query', (statement: Statement) => statements.push(statement));
  }
  return statements;
}

/** A step of SQLite's plan that reads every case, or every case of a study. */
const THROUGH_ALL_CASES = /^SCAN cases\b|^SEARCH cases .*\(study_id=\?\)$/;

/**
 * Which steps of the plans of these statements read every case of a study: a millisecond with a thousand cases, and a
 * second with a million. Of SQLite only: PostgreSQL plans by how many rows there are.
 */
export async function stepsThroughAllCases(
  { read }: Database,
  statements: readonly Statement[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { sql, bindings } of [...statements]) {
    if (!/\bcases\b/.test(sql)) continue;
    const plan = await read.raw<{ detail: string }[]>(`explain query plan ${sql}`, bindings);
    found.push(
      ...plan.flatMap(({ detail }) => (THROUGH_ALL_CASES.test(detail) ? [`${detail}: ${sql}`] : [])),
    );
  }
  return found;
}
