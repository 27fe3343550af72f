import { destination, pino, type Logger } from 'pino';
import type { Application } from './application.js';
import type { Config } from './config.js';
import { openDatabase } from './database/open-database.js';
import { randomId } from './database/ids.js';
import { isSchemaCurrent, migrateUp } from './database/migrations.js';
import { instantOf } from './domain/calendar/instant.js';
import { addPublishedVersions } from './features/questionnaires/published.service.js';
import { openPasswordAttempts } from './password-attempts.js';
import { loadQuestionnaires } from './questionnaire-library.js';
import { openTelephony } from './telephony/open-telephony.js';
import { openTwilio } from './telephony/twilio/twilio-provider.js';
import { ensureKeysPresent } from './vault/key-check.js';
import { loadKeyRing } from './vault/keys.js';
import { createVault } from './vault/vault.js';

/** The application with what must be let go of at the end. */
export interface RunningApplication extends Application {
  close(): Promise<void>;
}

/**
 * Opens everything that the program stands on: the key, the database (migrated to this version), the
 * questionnaires. The server and every command begin with this.
 * @throws ConfigError or UserProblem `key_missing` with what to do
 */
export async function openApplication(config: Config): Promise<RunningApplication> {
  const log = createLog(config.logLevel);
  const ring = loadKeyRing(config.key);
  const questionnaires = loadQuestionnaires();
  const database = openDatabase(config.database);
  const clock = () => instantOf(Date.now());
  try {
    if (!(await isSchemaCurrent(database))) await migrateUp(database);
    await ensureKeysPresent(database, ring, clock());
    await addPublishedVersions(questionnaires, database.read);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    config,
    database,
    vault: createVault(ring),
    questionnaires,
    telephony: openTelephony({
      isDemo: config.isDemo,
      provider: config.twilio === null ? null : openTwilio(config.twilio),
    }),
    passwordAttempts: openPasswordAttempts(),
    clock,
    newId: randomId,
    log,
    close: () => database.close(),
  };
}

/** Structured lines on standard error, so that a command's output stays clean. */
function createLog(level: Config['logLevel']): Logger {
  return pino({ level }, destination(2));
}
