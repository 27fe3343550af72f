/** Choices that a seed fixes: the same seed makes the same files on every machine. */
export interface Chance {
  /** A whole number of 0 … `count` − 1. */
  readonly below: (count: number) => number;
  /** True in `share` (0–1) of the cases. */
  readonly happens: (share: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

/** A small generator of its own (Mulberry32), so that a change of the program's draw does not change the files. */
export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }
  function below(count: number): number {
    return Math.floor(next() * count);
  }
  return {
    below,
    happens: (share) => next() < share,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('there is nothing to choose from');
      return item;
    },
  };
}
