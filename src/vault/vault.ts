import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
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
  const fingerprintKey = ring.keys[0].fingerprint;

  function sealBytes(bytes: Uint8Array, place: SealedPlace): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', active.encryption, nonce);
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

    fingerprint(text, purpose) {
      const hash = createHmac('sha256', fingerprintKey).update(`${purpose}\n${text}`).digest('hex');
      return hash.slice(0, FINGERPRINT_HEX_DIGITS);
    },
  };
}

function placeBytes(place: SealedPlace): Uint8Array {
  return Buffer.from(`${place.column}\n${place.rowId}`, 'utf8');
}
