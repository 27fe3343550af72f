import { readFileSync } from 'node:fs';
import { expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.js';
import { describeSchema } from '../support/schema.js';
import { dataModelDocument } from '../tools/data-model.js';

it('the data model in the documentation is that of the schema (npm run data-model)', async () => {
  const database = openDatabase({ engine: 'sqlite', file: inject('sqliteTemplate') });
  const schema = await describeSchema(database);
  await database.close();
  expect(readFileSync(new URL('../../docs/data-model.md', import.meta.url), 'utf8')).toBe(
    dataModelDocument(schema),
  );
});
