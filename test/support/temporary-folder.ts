import { statfsSync } from 'node:fs';
import os from 'node:os';

/** What the databases of a whole run need, with room to spare. */
const ENOUGH_BYTES = 4 * 1024 ** 3;

/**
 * Where tests keep their databases: in memory where Linux has a folder for that with enough room. Each of many
 * thousand transactions waits for the disk otherwise, ten times as long as it works.
 */
export function temporaryFolder(): string {
  const inMemory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= ENOUGH_BYTES ? inMemory : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}
