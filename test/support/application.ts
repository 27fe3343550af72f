import { createHash } from 'node:crypto';
import { pino } from 'pino';
import type { Actor, Application } from '../../src/application.js';
import type { Database, DatabaseLocation } from '../../src/database/database.js';
import { idFromBytes } from '../../src/database/ids.js';
import { type Instant, instant } from '../../src/domain/calendar/instant.js';
import { openPasswordAttempts } from '../../src/password-attempts.js';
import { loadQuestionnaires } from '../../src/questionnaire-library.js';
import type { TelephoneProvider } from '../../src/telephony/provider.js';
import { openTelephony } from '../../src/telephony/open-telephony.js';
import { parseKeyRing } from '../../src/vault/keys.js';
import { createVault } from '../../src/vault/vault.js';

/** A Tuesday noon in the fieldwork of 2026, in summer time. */
export const FROZEN_NOON = instant('2026-04-14T12:00:00+02:00');

/** A key that protects nothing but tests. */
export const TEST_KEY = Buffer.alloc(32, 7).toString('base64');

/** The application with a clock that the test sets. */
export interface TestApplication extends Application {
  setClock(now: Instant): void;
}

/** An application on a database of the test's own, at one frozen moment, with keys that repeat from run to run. */
export function createTestApplication(
  database: Database,
  options: { isDemo?: boolean; location?: DatabaseLocation; provider?: TelephoneProvider } = {},
): TestApplication {
  let now = FROZEN_NOON;
  let made = 0;
  return {
    config: {
      database: options.location ?? { engine: 'sqlite', file: ':unused:' },
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      trustedProxies: 0,
      key: { fromEnvironment: TEST_KEY, file: ':unused:' },
      uploadLimitMegabytes: 200,
      twilio: null,
      secondStep: 'optional',
      logLevel: 'silent',
      isDemo: options.isDemo ?? false,
      isProduction: true,
    },
    database,
    vault: createVault(parseKeyRing(TEST_KEY, 'the test key')),
    questionnaires: loadQuestionnaires(),
    telephony: openTelephony({ isDemo: options.isDemo ?? false, provider: options.provider ?? null }),
    passwordAttempts: openPasswordAttempts(),
    clock: () => now,
    newId: () => idFromBytes(createHash('sha256').update(String(made++)).digest().subarray(0, 16)),
    log: pino({ level: 'silent' }),
    setClock(moment) {
      now = moment;
    },
  };
}

/** Somebody at the command line: for setting up a test through the services. */
export const COMMAND: Actor = { kind: 'command', id: null, name: 'test', roles: [], origin: null };
