import type { Knex } from 'knex';

/*
 * Column kinds of every table. Both databases declare them with the same word, so that the schemas cannot
 * drift apart. Foreign keys get their index beside them: neither database makes one by itself.
 */

/** A random key made by the program. */
export function key(table: Knex.CreateTableBuilder, name = 'id'): void {
  table.text(name).notNullable().primary();
}

/** A row that must exist in another table. */
export function reference(table: Knex.CreateTableBuilder, name: string, to: string): void {
  table.text(name).notNullable().references('id').inTable(to).index();
}

/** A row that may exist in another table. */
export function optionalReference(table: Knex.CreateTableBuilder, name: string, to: string): void {
  table.text(name).nullable().references('id').inTable(to).index();
}

/** A row in another table, where the primary key of this one begins with it and so serves as its index. */
export function keyReference(table: Knex.CreateTableBuilder, name: string, to: string): void {
  table.text(name).notNullable().references('id').inTable(to);
}

/** 0 or 1. */
export function flag(table: Knex.CreateTableBuilder, name: string): void {
  table.integer(name).notNullable().defaultTo(0);
  table.check('?? in (0, 1)', [name]);
}

/** A real number in double precision. */
export function double(table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return table.specificType(name, 'double precision');
}

/** Text of which only these values are legal. */
export function choice(
  table: Knex.CreateTableBuilder,
  name: string,
  values: readonly string[],
): Knex.ColumnBuilder {
  return table
    .text(name)
    .notNullable()
    .checkIn([...values]);
}
