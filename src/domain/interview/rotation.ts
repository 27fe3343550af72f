import { type Option } from '../questionnaire/model.js';
import { openStream, type Seed } from '../sampling/random.js';

/** What differs between responses and questions is the name of the stream. */
const SEED = 0 as Seed;

/**
 * Puts what may move in an order that the seed fixes, each order equally likely; what may not move keeps its place.
 * Source: Fisher–Yates shuffle, Knuth (1997), The Art of Computer Programming 2, algorithm 3.4.2P.
 * @param items in the order of the file
 * @param seed of the response; without it the order stays
 * @param name of the question, so that each question has an order of its own
 * @example rotate(['a', 'b', 'c'], 'response 7', 'A5') // the same order every time
 */
export function rotate<Item>(
  items: readonly Item[],
  seed: string | undefined,
  name: string,
  mayMove: (item: Item) => boolean = () => true,
): readonly Item[] {
  if (seed === undefined) return items;
  const stream = openStream(SEED, `${seed}|${name}`);
  const moving = items.filter(mayMove);
  for (let last = moving.length - 1; last > 0; last -= 1) {
    const chosen = stream.below(last + 1);
    const [one, other] = [moving[last], moving[chosen]] as [Item, Item];
    moving[last] = other;
    moving[chosen] = one;
  }
  let next = 0;
  return items.map((item) => {
    if (!mayMove(item)) return item;
    next += 1;
    return moving[next - 1] ?? item;
  });
}

/** "Anders", "geen van deze" and what is not read aloud stand where people expect them: in the place of the file. */
export function mayOptionMove({ other, exclusive, notReadAloud }: Option): boolean {
  return other !== true && exclusive !== true && notReadAloud !== true;
}
