import { randomBytes } from 'node:crypto';

/** Makes a new key each time it is called. The demo and the tests pass one that repeats itself. */
export type IdSource = () => string;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;

/** 80 random bits as 16 lowercase base-32 characters (Crockford's alphabet: nothing that can be misread). */
export const randomId: IdSource = () => idFromBytes(randomBytes(LENGTH));

/** The key that belongs to 16 random bytes. */
export function idFromBytes(bytes: Uint8Array): string {
  let id = '';
  for (const byte of bytes) id += ALPHABET.charAt(byte % ALPHABET.length);
  return id;
}
