import type { FamilyKey } from './family-keys.js';
import { GrowingNumbers, KeyNumbers } from './key-numbers.js';

/** Puts persons into families one after another; a million of them in some 100 MB. */
export interface FamilyGrouping {
  /** The next person, with the keys (hashes of family texts) of all its records. */
  readonly add: (keys: readonly FamilyKey[]) => void;
  /** For each person in the order of adding: the place of the first member of the family, from 0. */
  readonly firstMembers: () => Int32Array;
}

const none = -1;

/** Disjoint sets with path halving: near-linear for any number of links. */
class Sets {
  private readonly parent = new GrowingNumbers();

  get size(): number {
    return this.parent.length;
  }

  add(): void {
    this.parent.push(this.parent.length);
  }

  find(item: number): number {
    let at = item;
    while (this.parent.at(at) !== at) {
      this.parent.set(at, this.parent.at(this.parent.at(at)));
      at = this.parent.at(at);
    }
    return at;
  }

  join(one: number, other: number): void {
    const [a, b] = [this.find(one), this.find(other)];
    // The lowest member names the set, so that the result does not depend on the order of the links.
    if (a < b) this.parent.set(b, a);
    else this.parent.set(a, b);
  }
}

/** For each household the persons in it, as chains through one row of numbers. */
class Households {
  private readonly numbers = new KeyNumbers();
  private readonly last = new GrowingNumbers();
  private readonly places = new GrowingNumbers();
  private readonly before = new GrowingNumbers();

  add(key: string, place: number): void {
    const household = this.numbers.of(key);
    if (household === this.last.length) this.last.push(none);
    const last = this.last.at(household);
    if (last !== none && this.places.at(last) === place) return;
    this.last.set(household, this.places.length);
    this.before.push(last);
    this.places.push(place);
  }

  *all(): Iterable<readonly number[]> {
    for (let household = 0; household < this.last.length; household++) {
      const places: number[] = [];
      for (let at = this.last.at(household); at !== none; at = this.before.at(at))
        places.push(this.places.at(at));
      yield places.reverse();
    }
  }
}

/**
 * Puts persons into families. Persons that share a dossier or a parent's telephone at one postcode are one
 * family, also through a third. A person of whom neither is known (a child under guardianship, whose parents
 * are not in the file) joins the household with the same postcode and last name, unless two families live there.
 * Add persons in the order of their numbers, so that families are named the same on each database.
 * @example const grouping = openFamilyGrouping(); grouping.add([]); grouping.add([]);
 *   grouping.firstMembers() // Int32Array [0, 1]
 */
export function openFamilyGrouping(): FamilyGrouping {
  const sets = new Sets();
  const strongKeys = new KeyNumbers();
  const firstWith = new GrowingNumbers();
  const isKnown = new GrowingNumbers();
  const households = new Households();
  function add(keys: readonly FamilyKey[]): void {
    const place = sets.size;
    sets.add();
    let known = 0;
    for (const { evidence, key } of keys) {
      if (evidence === 'household') {
        households.add(key, place);
        continue;
      }
      known = 1;
      const number = strongKeys.of(key);
      if (number === firstWith.length) firstWith.push(place);
      else sets.join(firstWith.at(number), place);
    }
    isKnown.push(known);
  }
  function firstMembers(): Int32Array {
    for (const places of households.all()) {
      const [first] = places;
      if (first === undefined || places.every((place) => isKnown.at(place) === 1)) continue;
      const families = new Set(
        places.filter((place) => isKnown.at(place) === 1).map((place) => sets.find(place)),
      );
      if (families.size <= 1) for (const place of places) sets.join(first, place);
    }
    return Int32Array.from({ length: sets.size }, (_, place) => sets.find(place));
  }
  return { add, firstMembers };
}
