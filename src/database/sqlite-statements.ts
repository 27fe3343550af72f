/** What the sqlite3 package gives of a connection, as far as it is used here. */
export interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
  all: Execute;
  run: Execute;
  prepare(sql: string, done: (error: Error | null) => void): SqliteStatement;
  close(done: (error: Error | null) => void): void;
}

type Execute = (sql: string, values: unknown, done: (error: Error | null, rows?: unknown) => void) => void;

interface SqliteStatement {
  all(values: unknown, done: (error: Error | null, rows?: unknown) => void): void;
  run(values: unknown, done: (error: Error | null) => void): void;
  finalize(): void;
}

/** More than the program has on its busiest pages, and few enough to keep in memory. */
const MOST_KEPT = 300;

/** A pragma may do its work while it is compiled, and whatever makes tables is needed once. */
const IS_KEPT = /^\s*(select|insert|update|delete|with|begin|commit)\b/i;

/**
 * Lets a connection compile each statement once instead of at every use, which takes longer than most statements
 * themselves. SQLite compiles anew by itself when the schema has changed.
 */
export function keepStatements(connection: SqliteConnection): void {
  const kept = new Map<string, SqliteStatement>();
  for (const method of ['all', 'run'] as const) {
    const executeOnce = connection[method].bind(connection);
    connection[method] = (sql, values, done) => {
      const known = kept.get(sql);
      if (known !== undefined) {
        // The one that was used last is the last to be thrown away.
        kept.delete(sql);
        kept.set(sql, known);
        known[method](values, done);
      } else if (IS_KEPT.test(sql)) {
        const compiled = connection.prepare(sql, (error) => {
          if (error !== null) {
            done(error);
            return;
          }
          keep(kept, sql, compiled);
          compiled[method](values, done);
        });
      } else executeOnce(sql, values, done);
    };
  }
  const close = connection.close.bind(connection);
  connection.close = (done) => {
    for (const statement of kept.values()) statement.finalize();
    kept.clear();
    close(done);
  };
}

/** Whatever goes is thrown away by the driver once it is not in use any more. */
function keep(kept: Map<string, SqliteStatement>, sql: string, compiled: SqliteStatement): void {
  // Two that were compiled at the same time: the later one stays.
  kept.get(sql)?.finalize();
  kept.set(sql, compiled);
  if (kept.size <= MOST_KEPT) return;
  for (const [oldest, statement] of kept) {
    statement.finalize();
    kept.delete(oldest);
    return;
  }
}
