import type { Reader } from './database.js';

/**
 * Reads several things at once, each over a connection of its own. A transaction has one connection, over which they
 * are read one after the other.
 * @example const [calls, outcomes] = await sideBySide(db, [() => listCalls(db), () => listOutcomes(db)])
 */
export async function sideBySide<Results extends readonly unknown[]>(
  db: Reader,
  readings: { readonly [Place in keyof Results]: () => Promise<Results[Place]> },
): Promise<Results> {
  if (db.isTransaction !== true) {
    return (await Promise.all(readings.map((read) => read()))) as unknown as Results;
  }
  const results: unknown[] = [];
  for (const read of readings) results.push(await read());
  return results as unknown as Results;
}
