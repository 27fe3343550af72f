import type { Brand } from '../brand.js';

/** The pseudonym of a person in the frame: means nothing outside the study. */
export type FrameUnitId = Brand<string, 'FrameUnitId'>;

/** One person who can be drawn. */
export interface FrameUnit {
  readonly id: FrameUnitId;
  /** The domain, or the substratum within it. */
  readonly stratum: string;
  /** Any label that members of one family share, `null` when the person has no known family. */
  readonly family: string | number | null;
  /** Place in the order of a systematic draw (for example organisation, segment, age); `''` when it does not matter. */
  readonly order: string;
}

/** Takes text in pieces and gives one hash; the caller brings the algorithm. */
export interface TextHash {
  readonly update: (text: string) => unknown;
}

function compareIds(one: FrameUnit, other: FrameUnit): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/**
 * Units in the order of their ids by code unit, whatever order a database gave. Units that are in order already
 * are not sorted again.
 * @throws RangeError when a pseudonym occurs twice
 * @example sortedById([{ id: 'b', … }, { id: 'a', … }])[0].id // 'a'
 */
export function sortedById(units: readonly FrameUnit[]): readonly FrameUnit[] {
  const inOrder = units.every((unit, place) => place === 0 || (units[place - 1]?.id ?? '') < unit.id);
  if (inOrder) return units;
  const sorted = [...units].sort(compareIds);
  const twice = sorted.find((unit, place) => place > 0 && sorted[place - 1]?.id === unit.id);
  if (twice !== undefined) throw new RangeError('a unit is in the frame twice');
  return sorted;
}

/**
 * Feeds a frame to a hash, so that two frames have the same hash when a draw from them gives the same sample:
 * for each unit in order of id a line with id, stratum, order and the first member of its family.
 * @param units in any order
 * @param hash receives UTF-16 text, for example `createHash('sha256')`
 * @example hashFrame(units, hash) // hash.update('a\tjb_jr\t\ta\n') …
 */
export function hashFrame(units: readonly FrameUnit[], hash: TextHash): void {
  const firstOf = new Map<string | number, FrameUnitId>();
  let piece = '';
  for (const { id, stratum, order, family } of sortedById(units)) {
    const first = family === null ? id : (firstOf.get(family) ?? id);
    if (family !== null && first === id) firstOf.set(family, id);
    piece += `${id}\t${stratum}\t${order}\t${first}\n`;
    if (piece.length > 65_536) {
      hash.update(piece);
      piece = '';
    }
  }
  hash.update(piece);
}
