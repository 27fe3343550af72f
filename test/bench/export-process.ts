import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openDatabase } from '../../src/database/open-database.js';
import { exportResponses } from '../../src/features/responses/responses.service.js';
import type { DataFormat } from '../../src/features/responses/responses.forms.js';
import { COMMAND } from '../support/application.js';
import { type FilledSize, FILLED_STUDY, openFilled } from './filled-study.js';

/*
 * One process that writes the answers of a filled study to one file, or writes the rows as the database gives them, so
 * that its memory is that of the export and nothing else. Prints what it took as JSON.
 */

interface Plan {
  readonly database: string;
  readonly size: FilledSize;
  readonly format: DataFormat | 'rows';
  readonly output: string;
}

const plan = JSON.parse(process.argv[2] ?? '') as Plan;
const database = openDatabase({ engine: 'sqlite', file: plan.database });
const app = openFilled(database, plan.size);
const startMegabytes = process.resourceUsage().maxRSS / 1024;
const startedAt = performance.now();
if (plan.format === 'rows') await writeRows();
else await writeExport(plan.format);
const seconds = (performance.now() - startedAt) / 1000;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
await database.close();
process.stdout.write(`${JSON.stringify({ seconds, peakMegabytes, startMegabytes })}\n`);

async function writeExport(format: DataFormat): Promise<void> {
  const request = { study: FILLED_STUDY, format, withTexts: false, k: 5 };
  const { chunks } = await exportResponses(app, COMMAND, request);
  await pipeline(Readable.from(chunks), createWriteStream(plan.output));
}

/** The least that an export does: read every answer, in the order of the respondents, and write its number. */
async function writeRows(): Promise<void> {
  const out = createWriteStream(plan.output);
  const ids = await database.read('responses').orderBy('id').pluck<string[]>('id');
  for (let at = 0; at < ids.length; at += 500) {
    const rows: { question_id: string; number: number }[] = await database
      .read('answers')
      .whereIn('response_id', ids.slice(at, at + 500))
      .orderBy(['response_id', 'question_id', 'item'])
      .select('response_id', 'question_id', 'item', 'number');
    if (!out.write(rows.map(({ number }) => String(number)).join(','))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
