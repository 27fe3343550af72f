import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import { openDatabase as open } from '../../../src/database/open-database.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { openStream, type Seed } from '../../../src/domain/sampling/random.js';
import { summariseResponse } from '../../../src/domain/response/response-summary.js';
import {
  checkCounts,
  doCountsRound,
  foldCounts,
  listCaseCounts,
  listDialCounts,
  listPartCounts,
  tallyFromCounts,
} from '../../../src/features/case-counts/case-counts.service.js';
import type { RateGroup } from '../../../src/domain/contact/outcome.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { withdrawCase } from '../../../src/features/withdrawals/withdrawals.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { type RandomField, openRandomField } from '../../support/random-fieldwork.js';

const START = instant('2026-04-13T09:00:00+02:00');
const EVENTS = 10_000;
const EVENTS_IN_A_TRANSACTION = 20;

/** What the pages read is what a look at every case and every call gives. */
async function expectEqualToRecount(app: TestApplication, study: Study): Promise<void> {
  const db = app.database.read;
  const [{ cases }] = (await db('cases').where({ study_id: study.id }).count({ cases: '*' })) as [
    { cases: number },
  ];
  const counts = await listCaseCounts(db, study.id);
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(cases);
  const statuses = await db('cases').where({ study_id: study.id }).pluck<string[]>('status');
  for (const status of new Set(statuses)) {
    const own = counts.filter((one) => one.status === status);
    expect([status, own.reduce((sum, { count }) => sum + count, 0)]).toEqual([
      status,
      statuses.filter((one) => one === status).length,
    ]);
  }
  const all = await casesOf(app, study);
  const released = new Set(all.filter(({ isReleased }) => isReleased).map(({ replicate }) => replicate));
  expect(summariseResponse(await tallyFromCounts(db, study.id))).toEqual(
    summariseResponse(
      all.map((one) => ({ ...one, isReplicateReleased: released.has(one.replicate), count: 1 })),
    ),
  );
  for (const by of ['domain', 'age', 'asked', 'first_call', 'last_call'] as const) {
    expect([by, await partsFromCounts(app, study, by)]).toEqual([by, partsOfCases(all, by)]);
  }
  expect(await dialsOf(app, study)).toEqual(await recountedDials(app, study));
}

interface CaseAsStored {
  readonly group: RateGroup;
  readonly replicate: number;
  readonly isReleased: boolean;
  readonly isAttempted: boolean;
  readonly weight: number;
  readonly values: Readonly<Record<'domain' | 'age' | 'asked' | 'first_call' | 'last_call', string>>;
}

/** Every case by itself, in the test's own words. */
async function casesOf(app: TestApplication, study: Study): Promise<readonly CaseAsStored[]> {
  const rows = (await app.database.read('cases').where({ study_id: study.id })) as Record<
    string,
    string | number | null
  >[];
  const text = (value: string | number | null | undefined, length = 99): string =>
    String(value ?? '').slice(0, length);
  return rows.map((row) => ({
    group: row['rate_group'] as RateGroup,
    replicate: Number(row['replicate']),
    isReleased: row['released_at'] !== null,
    isAttempted: Number(row['attempt_count']) > 0,
    weight: Number(row['design_weight']),
    values: {
      domain: '',
      age: text(row['age_band']),
      asked: text(row['last_asked_role']),
      first_call: text(row['first_called_at'], 13),
      last_call: text(row['last_called_at'], 15),
    },
  }));
}

type PartSums = Readonly<Record<string, readonly [cases: number, weight: number]>>;

function partsOfCases(all: readonly CaseAsStored[], by: keyof CaseAsStored['values']): PartSums {
  return sumsOf(all.map(({ values, weight, ...one }) => ({ ...one, value: values[by], count: 1, weight })));
}

async function partsFromCounts(
  app: TestApplication,
  study: Study,
  by: keyof CaseAsStored['values'],
): Promise<PartSums> {
  return sumsOf(await listPartCounts(app.database.read, study.id, by));
}

function sumsOf(
  counts: readonly (Omit<CaseAsStored, 'values'> & { readonly value: string; readonly count: number })[],
): PartSums {
  const sums: Record<string, readonly [number, number]> = {};
  for (const { value, group, replicate, isReleased, isAttempted, count, weight } of counts) {
    const key = [value, group, replicate, isReleased, isAttempted].join(' ');
    const [cases, weights] = sums[key] ?? [0, 0];
    sums[key] = [cases + count, Math.round((weights + weight) * 1e6) / 1e6];
  }
  return Object.fromEntries(Object.entries(sums).toSorted());
}

async function dialsOf(app: TestApplication, study: Study): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { outcome, count } of await listDialCounts(app.database.read, study, START)) {
    sums[outcome] = (sums[outcome] ?? 0) + count;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

/** Row by row in the test's own words: calls, and outcomes that nobody undid, of who did not withdraw. */
async function recountedDials(app: TestApplication, study: Study): Promise<Record<string, number>> {
  const db = app.database.read;
  const cases = new Set(
    await db('cases').where({ study_id: study.id }).whereNot({ status: 'withdrawn' }).pluck<string[]>('id'),
  );
  const calls: { id: string; case_id: string }[] = await db('calls').select('id', 'case_id');
  const own = new Set(calls.filter(({ case_id }) => cases.has(case_id)).map(({ id }) => id));
  const outcomes: { id: string; call_id: string | null; code: string; undoes_outcome_id: string | null }[] =
    await db('outcomes').select('id', 'call_id', 'code', 'undoes_outcome_id');
  const undone = new Set(outcomes.map(({ undoes_outcome_id }) => undoes_outcome_id));
  const counted = outcomes.filter(
    ({ id, call_id, undoes_outcome_id }) =>
      undoes_outcome_id === null && call_id !== null && own.has(call_id) && !undone.has(id),
  );
  const sums: Record<string, number> = own.size === 0 ? {} : { dial: own.size };
  for (const { code } of counted) sums[code] = (sums[code] ?? 0) + 1;
  return sums;
}

class Crash extends Error {}

/** Some events in one transaction; one in eight is lost in the middle. */
async function someEvents(
  app: TestApplication,
  field: RandomField,
  random: ReturnType<typeof openStream>,
): Promise<void> {
  const crashAt = random.below(8) === 0 ? random.below(EVENTS_IN_A_TRANSACTION) : -1;
  try {
    await transaction(app.database, async (trx) => {
      for (let event = 0; event < EVENTS_IN_A_TRANSACTION; event += 1) {
        await field.happen(trx);
        if (event === crashAt) throw new Crash();
      }
    });
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
}

describeOnEachDatabase('the counts of the fieldwork', ({ openDatabase, makeDatabase }) => {
  it(
    'equal a recount after ten thousand random events, some of them lost',
    { timeout: 600_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      app.setClock(START);
      const random = openStream(20_260_413 as Seed, 'counts');
      const field = await openRandomField(app, random);
      for (let done = 0; done < EVENTS; done += EVENTS_IN_A_TRANSACTION) {
        app.setClock(addMinutes(app.clock(), 1 + random.below(3)));
        await someEvents(app, field, random);
        if (done % 200 === 0) await foldCounts(app);
        if (done % 2500 === 0) await expectEqualToRecount(app, field.study);
      }
      await expectEqualToRecount(app, field.study);
      expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
      // All of it happened: a test of events that never come proves nothing.
      const db = app.database.read;
      const statuses = new Set(await db('cases').pluck<string[]>('status'));
      for (const status of ['withdrawn', 'excluded', 'completed', 'refused'])
        expect(statuses).toContain(status);
      expect(new Set(await db('outcomes').pluck<string[]>('code')).size).toBeGreaterThan(12);
      expect((await db('outcomes').whereNotNull('undoes_outcome_id')).length).toBeGreaterThan(100);
      expect(await db('cases').whereNull('released_at').whereNull('exclusion_reason')).toEqual([]);
      await foldCounts(app);
      expect(await db('case_count_changes')).toEqual([]);
      expect(await db('part_count_changes')).toEqual([]);
      await expectEqualToRecount(app, field.study);
    },
  );

  it('survive writers at the same time, and folding meanwhile', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(START);
    const random = openStream(7 as Seed, 'counts');
    const fields = [await openRandomField(app, random, 40), await openRandomField(app, random, 40)];
    await Promise.all(
      fields.map(async (field) => {
        for (let batch = 0; batch < 20; batch += 1) {
          await someEvents(app, field, random);
          if (batch % 5 === 0) await foldCounts(app);
        }
      }),
    );
    for (const { study } of fields) await expectEqualToRecount(app, study);
    expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
  });

  it(
    'equal a recount after the program was killed in the middle of its work',
    { timeout: 120_000 },
    async () => {
      const location = await makeDatabase();
      const database = open(location);
      const app = createTestApplication(database, { location });
      try {
        app.setClock(START);
        const study = await studyInFieldwork(
          app,
          Array.from({ length: 60 }, () => ({ bornOn: '2016-05-01' })),
        );
        for (let round = 0; round < 3; round += 1) {
          await killInTheMiddle({ location, slug: study.slug, round });
          await expectEqualToRecount(app, study);
        }
        expect(await database.read('calls').first()).toBeDefined();
        expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
      } finally {
        await database.close();
      }
    },
  );

  it('are put right by the check of the night, once, with a line in the log', async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(START);
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }, { bornOn: '2016-05-01' }]);
    await app.database.write('case_count_changes').delete();
    await app.database.write('dial_counts').insert({
      study_id: study.id,
      domain_id: study.domains[0]?.id,
      half_hour: '2026-04-13T09:00',
      outcome: 'dial',
      dials: 5,
    });
    expect(await doCountsRound(app)).toBeNull();
    app.setClock(instant('2026-04-14T03:00:00+02:00'));
    expect(await doCountsRound(app)).toEqual({ cases: 1, dials: 1 });
    expect(await doCountsRound(app)).toBeNull();
    await expectEqualToRecount(app, study);
    const log: { detail: string }[] = await app.database
      .read('audit_log')
      .where({ action: 'counts.check' })
      .select('detail');
    expect(log.map(({ detail }): unknown => JSON.parse(detail))).toEqual([{ cases: 1, dials: 1 }]);
    app.setClock(instant('2026-04-15T03:00:00+02:00'));
    expect(await doCountsRound(app)).toEqual({ cases: 0, dials: 0 });
  });

  it('leave out the dials of whoever withdraws', async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(START);
    const field = await openRandomField(app, openStream(1 as Seed, 'counts'), 2);
    await transaction(app.database, (trx) => field.callOnce(trx, 'C001', 'no_answer'));
    await transaction(app.database, (trx) => field.callOnce(trx, 'C002', 'busy'));
    expect(await dialsOf(app, field.study)).toEqual({ dial: 2, no_answer: 1, busy: 1 });
    await withdrawCase(app, COMMAND, {
      slug: field.study.slug,
      caseNumber: 'C001',
      askedBy: 'parent',
      askedThrough: 'call',
      neverAgain: false,
    });
    expect(await dialsOf(app, field.study)).toEqual({ dial: 1, busy: 1 });
  });
});

/** Lets another process write, and kills it after some lines. */
async function killInTheMiddle(task: object): Promise<void> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/tools/counting-process.ts', JSON.stringify(task)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  let lines = 0;
  if (child.stdout === null) throw new Error('the process says nothing');
  createInterface({ input: child.stdout }).on('line', () => {
    lines += 1;
    if (lines === 5) child.kill('SIGKILL');
  });
  expect((await ended)[1]).toBe('SIGKILL');
}
