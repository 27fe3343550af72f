import type { RandomStream } from '../../domain/sampling/random.js';

/** Chance in the words of the demo. */
export interface Dice {
  /** Whether something happens that happens this many times in a hundred. */
  chance(percentage: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** One of the items; the list is not empty. */
  pick<Item>(items: readonly Item[]): Item;
}

export function diceOf(random: RandomStream): Dice {
  return {
    chance: (percentage) => random.below(10_000) < percentage * 100,
    between: (least, most) => least + random.below(most - least + 1),
    pick: <Item>(items: readonly Item[]) => items[random.below(items.length)] as Item,
  };
}
