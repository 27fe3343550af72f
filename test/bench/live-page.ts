import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import knex from 'knex';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { endAttempt, takeNextCase } from '../../src/features/cases/case-claims.service.js';
import { refreshCase } from '../../src/features/cases/cases.service.js';
import { endStreams } from '../../src/features/live-page/live-stream.js';
import type { Study } from '../../src/features/studies/studies.service.js';
import { writeCall } from '../../src/features/telephony/ledger.service.js';
import { transaction } from '../../src/database/database.js';
import { createWebApp } from '../../src/web/app.js';
import { serve, type Served } from '../browser/support/serve.js';
import { createTestApplication, type TestApplication } from '../support/application.js';
import { signInAs } from '../support/browser-session.js';
import { openEventStream } from '../support/event-stream.js';
import { startPostgres } from '../support/postgres-server.js';
import { EVENING, seedLargeStudy } from './large-study.js';
import { type Benchmark, type Measurement, measurement, percentile } from './measurement.js';
import { seedWorkedStudy } from './worked-study.js';

const SMALL = 1_000;
const LARGE = 1_000_000;
const REQUESTS = 40;
const WARM_UP = 20;
const WRITERS = 50;
/** The stream is watched this long. */
const WATCHING_MILLISECONDS = 15_000;

interface Figures {
  readonly engine: string;
  readonly cases: number;
  readonly page_median_ms: number;
  readonly page_p99_ms: number;
  readonly bare_page_median_ms: number;
  /** The pages of the response, which read the same counts. */
  readonly response_median_ms: number;
  readonly curve_median_ms: number;
  readonly funnel_median_ms: number;
}

/**
 * The page of the fieldwork, asked of the server as a browser does, with a thousand cases and with a million of ten
 * attempts each (`--rows` for another number), beside the page of one's own account; and how long it takes from a call
 * that one of fifty interviewers makes to the screen of who watches.
 */
export const livePage: Benchmark = {
  name: 'live-page',
  async measure({ rows }): Promise<Measurement> {
    const sizes = [SMALL, rows ?? LARGE];
    const found = [await onSqlite(sizes), await onPostgres(sizes)];
    const figures = found.flatMap((one) => one.figures);
    const largest = figures.find(({ engine, cases }) => engine === 'sqlite' && cases === sizes[1]);
    return measurement('live-page', largest?.page_median_ms ?? Number.NaN, {
      unit: 'ms',
      reference: { name: 'the page of an account', value: largest?.bare_page_median_ms ?? Number.NaN },
      detail: { figures, delays: found.map((one) => one.delays) },
    });
  },
};

/** From a call that an interviewer makes to the screen of who watches. */
interface Delays {
  readonly engine: string;
  readonly interviewers: number;
  readonly calls: number;
  readonly median_ms: number;
  readonly p99_ms: number;
}

interface Found {
  readonly figures: readonly Figures[];
  readonly delays: Delays;
}

async function onSqlite(sizes: readonly number[]): Promise<Found> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-bench-'));
  try {
    return await measureAll(sizes, (name) =>
      Promise.resolve(openDatabase({ engine: 'sqlite', file: path.join(folder, `${name}.sqlite`) })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function onPostgres(sizes: readonly number[]): Promise<Found> {
  const server = await startPostgres();
  try {
    return await measureAll(sizes, async (name) => {
      const maintenance = knex({ client: 'pg', connection: server.url });
      await maintenance.raw(`create database live_${name}`);
      await maintenance.destroy();
      const url = new URL(server.url);
      url.pathname = `live_${name}`;
      return openDatabase({ engine: 'postgres', url: url.href });
    });
  } finally {
    await server.stop();
  }
}

async function measureAll(
  sizes: readonly number[],
  openNew: (name: string) => Promise<Database>,
): Promise<Found> {
  const delays = await measureDelays(await openNew('stream'));
  const figures: Figures[] = [];
  for (const cases of sizes) {
    figures.push(await measureIn(await openNew(`of_${String(cases)}`), cases));
    process.stderr.write(`${JSON.stringify(figures.at(-1))}\n`);
  }
  return { figures, delays };
}

async function measureIn(database: Database, cases: number): Promise<Figures> {
  let server: Served | null = null;
  try {
    await migrateUp(database);
    const app = createTestApplication(database);
    const { study } = await seedWorkedStudy(app, { cases, people: 1 });
    app.setClock(EVENING);
    const web = createWebApp(app);
    const { cookie } = await signInAs(app, web, 'veldwerkleider');
    server = await serve(web);
    const { url } = server;
    const medianOf = async (path: string): Promise<number> =>
      percentile(await timesOf(`${url}${path}`, cookie), 0.5);
    const page = await timesOf(`${url}/studies/${study.slug}/fieldwork`, cookie);
    return {
      engine: database.engine,
      cases,
      page_median_ms: percentile(page, 0.5),
      page_p99_ms: percentile(page, 0.99),
      bare_page_median_ms: await medianOf('/account'),
      response_median_ms: await medianOf(`/studies/${study.slug}/response?by=week`),
      curve_median_ms: await medianOf(`/studies/${study.slug}/response/curve`),
      funnel_median_ms: await medianOf(`/studies/${study.slug}/response/funnel`),
    };
  } finally {
    await server?.close();
    await database.close();
  }
}

async function timesOf(url: string, cookie: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let request = 0; request < WARM_UP + REQUESTS; request += 1) {
    const startedAt = performance.now();
    const answer = await fetch(url, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`${String(answer.status)} instead of the page`);
    await answer.text();
    if (request >= WARM_UP) times.push(performance.now() - startedAt);
  }
  return times;
}

async function measureDelays(database: Database): Promise<Delays> {
  let server: Served | null = null;
  try {
    await migrateUp(database);
    const app = createTestApplication(database);
    const { study, interviewerIds } = await seedLargeStudy(app, { cases: SMALL, people: WRITERS });
    app.setClock(EVENING);
    const web = createWebApp(app);
    const { cookie } = await signInAs(app, web, 'veldwerkleider');
    server = await serve(web);
    const url = `${server.url}/studies/${study.slug}/fieldwork/events`;
    return { engine: database.engine, ...(await watchCalls(app, study, { url, cookie, interviewerIds })) };
  } finally {
    await server?.close();
    await database.close();
  }
}

/** Every call that was made, and when the count on the screen had it. */
async function watchCalls(
  app: TestApplication,
  study: Study,
  at: { url: string; cookie: string; interviewerIds: readonly string[] },
): Promise<Omit<Delays, 'engine'>> {
  const stream = await openEventStream(at.url, at.cookie);
  const first = await stream.waitFor(({ event }) => event === 'change');
  const before = dialledIn(first.data) ?? 0;
  const madeAt: number[] = [];
  const until = performance.now() + WATCHING_MILLISECONDS;
  await Promise.all(
    at.interviewerIds.map(async (interviewerId, place) => {
      await wait(place * 20);
      while (performance.now() < until) {
        if (await callOnce(app, study, interviewerId)) madeAt.push(performance.now());
        await wait(1000);
      }
    }),
  );
  await stream.waitFor(({ data }) => (dialledIn(data) ?? 0) >= before + madeAt.length);
  const delays = madeAt
    .toSorted((one, other) => one - other)
    .map((made, index) => {
      const shown = stream.events.find(({ data }) => (dialledIn(data) ?? 0) > before + index);
      return Math.max(0, (shown?.at ?? Number.NaN) - made);
    });
  stream.close();
  endStreams(app);
  return {
    interviewers: at.interviewerIds.length,
    calls: madeAt.length,
    median_ms: percentile(delays, 0.5),
    p99_ms: percentile(delays, 0.99),
  };
}

/** An interviewer takes a case, dials and gives it back; `false` when none is due. */
async function callOnce(app: TestApplication, study: Study, interviewerId: string): Promise<boolean> {
  const record = await takeNextCase(app, study, interviewerId);
  if (record === null) return false;
  const attempt = await app.database
    .read('attempts')
    .where({ case_id: record.id })
    .whereNull('ended_at')
    .first<{ id: string } | undefined>('id');
  if (attempt === undefined) return false;
  await transaction(app.database, async (trx) => {
    await writeCall(trx, {
      id: app.newId(),
      attemptId: attempt.id,
      caseId: record.id,
      contactId: 'n1',
      askedFor: 'parent',
      driver: 'manual',
      dialledAt: app.clock(),
    });
    await refreshCase(app, trx, record.id);
  });
  await transaction(app.database, (trx) => endAttempt(app, trx, record.id));
  return true;
}

/** What stands under "Vandaag gebeld". */
function dialledIn(data: string): number | null {
  if (data === '') return null;
  const { parts = {} } = JSON.parse(data) as { parts?: Record<string, string> };
  const found = /Vandaag gebeld<\/dt>\s*<dd[^>]*>([\d.]+)</.exec(parts['figures'] ?? '');
  return found?.[1] === undefined ? null : Number(found[1].replaceAll('.', ''));
}
