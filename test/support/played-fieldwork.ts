import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { civilDate } from '../../src/domain/calendar/civil-date.js';
import { addMinutes, instant } from '../../src/domain/calendar/instant.js';
import type { Application } from '../../src/application.js';
import type { CaseAction } from '../../src/domain/contact/case-action.js';
import { openStream, type Seed } from '../../src/domain/sampling/random.js';
import { doAction } from '../../src/features/case-actions/case-actions.service.js';
import { undoAction } from '../../src/features/case-actions/past-actions.service.js';
import { changePause, getPauses } from '../../src/features/field-pauses/field-pauses.service.js';
import { SIMULATION, type VirtualField } from '../../src/features/simulation/virtual-field.js';
import type { Study } from '../../src/features/studies/studies.service.js';
import { DEFAULT_SIMULATION_RATES } from '../../src/domain/simulation/simulation-rates.js';
import { openVirtualField } from '../../src/features/simulation/virtual-field.js';
import { playFieldwork } from '../../src/features/simulation/virtual-fieldwork.js';
import type { FieldworkLog } from '../checker/log.js';
import { readLog } from '../checker/read-log.js';
import { createTestApplication } from './application.js';
import { studyForSimulation } from './simulated-study.js';

/** Over Easter, King's Day, 4 and 5 May and Ascension Day, when the rules of the calendar matter. */
const FIRST_DAY = civilDate('2026-04-01');

/**
 * What a supervisor does besides deciding: assigns cases, takes assignments away, pauses cases and domains for a day or
 * more, gives attempts, and takes some of it back.
 */
function supervisorOf(field: VirtualField, seed: Seed) {
  const { interviewerIds } = field;
  const random = openStream(seed, 'assignments');
  return async (app: Application, { slug, domains }: Study): Promise<void> => {
    const reason = 'Voor de proef.';
    const done: string[] = [];
    const numbers = await app.database.read('cases').orderBy('case_number').pluck<string[]>('case_number');
    const some = (count: number): string[] =>
      Array.from({ length: count }, () => numbers[random.below(numbers.length)] ?? '');
    const act = async (action: CaseAction, caseNumbers: readonly string[]): Promise<void> => {
      // One after the other: what is written at one instant has no order.
      field.setClock(addMinutes(app.clock(), 1));
      const interviewerId = interviewerIds[random.below(interviewerIds.length)] ?? null;
      const input = { slug, action, interviewerId, caseNumbers, reason, seenAt: app.clock() };
      const { actionId } = await doAction(app, SIMULATION, input);
      if (actionId !== null) done.push(actionId);
    };
    await act('resume', numbers);
    await act('assign', some(4));
    await act('unassign', some(12));
    await act('extend', some(2));
    await act('pause', some(3));
    const last = done.at(-1);
    if (random.below(3) === 0 && last !== undefined) {
      field.setClock(addMinutes(app.clock(), 1));
      await undoAction(app, SIMULATION, { slug, actionId: last, reason });
    }
    for (const domain of [null, ...domains.map(({ code }) => code)]) {
      const { running } = await getPauses(app, slug);
      const id = domains.find(({ code }) => code === domain)?.id ?? null;
      const isPaused = running.some(({ domainId }) => domainId === id);
      if (random.below(isPaused ? 2 : 9) !== 0) continue;
      await changePause(app, SIMULATION, { slug, domain, kind: isPaused ? 'resumed' : 'paused', reason });
    }
  };
}

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
      const inTheMorning = supervisorOf(field, seed);
      await playFieldwork({ field, study, rates, seed, firstDay: FIRST_DAY, days, inTheMorning });
      return await readLog(field.app);
    } finally {
      await field.close();
    }
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
