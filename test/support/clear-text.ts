import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database, DatabaseLocation } from '../../src/database/database.js';

/**
 * Everything that a database stores, as bytes: of SQLite its file with the log beside it, of PostgreSQL all rows of all
 * tables as text.
 */
export async function everythingStored(location: DatabaseLocation, database: Database): Promise<Buffer> {
  if (location.engine === 'sqlite') {
    const folder = path.dirname(location.file);
    const files = readdirSync(folder).filter((name) => name.startsWith(path.basename(location.file)));
    return Buffer.concat(files.map((name) => readFileSync(path.join(folder, name))));
  }
  const { rows: tables } = await database.read.raw<{ rows: { name: string }[] }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.read.raw<{ rows: { text: string }[] }>(
      'select t::text as text from ?? t',
      [name],
    );
    texts.push(...rows.map(({ text }) => text));
  }
  return Buffer.from(texts.join('\n'));
}

/** Which of these texts can be read in what is stored, in the encodings in which a program might have left them. */
export function readableIn(stored: Buffer, texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].filter((text) => {
    const [utf8, latin1] = [Buffer.from(text, 'utf8'), Buffer.from(text, 'latin1')];
    const forms = [utf8, Buffer.from(text, 'utf16le'), ...(latin1.equals(utf8) ? [] : [latin1])];
    return forms.some((form) => stored.includes(form));
  });
}

/** The forms in which a Dutch number of ten digits may be written. */
export function writtenForms(number: string): readonly string[] {
  const rest = number.slice(1);
  const pairs = number.slice(2).replace(/(\d\d)(?=\d)/g, '$1 ');
  return [
    number,
    rest,
    `+31${rest}`,
    `0031${rest}`,
    `+31 (0)${rest}`,
    `${number.slice(0, 2)} - ${pairs}`,
    `${number.slice(0, 2)}-${number.slice(2)}`,
    `${number.slice(0, 2)} ${pairs}`,
  ];
}
