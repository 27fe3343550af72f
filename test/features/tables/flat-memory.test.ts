import { expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.js';
import { exportResponses } from '../../../src/features/responses/responses.service.js';
import { makeTable } from '../../../src/features/tables/tables.service.js';
import { FILLED_STUDY, fillStudy } from '../../bench/filled-study.js';
import { makeWeights } from '../../../src/features/weights/weights.service.js';
import { COMMAND } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';

interface Taken {
  /** Rows that the database handed over for a table. */
  readonly forTable: number;
  /** Most rows that the database handed over at once for a file of answers, and the largest portion of the file. */
  readonly atOnce: number;
  readonly portion: number;
  /** Rows for a CSV and for an SPSS file. */
  readonly read: readonly [csv: number, sav: number];
}

/** What a table and a file of so many respondents have in memory, counted instead of measured. */
async function takenBy(database: Database, people: number): Promise<Taken> {
  const app = await fillStudy(database, { people, questions: 4, cells: 3 });
  let rows: number[] = [];
  database.read.on('query-response', (response: unknown) => {
    rows.push(Array.isArray(response) ? response.length : 1);
  });
  const request = { study: FILLED_STUDY, questions: null, columns: ['Z'], procedure: 'design' } as const;
  await makeTable(app, { ...request, beside: [] });
  const forTable = rows.reduce((sum, one) => sum + one, 0);
  await makeWeights(app, COMMAND, {
    study: FILLED_STUDY,
    name: 'gelijk',
    settings: { cells: [], method: 'none', margins: [], trim: null },
  });
  const csv = await written('csv');
  const sav = await written('sav');
  return { forTable, ...csv, read: [csv.rows, sav.rows] };

  async function written(format: 'csv' | 'sav') {
    rows = [];
    const request = { study: FILLED_STUDY, format, withTexts: false, k: 5, weights: 'gelijk' };
    const { chunks } = await exportResponses(app, COMMAND, request);
    let portion = 0;
    for await (const chunk of chunks) portion = Math.max(portion, chunk.length);
    return { atOnce: Math.max(...rows), portion, rows: rows.reduce((sum, one) => sum + one, 0) };
  }
}

describeOnEachDatabase('memory', ({ openDatabase }) => {
  it('does not grow with the number of respondents, of a table nor of the answers in a file', async () => {
    const few = await takenBy(await openDatabase(), 600);
    const many = await takenBy(await openDatabase(), 6000);
    expect(few.forTable).toBeGreaterThan(20);
    expect(many.forTable).toBe(few.forTable);
    expect(many.atOnce).toBe(few.atOnce);
    // The numbers of respondents become longer.
    expect(many.portion).toBeLessThan(few.portion * 1.2);
    // Without words in it an SPSS file needs no first reading for the length of texts.
    expect(many.read[1]).toBe(many.read[0]);
  });
});
