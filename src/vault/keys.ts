import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../config.js';

/** One key of the vault; its id is derived from it, so that a value can say which key opens it. */
export interface VaultKey {
  readonly id: string;
  readonly encryption: Uint8Array;
  readonly fingerprint: Uint8Array;
}

/** The keys of an installation. New values are sealed with the last; fingerprints are made with the first. */
export interface KeyRing {
  readonly keys: readonly [VaultKey, ...VaultKey[]];
}

const KEY_BYTES = 32;

/**
 * Keys from text: one or more of 32 bytes in base64, oldest first, separated by commas or white space.
 * @param source where the text came from, for the message
 * @throws ConfigError when there is no key or one is not 32 bytes
 */
export function parseKeyRing(text: string, source: string): KeyRing {
  const [first, ...rest] = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => Buffer.from(part, 'base64'));
  if (first === undefined || [first, ...rest].some((key) => key.length !== KEY_BYTES)) {
    throw new ConfigError(
      `${source} must hold one or more keys of 32 bytes in base64. Make one with: openssl rand -base64 32`,
    );
  }
  return { keys: [vaultKey(first), ...rest.map(vaultKey)] };
}

/**
 * The installation's keys: from the environment, else from the key file, which is made (readable by its owner
 * only) when it does not exist.
 * @throws ConfigError when a key is malformed or the file cannot be read or made
 */
export function loadKeyRing(key: { fromEnvironment: string | null; file: string }): KeyRing {
  if (key.fromEnvironment !== null) return parseKeyRing(key.fromEnvironment, 'VELDWERK_KEY');
  return parseKeyRing(readOrMakeKeyFile(key.file), `The key file ${key.file}`);
}

function readOrMakeKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new ConfigError(`The key file ${file} cannot be read: ${(error as Error).message}`);
    }
  }
  const text = `${randomBytes(KEY_BYTES).toString('base64')}\n`;
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    return text;
  } catch (error) {
    // Another process made it in the meantime: that one counts.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(file, 'utf8');
    throw new ConfigError(`The key file ${file} cannot be made: ${(error as Error).message}`);
  }
}

function vaultKey(secret: Uint8Array): VaultKey {
  return {
    id: createHash('sha256').update('veldwerk key id').update(secret).digest('hex').slice(0, 8),
    encryption: derive(secret, 'encryption'),
    fingerprint: derive(secret, 'fingerprint'),
  };
}

/** Separate keys for separate purposes from one secret (HKDF, RFC 5869). */
function derive(secret: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'veldwerk', purpose, KEY_BYTES));
}
