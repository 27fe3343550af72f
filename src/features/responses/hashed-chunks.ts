import { createHash } from 'node:crypto';

/** What became of a file that was written in pieces. */
interface Hash {
  readonly sha256: string;
  readonly bytes: number;
  readonly isWhole: boolean;
}

/** Passes the pieces of a file on, and tells its SHA-256 at the end, also of one that broke off. */
export async function* hashed(
  chunks: AsyncGenerator<Uint8Array>,
  record: (hash: Hash) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  let isWhole = false;
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    isWhole = true;
  } finally {
    await record({ sha256: hash.digest('hex'), bytes, isWhole });
  }
}
