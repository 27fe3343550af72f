import type { Database } from '../../src/database/database.js';

export interface Schema {
  readonly columns: readonly { table: string; column: string; type: string; required: boolean }[];
  readonly foreignKeys: readonly { table: string; column: string; target: string }[];
  readonly indexes: readonly { table: string; columns: readonly string[] }[];
}

/** What stands in the database itself, apart from the migration's own bookkeeping. */
export async function describeSchema(database: Database): Promise<Schema> {
  const schema = database.engine === 'sqlite' ? await sqliteSchema(database) : await postgresSchema(database);
  return {
    columns: schema.columns.filter(isOurs).sort(byText),
    foreignKeys: schema.foreignKeys.filter(isOurs).sort(byText),
    indexes: schema.indexes.filter(isOurs).sort(byText),
  };
}

function isOurs({ table }: { table: string }): boolean {
  return !table.startsWith('knex_') && !table.startsWith('sqlite_');
}

function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

async function sqliteSchema({ read }: Database): Promise<Schema> {
  const tables = (await read('sqlite_master').where({ type: 'table' }).pluck('name')) as string[];
  const columns = [];
  const foreignKeys = [];
  const indexes = [];
  for (const table of tables) {
    const rows = await read.raw<
      {
        name: string;
        type: string;
        notnull: number;
        pk: number;
      }[]
    >(`pragma table_info(${table})`);
    for (const row of rows) {
      columns.push({
        table,
        column: row.name,
        type: row.type.toLowerCase(),
        required: row.notnull === 1 || row.pk > 0,
      });
    }
    for (const key of await read.raw<
      {
        from: string;
        table: string;
      }[]
    >(`pragma foreign_key_list(${table})`)) {
      foreignKeys.push({ table, column: key.from, target: key.table });
    }
    for (const index of await read.raw<{ name: string }[]>(`pragma index_list(${table})`)) {
      const parts = await read.raw<{ name: string }[]>(`pragma index_info(${index.name})`);
      indexes.push({ table, columns: parts.map((part) => part.name) });
    }
  }
  return { columns, foreignKeys, indexes };
}

async function postgresSchema({ read }: Database): Promise<Schema> {
  const columns = await catalogue<{ table: string; column: string; type: string; nullable: string }>(
    read,
    `select table_name as "table", column_name as "column", data_type as type, is_nullable as nullable
     from information_schema.columns where table_schema = 'public'`,
  );
  const foreignKeys = await catalogue<{ table: string; column: string; target: string }>(
    read,
    `select conrelid::regclass::text as "table", a.attname::text as "column",
       confrelid::regclass::text as target from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f'`,
  );
  const indexes = await catalogue<{ table: string; columns: string[] }>(
    read,
    `select i.indrelid::regclass::text as "table",
       array(select a.attname::text from unnest(i.indkey) with ordinality k(number, place)
             join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number order by k.place) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public'`,
  );
  return {
    columns: columns.map(({ table, column, type, nullable }) => ({
      table,
      column,
      type,
      required: nullable === 'NO',
    })),
    foreignKeys,
    indexes,
  };
}

async function catalogue<Row>(read: Database['read'], sql: string): Promise<Row[]> {
  return (await read.raw<{ rows: Row[] }>(sql)).rows;
}
