/** Letters and digits that nobody mistakes for each other: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 4;
const FORM = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** How many random bytes a recovery code is made of; five bits of each are used. */
export const RECOVERY_CODE_BYTES = GROUPS * GROUP_LENGTH;

/**
 * Writes random bytes as a recovery code of 80 bits: for who has lost the telephone that makes the codes.
 * @param bytes `RECOVERY_CODE_BYTES` of them
 * @returns four groups of four characters
 * @throws RangeError on another number of bytes
 * Source of the alphabet: Crockford's base 32.
 * @example writeRecoveryCode(new Uint8Array(16)) // '0000-0000-0000-0000'
 */
export function writeRecoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== RECOVERY_CODE_BYTES) throw new RangeError('a recovery code needs 16 bytes');
  const characters = Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return Array.from({ length: GROUPS }, (_, group) =>
    characters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}

/**
 * Reads a recovery code as somebody typed it: small letters, spaces and look-alikes (I and L for 1, O for 0) are taken.
 * @returns the code as it is written, or `null` when it has not the form of one
 * @example readRecoveryCode('o000 0000-0000-000l') // '0000-0000-0000-0001'
 */
export function readRecoveryCode(typed: string): string | null {
  const characters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0');
  if (!FORM.test(characters)) return null;
  return characters.replace(/(.{4})(?=.)/g, '$1-');
}
