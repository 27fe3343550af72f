import { createCipheriv, createDecipheriv, createSecretKey, hash, randomBytes } from 'node:crypto';
import { UserProblem } from '../errors.js';
import type { KeyRing } from './keys.js';

/** The place of a sealed value: a value moved to another column or row does not open. */
export interface SealedPlace {
  /** For example `vault_persons.last_name`. */
  readonly column: string;
  readonly rowId: string;
}

/** Encrypts, decrypts and fingerprints single values. */
export interface Vault {
  /** AES-256-GCM under the newest key: `v1.<key id>.<base64 of nonce, tag and ciphertext>`. */
  seal(text: string, place: SealedPlace): string;
  /**
   * @throws UserProblem `key_missing` when the key that sealed the value is not here
   * @throws Error when the value was changed or belongs to another place
   */
  open(sealed: string, place: SealedPlace): string;
  /** As `seal`, for a piece of a file. */
  sealBytes(bytes: Uint8Array, place: SealedPlace): string;
  /** As `open`, for a piece of a file. */
  openBytes(sealed: string, place: SealedPlace): Uint8Array;
  /** A keyed hash (HMAC-SHA-256, 128 bits kept) by which values can be matched but not read. */
  fingerprint(text: string, purpose: string): string;
  readonly activeKeyId: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FINGERPRINT_HEX_DIGITS = 32;

export function createVault(ring: KeyRing): Vault {
  const active = ring.keys.at(-1) ?? ring.keys[0];
  const activeKey = createSecretKey(active.encryption);
  const nextNonce = nonces();
  const hmac = openHmac(ring.keys[0].fingerprint);

  function sealBytes(bytes: Uint8Array, place: SealedPlace): string {
    const nonce = nextNonce();
    const cipher = createCipheriv('aes-256-gcm', activeKey, nonce);
    cipher.setAAD(placeBytes(place));
    const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return `v1.${active.id}.${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64')}`;
  }

  function openBytes(sealed: string, place: SealedPlace): Buffer {
    const [version, keyId, payload] = sealed.split('.');
    if (version !== 'v1' || keyId === undefined || payload === undefined) {
      throw new Error('not a sealed value');
    }
    const key = ring.keys.find((candidate) => candidate.id === keyId);
    if (key === undefined) throw new UserProblem('key_missing', `Sleutel ${keyId} is nodig.`);
    const bytes = Buffer.from(payload, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key.encryption, bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(placeBytes(place));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }

  return {
    activeKeyId: active.id,
    sealBytes,
    openBytes,
    seal: (text, place) => sealBytes(Buffer.from(text, 'utf8'), place),
    open: (sealed, place) => openBytes(sealed, place).toString('utf8'),

    fingerprint: (text, purpose) => hmac(`${purpose}\n${text}`).slice(0, FINGERPRINT_HEX_DIGITS),
  };
}

function placeBytes(place: SealedPlace): Uint8Array {
  return Buffer.from(`${place.column}\n${place.rowId}`, 'utf8');
}

/** Random nonces, of which many are fetched from the system at once: one call for each is slow. */
function nonces(): () => Uint8Array {
  let supply = new Uint8Array(0);
  let used = 0;
  return () => {
    if (used + NONCE_BYTES > supply.length) {
      supply = randomBytes(NONCE_BYTES * 256);
      used = 0;
    }
    used += NONCE_BYTES;
    return supply.subarray(used - NONCE_BYTES, used);
  };
}

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/**
 * HMAC-SHA-256 (RFC 2104) from plain hashes: a million rows take ten of these each, and an object of the system for
 * each would be most of the work. A test holds it against the system's own.
 */
function openHmac(key: Uint8Array): (text: string) => string {
  const inner = paddedKey(key, 0x36);
  const outer = Buffer.concat([paddedKey(key, 0x5c), Buffer.alloc(DIGEST_BYTES)]);
  const short = Buffer.concat([inner, Buffer.alloc(1024)]);
  return (text) => {
    // A character takes at most three bytes for each unit of its length.
    const fits = text.length * 3 <= short.length - BLOCK_BYTES;
    const message = fits
      ? short.subarray(0, BLOCK_BYTES + short.write(text, BLOCK_BYTES, 'utf8'))
      : Buffer.concat([inner, Buffer.from(text, 'utf8')]);
    outer.write(hash('sha256', message, 'hex'), BLOCK_BYTES, 'hex');
    return hash('sha256', outer, 'hex');
  };
}

/** @param key of at most one block */
function paddedKey(key: Uint8Array, pad: number): Buffer {
  const padded = Buffer.alloc(BLOCK_BYTES, pad);
  key.forEach((byte, place) => {
    padded[place] = byte ^ pad;
  });
  return padded;
}
