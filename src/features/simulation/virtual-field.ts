import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Actor, Application } from '../../application.js';
import { type Database, transaction } from '../../database/database.js';
import { idFromBytes } from '../../database/ids.js';
import { migrateUp } from '../../database/migrations.js';
import { openDatabase } from '../../database/open-database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { openStream, type Seed } from '../../domain/sampling/random.js';
import { openTelephony } from '../../telephony/open-telephony.js';
import { contactPlace } from '../../vault/sealed-places.js';
import type { Study } from '../studies/studies.service.js';
import * as queries from './study-copy.queries.js';

/** Who does what no interviewer does in a simulation. */
export const SIMULATION: Actor = { kind: 'system', id: null, name: 'Simulatie', roles: [], origin: null };

/** An application of its own on a copy of one study, with a clock that the simulation sets. */
export interface VirtualField {
  readonly app: Application;
  readonly interviewerIds: readonly string[];
  setClock(now: Instant): void;
  close(): Promise<void>;
}

/** Nobody is called: it belongs to a person without a telephone. */
const NO_NUMBER = '+31600000000';

/**
 * Copies a study to a database in a temporary file that is removed at the end. The same seed gives the same keys, and
 * so the same order wherever keys decide. Nothing is ever written to the database of the study.
 */
export async function openVirtualField(
  app: Application,
  study: Study,
  { seed, interviewers, startsAt }: { seed: Seed; interviewers: number; startsAt: Instant },
): Promise<VirtualField> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'veldwerk-simulatie-'));
  const location = { engine: 'sqlite', file: path.join(folder, 'kopie.sqlite') } as const;
  const database = openDatabase(location);
  const close = async (): Promise<void> => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  let now = startsAt;
  try {
    // Nothing of it has to survive.
    await database.write.raw('pragma synchronous = off');
    await migrateUp(database);
    const copy = virtualApplication(app, database, { seed, clock: () => now });
    const interviewerIds = Array.from({ length: interviewers }, () => copy.newId());
    await transaction(database, async (trx) => {
      await queries.copyStudy(app.database.read, trx, study.id, {
        sealedNumber: (id) => app.vault.seal(NO_NUMBER, contactPlace('number', id)),
      });
      await queries.insertInterviewers(trx, interviewerIds, startsAt);
    });
    return {
      app: { ...copy, config: { ...app.config, database: location } },
      interviewerIds,
      setClock(moment) {
        now = moment;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function virtualApplication(
  app: Application,
  database: Database,
  { seed, clock }: { seed: Seed; clock: () => Instant },
): Application {
  const random = openStream(seed, 'keys');
  return {
    ...app,
    database,
    clock,
    newId: () => idFromBytes(Uint8Array.from({ length: 16 }, () => random.below(256))),
    telephony: openTelephony({ isDemo: false }),
    log: app.log.child({}, { level: 'warn' }),
  };
}
