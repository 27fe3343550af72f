import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.js';
import { ensureKeysPresent } from '../../src/vault/key-check.js';
import { loadKeyRing, parseKeyRing } from '../../src/vault/keys.js';
import { createVault } from '../../src/vault/vault.js';
import { FROZEN_NOON } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';

const OLD_KEY = Buffer.alloc(32, 1).toString('base64');
const NEW_KEY = Buffer.alloc(32, 2).toString('base64');
const PLACE = { column: 'vault_persons.last_name', rowId: 'p1' };

describe('the vault', () => {
  const vault = createVault(parseKeyRing(OLD_KEY, 'test'));

  it('opens what it sealed, and seals the same text differently each time', () => {
    const sealed = vault.seal('Yılmaz', PLACE);
    expect(vault.open(sealed, PLACE)).toBe('Yılmaz');
    expect(sealed).not.toContain('Yılmaz');
    expect(vault.seal('Yılmaz', PLACE)).not.toBe(sealed);
  });

  it('opens the bytes of a file that it sealed, whatever they are', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, place) => place);
    const sealed = vault.sealBytes(bytes, PLACE);
    expect(new Uint8Array(vault.openBytes(sealed, PLACE))).toEqual(bytes);
    expect(() => vault.openBytes(sealed, { ...PLACE, rowId: 'p2' })).toThrow();
  });

  it('does not open a value that was moved to another person or another column', () => {
    const sealed = vault.seal('Yılmaz', PLACE);
    expect(() => vault.open(sealed, { ...PLACE, rowId: 'p2' })).toThrow();
    expect(() => vault.open(sealed, { ...PLACE, column: 'vault_persons.first_name' })).toThrow();
  });

  it('does not open a value of which one byte was changed', () => {
    const sealed = vault.seal('Yılmaz', PLACE);
    const changed = sealed.slice(0, -6) + (sealed.at(-6) === 'A' ? 'B' : 'A') + sealed.slice(-5);
    expect(() => vault.open(changed, PLACE)).toThrow();
  });

  it('opens old values after a new key was added, and matches what it matched before', () => {
    const rotated = createVault(parseKeyRing(`${OLD_KEY},${NEW_KEY}`, 'test'));
    expect(rotated.open(vault.seal('Yılmaz', PLACE), PLACE)).toBe('Yılmaz');
    expect(rotated.fingerprint('yilmaz', 'match')).toBe(vault.fingerprint('yilmaz', 'match'));
    expect(rotated.seal('x', PLACE).split('.')[1]).not.toBe(vault.activeKeyId);
  });

  it('says which key is missing', () => {
    const other = createVault(parseKeyRing(NEW_KEY, 'test'));
    expect(() => other.open(vault.seal('x', PLACE), PLACE)).toThrow(vault.activeKeyId);
  });

  it('makes fingerprints of one purpose that say nothing about another', () => {
    expect(vault.fingerprint('x', 'a')).not.toBe(vault.fingerprint('x', 'b'));
  });
});

describe('the key file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-key-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is made once, for its owner only', () => {
    const file = path.join(folder, 'new', 'veldwerk.key');
    const first = loadKeyRing({ fromEnvironment: null, file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadKeyRing({ fromEnvironment: null, file }).keys[0].id).toBe(first.keys[0].id);
  });

  it('is refused, and kept, when it does not hold a key', () => {
    const file = path.join(folder, 'veldwerk.key');
    writeFileSync(file, 'too short');
    expect(() => loadKeyRing({ fromEnvironment: null, file })).toThrow(ConfigError);
    expect(readFileSync(file, 'utf8')).toBe('too short');
  });
});

describe('a fingerprint', () => {
  it.each([
    '',
    'a',
    'person.group|2011-06-08|3083CK|yılmaz',
    'ë'.repeat(400),
    'x'.repeat(5000),
    '😀 '.repeat(300),
  ])('is the HMAC that the system itself makes of it (%#)', (text) => {
    const ring = parseKeyRing(OLD_KEY, 'test');
    const expected = createHmac('sha256', ring.keys[0].fingerprint).update(`purpose\n${text}`).digest('hex');
    const vault = createVault(ring);
    expect(vault.fingerprint(text, 'purpose')).toBe(expected.slice(0, 32));
    // A long text before does not show through.
    expect(vault.fingerprint('z'.repeat(300), 'purpose')).not.toBe(vault.fingerprint('z', 'purpose'));
    expect(vault.fingerprint(text, 'purpose')).toBe(expected.slice(0, 32));
  });
});

describe('two seals', () => {
  it('never have the same nonce', () => {
    const vault = createVault(parseKeyRing(OLD_KEY, 'test'));
    const nonces = Array.from({ length: 1000 }, () =>
      Buffer.from(vault.seal('x', PLACE).split('.')[2] ?? '', 'base64')
        .subarray(0, 12)
        .toString('hex'),
    );
    expect(new Set(nonces).size).toBe(1000);
  });
});

describeOnEachDatabase('the keys of a database', ({ openDatabase }) => {
  it('must all be present before anything is served', async () => {
    const database = await openDatabase();
    await ensureKeysPresent(database, parseKeyRing(OLD_KEY, 'test'), FROZEN_NOON);
    await ensureKeysPresent(database, parseKeyRing(`${OLD_KEY} ${NEW_KEY}`, 'test'), FROZEN_NOON);
    await expect(
      ensureKeysPresent(database, parseKeyRing(NEW_KEY, 'test'), FROZEN_NOON),
    ).rejects.toMatchObject({
      kind: 'key_missing',
    });
  });
});
