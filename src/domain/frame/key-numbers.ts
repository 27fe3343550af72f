/** Whole numbers in a row that grows, without an object for each. */
export class GrowingNumbers {
  private values = new Int32Array(1024);
  private used = 0;

  get length(): number {
    return this.used;
  }

  push(value: number): void {
    if (this.used === this.values.length) {
      const wider = new Int32Array(this.used * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.used++] = value;
  }

  at(place: number): number {
    return this.values[place] ?? -1;
  }

  set(place: number, value: number): void {
    this.values[place] = value;
  }
}

const empty = -1;

/**
 * Numbers the different keys among millions, from 0 in the order of their first coming, without keeping the keys: 12
 * bytes each. Two keys count as one when 64 bits of their hash are equal, which for the keyed hashes of three
 * million families has a chance below one in a million.
 * @example const numbers = new KeyNumbers(); [numbers.of('a'), numbers.of('b'), numbers.of('a')] // [0, 1, 0]
 */
export class KeyNumbers {
  private high = new Uint32Array(2048);
  private low = new Uint32Array(2048);
  private numbers = new Int32Array(2048).fill(empty);
  private count = 0;

  get size(): number {
    return this.count;
  }

  of(key: string): number {
    if (this.count * 2 >= this.numbers.length) this.widen();
    let [high, low] = [0x9747b28c, 0x5bd1e995];
    for (let at = 0; at < key.length; at++) {
      const code = key.charCodeAt(at);
      high = Math.imul(high ^ code, 0x9e3779b1);
      low = Math.imul(low ^ code, 0x5f356495);
    }
    high = mixed(high, low);
    low = mixed(low, high);
    const slot = this.slotOf(high, low);
    const known = this.numbers[slot] ?? empty;
    if (known !== empty) return known;
    this.put(slot, { high, low, number: this.count });
    return this.count++;
  }

  private slotOf(high: number, low: number): number {
    const mask = this.numbers.length - 1;
    let slot = low & mask;
    while (this.numbers[slot] !== empty && (this.high[slot] !== high || this.low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private put(slot: number, { high, low, number }: { high: number; low: number; number: number }): void {
    this.high[slot] = high;
    this.low[slot] = low;
    this.numbers[slot] = number;
  }

  private widen(): void {
    const { high, low, numbers } = this;
    this.high = new Uint32Array(high.length * 2);
    this.low = new Uint32Array(low.length * 2);
    this.numbers = new Int32Array(numbers.length * 2).fill(empty);
    numbers.forEach((number, place) => {
      if (number === empty) return;
      const [top, bottom] = [high[place] ?? 0, low[place] ?? 0];
      this.put(this.slotOf(top, bottom), { high: top, low: bottom, number });
    });
  }
}

function mixed(one: number, other: number): number {
  const half = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  return (half ^ (half >>> 16)) >>> 0;
}
