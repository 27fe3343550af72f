import { expect, it } from 'vitest';
import type { TableRow } from '../../../src/domain/tables/comparison-table.js';
import { makeTable } from '../../../src/features/tables/tables.service.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { cellsOf, partition, PUBLISHED_LETTERS, REPRODUCED } from '../../support/published-letters.js';
import { importPublishedStudies } from '../../support/published-studies.js';

async function rowsOf(app: TestApplication, columns: readonly string[]): Promise<readonly TableRow[]> {
  const { table } = await makeTable(app, {
    study: 'ceo-2016',
    questions: null,
    columns,
    procedure: 'spss',
    beside: null,
  });
  return table.rows;
}

describeOnEachDatabase('the published letters', ({ openDatabase }) => {
  it('come out of imported answers, for every row that the procedure can give', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const tables = { domain: await rowsOf(app, ['domain']), year: await rowsOf(app, ['domain', 'year']) };
    expect(REPRODUCED).toHaveLength(33);
    for (const letters of REPRODUCED) {
      const cells = cellsOf(letters.kind === 'domain' ? tables.domain : tables.year, letters);
      const name = `${letters.table} ${letters.row}`;
      expect([name, ...cells.map(({ value }) => Math.round((value ?? NaN) * 100))]).toEqual([
        name,
        ...letters.pct,
      ]);
      expect([name, ...partition(cells.map((cell) => cell.letters))]).toEqual([
        name,
        ...partition(letters.published),
      ]);
    }
  });

  it('are a,b – a – b where the report made a letter of its own of the overlap', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const rows = await rowsOf(app, ['domain']);
    const overlaps = PUBLISHED_LETTERS.filter(
      ({ status, kind }) => status === 'not-reproduced' && kind === 'domain',
    );
    expect(overlaps.map(({ row }) => row)).toContain('2 tevreden samenwerking (filtered n=105,87,35)');
    for (const letters of overlaps) {
      const cells = cellsOf(rows, letters);
      expect([letters.row, ...partition(cells.map((cell) => cell.letters))]).toEqual([
        letters.row,
        ...partition(letters.letters_bonferroni),
      ]);
    }
  });

  it.each([
    ['B2', 'basishulp', true],
    ['B2', 'specialistisch', false],
    ['B2', 'comparable-total', true],
    ['A3', 'basishulp', false],
    ['A3', 'specialistisch', true],
    ['A3', 'comparable-total', false],
  ])('say of the mean of %s in %s whether it changed: %s', async (question, group, isDifferent) => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const row = (await rowsOf(app, ['domain', 'year'])).find((one) => one.question === question);
    const letters = [`${group}/2015`, `${group}/2016`].map(
      (column) => row?.cells.find((cell) => cell.column === column)?.letters ?? '',
    );
    expect(partition(letters)).toEqual([isDifferent ? 'differs' : 'same']);
  });
});
