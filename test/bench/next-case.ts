import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knex from 'knex';
import { type Database, transaction } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { takeNextCase } from '../../src/features/cases/case-claims.service.js';
import type { Study } from '../../src/features/studies/studies.service.js';
import { createTestApplication, type TestApplication } from '../support/application.js';
import { startPostgres } from '../support/postgres-server.js';
import { type Benchmark, type Measurement, measurement, percentile } from './measurement.js';
import { fillInBulk } from './bulk.js';
import { EVENING, seedLargeStudy } from './large-study.js';

const SIZES = [1_000, 20_000, 1_000_000];
const ALONE = 300;
/** The first claims open connections and fill caches: in every size alike, so they are not counted. */
const WARM_UP = 20;
const ROUNDS = 10;
const AT_ONCE = [8, 64];

interface Figures {
  readonly engine: string;
  readonly cases: number;
  readonly median_ms: number;
  readonly p99_ms: number;
  /** One row written durably in the same database, in turn with the claims. */
  readonly bare_write_median_ms: number;
  readonly ratio_to_bare_write: number;
  readonly at_once: readonly {
    readonly interviewers: number;
    readonly rounds: number;
    readonly asked: number;
    /** Requests that got a case that nobody else got. */
    readonly served: number;
    readonly median_ms: number;
    readonly p99_ms: number;
  }[];
}

/**
 * Taking the next case through the service, one interviewer after another and many at the same instant, while the
 * study grows from a thousand cases to a million. The reference is the same on SQLite with a thousand, claim by claim in
 * turn; beside it stands one bare durable write.
 */
export const nextCase: Benchmark = {
  name: 'next-case',
  async measure(): Promise<Measurement> {
    const figures = [...(await measureSqlite()), ...(await measurePostgres())];
    const ofSqlite = (cases: number): Figures | undefined =>
      figures.find((one) => one.engine === 'sqlite' && one.cases === cases);
    const [smallest, largest] = [SIZES[0] ?? 0, SIZES.at(-1) ?? 0];
    return measurement('next-case', ofSqlite(largest)?.median_ms ?? Number.NaN, {
      unit: 'ms',
      reference: {
        name: `the same with ${String(smallest)} cases`,
        value: ofSqlite(smallest)?.median_ms ?? Number.NaN,
      },
      detail: {
        asked: sumOf(figures, 'asked'),
        served: sumOf(figures, 'served'),
        figures,
      },
    });
  },
};

function sumOf(figures: readonly Figures[], what: 'asked' | 'served'): number {
  return figures.flatMap(({ at_once }) => at_once).reduce((sum, one) => sum + one[what], 0);
}

async function measureSqlite(): Promise<readonly Figures[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-bench-'));
  try {
    return await measureInTurn((cases) =>
      Promise.resolve(openDatabase({ engine: 'sqlite', file: path.join(folder, `${String(cases)}.sqlite`) })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measurePostgres(): Promise<readonly Figures[]> {
  const server = await startPostgres();
  try {
    return await measureInTurn(async (cases) => {
      const name = `next_case_${String(cases)}`;
      const maintenance = knex({ client: 'pg', connection: server.url });
      await maintenance.raw(`create database ${name}`);
      await maintenance.destroy();
      const url = new URL(server.url);
      url.pathname = name;
      return openDatabase({ engine: 'postgres', url: url.href });
    });
  } finally {
    await server.stop();
  }
}

/** A study of one size, with interviewers who have not asked yet. */
interface Field {
  readonly app: TestApplication;
  readonly study: Study;
  readonly cases: number;
  readonly fresh: string[];
  readonly alone: number[];
  readonly bare: number[];
  readonly together: Figures['at_once'][number][];
}

/** The sizes take turns, claim by claim: whatever else the machine does meanwhile, it does to all of them alike. */
async function measureInTurn(open: (cases: number) => Promise<Database>): Promise<readonly Figures[]> {
  const fields: Field[] = [];
  try {
    for (const cases of SIZES) {
      fields.push(await openField(await open(cases), cases));
      process.stderr.write(`filled with ${String(cases)} cases\n`);
    }
    for (let claim = 0; claim < ALONE; claim += 1) {
      for (const field of fields) await claimAlone(field);
    }
    for (const interviewers of AT_ONCE) await claimTogether(fields, interviewers);
    return fields.map(figuresOf);
  } finally {
    for (const { app } of fields) await app.database.close();
  }
}

async function openField(database: Database, cases: number): Promise<Field> {
  await migrateUp(database);
  const app = createTestApplication(database);
  const people = ALONE + WARM_UP + ROUNDS * AT_ONCE.reduce((sum, count) => sum + count, 0);
  const { study, interviewerIds } = await fillInBulk(app, () => seedLargeStudy(app, { cases, people }));
  app.setClock(EVENING);
  const fresh = [...interviewerIds];
  for (const id of fresh.splice(0, WARM_UP)) await timedClaim(app, study, id);
  await database.write.schema.createTable('bare_writes', (table) => table.text('value'));
  return { app, study, cases, fresh, alone: [], bare: [], together: [] };
}

async function claimAlone({ app, study, fresh, alone, bare }: Field): Promise<void> {
  const [id = ''] = fresh.splice(0, 1);
  alone.push((await timedClaim(app, study, id)).milliseconds);
  bare.push(await timedWrite(app.database, id));
}

async function claimTogether(fields: readonly Field[], interviewers: number): Promise<void> {
  const times = fields.map((): number[] => []);
  const served = fields.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { app, study, fresh }] of fields.entries()) {
      await giveAllBack(app.database);
      const ids = fresh.splice(0, interviewers);
      const claims = await Promise.all(ids.map((id) => timedClaim(app, study, id)));
      times[index]?.push(...claims.map(({ milliseconds }) => milliseconds));
      served[index] =
        (served[index] ?? 0) + new Set(claims.flatMap(({ caseNumber }) => caseNumber ?? [])).size;
    }
  }
  for (const [index, { together }] of fields.entries()) {
    const own = times[index] ?? [];
    together.push({
      interviewers,
      rounds: ROUNDS,
      asked: ROUNDS * interviewers,
      served: served[index] ?? 0,
      median_ms: percentile(own, 0.5),
      p99_ms: percentile(own, 0.99),
    });
  }
}

function figuresOf({ app, cases, alone, bare, together }: Field): Figures {
  const [median, bareMedian] = [percentile(alone, 0.5), percentile(bare, 0.5)];
  return {
    engine: app.database.engine,
    cases,
    median_ms: median,
    p99_ms: percentile(alone, 0.99),
    bare_write_median_ms: bareMedian,
    ratio_to_bare_write: median / bareMedian,
    at_once: together,
  };
}

/** So that a thousand cases are enough for ten rounds. */
async function giveAllBack(database: Database): Promise<void> {
  await transaction(database, async (trx) => {
    await trx('cases')
      .whereNotNull('lease_interviewer_id')
      .update({ lease_interviewer_id: null, lease_until: null });
  });
}

/** What no claim can do without. */
async function timedWrite(database: Database, value: string): Promise<number> {
  const startedAt = performance.now();
  await transaction(database, async (trx) => {
    await trx('bare_writes').insert({ value });
  });
  return performance.now() - startedAt;
}

async function timedClaim(
  app: TestApplication,
  study: Study,
  interviewerId: string,
): Promise<{ caseNumber: string | null; milliseconds: number }> {
  const startedAt = performance.now();
  const record = await takeNextCase(app, study, interviewerId);
  return { caseNumber: record?.caseNumber ?? null, milliseconds: performance.now() - startedAt };
}
