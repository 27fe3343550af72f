import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { civilDate } from '../../src/domain/calendar/civil-date.js';
import { instant } from '../../src/domain/calendar/instant.js';
import type { Seed } from '../../src/domain/sampling/random.js';
import { DEFAULT_SIMULATION_RATES } from '../../src/domain/simulation/simulation-rates.js';
import { openVirtualField } from '../../src/features/simulation/virtual-field.js';
import { playFieldwork } from '../../src/features/simulation/virtual-fieldwork.js';
import type { FieldworkLog } from '../checker/log.js';
import { readLog } from '../checker/read-log.js';
import { createTestApplication } from './application.js';
import { studyForSimulation } from './simulated-study.js';

/** Over Easter, King's Day, 4 and 5 May and Ascension Day, when the rules of the calendar matter. */
const FIRST_DAY = civilDate('2026-04-01');

/** Plays the fieldwork of an invented study, and gives its log to check. */
export async function playedLog(plan: {
  seed: Seed;
  cases: number;
  target: number;
  interviewers: number;
  days: number;
}): Promise<FieldworkLog> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-played-'));
  const database = openDatabase({ engine: 'sqlite', file: path.join(folder, 'study.sqlite') });
  try {
    await database.write.raw('pragma synchronous = off');
    await migrateUp(database);
    const app = createTestApplication(database);
    app.setClock(instant('2026-03-31T12:00:00+02:00'));
    const { seed, interviewers, days } = plan;
    const study = await studyForSimulation(app, plan);
    const field = await openVirtualField(app, study, { seed, interviewers, startsAt: app.clock() });
    try {
      const rates = DEFAULT_SIMULATION_RATES;
      await playFieldwork({ field, study, rates, seed, firstDay: FIRST_DAY, days });
      return await readLog(field.app);
    } finally {
      await field.close();
    }
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
