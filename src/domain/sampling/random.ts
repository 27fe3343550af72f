import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { Brand } from '../brand.js';

/** The seed of a draw: a whole number from 0 to 4 294 967 295. */
export type Seed = Brand<number, 'Seed'>;

/** A stream of random whole numbers that a seed fixes. */
export interface RandomStream {
  /** The next number, each of 0 … `count` − 1 equally likely. `count` is 1 to 4 294 967 296. */
  readonly below: (count: number) => number;
}

const highestSeed = 0xffff_ffff;

/**
 * Reads a seed that somebody typed.
 * @returns `null` when the text is not a whole number from 0 to 4 294 967 295
 * @example parseSeed('42') // 42
 */
export function parseSeed(text: string): Seed | null {
  const isWhole = /^\d{1,10}$/.test(text.trim());
  return isWhole && Number(text) <= highestSeed ? (Number(text) as Seed) : null;
}

/**
 * Mixes seed and name to 32 bits (FNV-1a over the text, then the finalizer of MurmurHash3), so that each
 * stratum and step has a stream of its own, which does not move when another stratum changes.
 */
function streamSeed(seed: Seed, name: string): number {
  let hash = 0x811c_9dc5;
  for (const byte of new TextEncoder().encode(`${String(seed)}|${name}`)) {
    hash = Math.imul(hash ^ byte, 0x0100_0193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Opens the random stream of one step of a draw: a Mersenne Twister (MT19937) with rejection, so that no
 * number is more likely than another. Source: Matsumoto & Nishimura (1998), ACM TOMACS 8(1), 3–30.
 * @param seed seed of the draw
 * @param name of the step, for example `stratum|jb_jr`
 * @example openStream(seed, 'a').below(6) === openStream(seed, 'a').below(6) // true
 */
export function openStream(seed: Seed, name: string): RandomStream {
  const generator = mersenne(streamSeed(seed, name));
  return { below: (count) => uniformInt(generator, 0, count - 1) };
}
