import { type Database, transaction } from '../database/database.js';
import { UserProblem } from '../errors.js';
import type { Instant } from '../domain/calendar/instant.js';
import type { KeyRing } from './keys.js';
import { createVault } from './vault.js';

const CHECK_TEXT = 'veldwerk';
const CHECK_COLUMN = 'vault_keys.check';

/**
 * Makes sure, before anything is served, that every key that ever sealed a value of this database is here, and
 * remembers the newest. Otherwise a lost key would show itself only in the middle of a call.
 * @throws UserProblem `key_missing` naming the missing key's id
 */
export async function ensureKeysPresent(database: Database, ring: KeyRing, now: Instant): Promise<void> {
  const vault = createVault(ring);
  await transaction(database, async (trx) => {
    const known = await trx<{ id: string; check_sealed: string }>('vault_keys').select('id', 'check_sealed');
    for (const { id, check_sealed } of known) {
      if (vault.open(check_sealed, { column: CHECK_COLUMN, rowId: id }) !== CHECK_TEXT) {
        throw new UserProblem('key_missing', `Sleutel ${id} is nodig.`);
      }
    }
    if (known.some(({ id }) => id === vault.activeKeyId)) return;
    await trx('vault_keys').insert({
      id: vault.activeKeyId,
      check_sealed: vault.seal(CHECK_TEXT, { column: CHECK_COLUMN, rowId: vault.activeKeyId }),
      first_used_at: now,
    });
  });
}
