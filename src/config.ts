import path from 'node:path';
import { z } from 'zod';
import { type DatabaseLocation, parseDatabaseUrl } from './database/database.js';
import { readTwilioSettings, type TwilioSettings } from './telephony/twilio/twilio-settings.js';

/** Everything that differs between installations. Read once, here; nothing else looks at the environment. */
export interface Config {
  readonly database: DatabaseLocation;
  readonly host: string;
  readonly port: number;
  /** The address under which people reach the program; https makes the session cookie secure. */
  readonly publicUrl: string | null;
  /** How many reverse proxies stand before the program: their address headers are believed. */
  readonly trustedProxies: number;
  readonly key: { readonly fromEnvironment: string | null; readonly file: string };
  /** The largest client file that is taken, in megabytes of 1,048,576 bytes. */
  readonly uploadLimitMegabytes: number;
  /** Who carries the calls; `null` when interviewers dial by hand. */
  readonly twilio: TwilioSettings | null;
  /** Whether everybody must sign in with a code beside the password, or only who chose so. */
  readonly secondStep: 'required' | 'optional';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Demo: nothing can dial, a banner says so, and the sign-in page shows the accounts. */
  readonly isDemo: boolean;
  readonly isProduction: boolean;
}

/** The environment does not describe an installation; the message names each variable and what it must be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const DEFAULT_DATABASE = 'sqlite:data/veldwerk.sqlite';

const environment = z.object({
  DATABASE_URL: z.string().transform((url, context) => {
    const location = parseDatabaseUrl(url);
    if (location !== null) return location;
    context.addIssue({
      code: 'custom',
      message: 'must be sqlite:PATH or postgres://user:password@host/database',
    });
    return z.NEVER;
  }),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65535).default(3000),
  VELDWERK_PUBLIC_URL: z.url('must be the full address, for example https://veldwerk.example.org').optional(),
  VELDWERK_TRUSTED_PROXIES: z.coerce.number('must be a number').int().min(0).max(10).default(0),
  VELDWERK_KEY: z.string().optional(),
  VELDWERK_KEY_FILE: z.string().optional(),
  VELDWERK_UPLOAD_LIMIT_MB: z.coerce.number('must be a number').int().min(1).max(2000).default(200),
  VELDWERK_TELEPHONY: z.enum(['manual', 'twilio'], 'must be manual or twilio').default('manual'),
  VELDWERK_SECOND_STEP: z.enum(['required', 'optional'], 'must be required or optional').default('required'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  NODE_ENV: z.string().default('development'),
});

/**
 * Checks the environment.
 * @param otherDatabase what DATABASE_URL is when it is not set
 * @throws ConfigError naming every variable that is wrong
 */
export function readConfig(
  env: NodeJS.ProcessEnv = process.env,
  otherDatabase: string = DEFAULT_DATABASE,
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const filled = { DATABASE_URL: otherDatabase, ...given };
  const read = environment.safeParse(filled);
  if (!read.success)
    throw wrong(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const values = read.data;
  return {
    database: values.DATABASE_URL,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.VELDWERK_PUBLIC_URL ?? null,
    trustedProxies: values.VELDWERK_TRUSTED_PROXIES,
    key: {
      fromEnvironment: values.VELDWERK_KEY ?? null,
      file: values.VELDWERK_KEY_FILE ?? defaultKeyFile(values.DATABASE_URL),
    },
    uploadLimitMegabytes: values.VELDWERK_UPLOAD_LIMIT_MB,
    twilio: values.VELDWERK_TELEPHONY === 'twilio' ? getTwilioSettings(given) : null,
    secondStep: values.VELDWERK_SECOND_STEP,
    logLevel: values.LOG_LEVEL,
    isDemo: false,
    isProduction: values.NODE_ENV === 'production',
  };
}

/** @throws ConfigError naming what is missing of the account */
function getTwilioSettings(given: Readonly<Record<string, string | undefined>>): TwilioSettings {
  const reading = readTwilioSettings(given);
  if (reading.ok) return reading.settings;
  throw wrong(reading.problems, 'VELDWERK_TELEPHONY is twilio; then these are needed too');
}

function wrong(problems: readonly string[], why = 'The environment is not right'): ConfigError {
  return new ConfigError(`${why}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}

/** Beside a SQLite file under its own name, so that two databases never share a key by accident. */
function defaultKeyFile(location: DatabaseLocation): string {
  return location.engine === 'sqlite' ? `${location.file}.key` : path.join('data', 'veldwerk.key');
}
