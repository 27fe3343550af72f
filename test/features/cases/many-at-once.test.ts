import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { insertRows } from '../../../src/database/batches.js';
import { type DatabaseLocation, transaction } from '../../../src/database/database.js';
import { openDatabase } from '../../../src/database/open-database.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CASES = 100;
const AT_ONCE = 64;

const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** Accounts without a password: making one takes longer than all the rest. */
async function interviewers(app: TestApplication, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => app.newId());
  const rows = ids.map((id) => ({
    id,
    email: `${id}@example.org`,
    name: id,
    password_hash: '',
    is_active: 1,
    created_at: app.clock(),
  }));
  await transaction(app.database, (trx) => insertRows(trx, 'users', rows));
  return ids;
}

async function takeTogether(
  app: TestApplication,
  study: Study,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const taken = await Promise.all(ids.map((id) => takeNextCase(app, study, id)));
  return new Set(taken.flatMap((record) => record?.caseNumber ?? []));
}

/** Takes cases in a process of its own, which is killed in the middle of it. */
async function takeAndDie(
  plan: { location: DatabaseLocation; slug: string; interviewerIds: readonly string[] },
  killAfter: number,
): Promise<readonly string[]> {
  const argument = JSON.stringify({ ...plan, now: EVENING });
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/tools/claiming-process.ts', argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  const ended = once(child, 'exit');
  const taken: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    taken.push(line);
    if (taken.length === killAfter) child.kill('SIGKILL');
  }
  expect((await ended)[1]).toBe('SIGKILL');
  return taken;
}

describeOnEachDatabase('64 interviewers at once', ({ makeDatabase }) => {
  it('get 64 cases, beside a process that was killed with cases in hand, and nothing is lost', async () => {
    const location = await makeDatabase();
    const database = openDatabase(location);
    try {
      const app = createTestApplication(database);
      const study = await studyInFieldwork(
        app,
        Array.from({ length: CASES }, () => ({ bornOn: '2016-05-01' })),
      );
      app.setClock(EVENING);
      const [doomed, present, later] = [
        await interviewers(app, 30),
        await interviewers(app, AT_ONCE),
        await interviewers(app, CASES),
      ];
      const gone = await takeAndDie({ location, slug: study.slug, interviewerIds: doomed }, 10);
      expect(gone.length).toBeGreaterThanOrEqual(10);

      const taken = await takeTogether(app, study, present);
      expect(taken.size).toBe(AT_ONCE);
      expect(gone.filter((caseNumber) => taken.has(caseNumber))).toEqual([]);

      // When the leases have ended, every case is there again for somebody.
      app.setClock(addMinutes(EVENING, 61));
      expect((await takeTogether(app, study, later)).size).toBe(CASES);
      const open: unknown[] = await database.read('attempts').whereNull('ended_at').select('id');
      expect(open).toHaveLength(CASES);
    } finally {
      await database.close();
    }
  }, 120_000);
});
