/** Responses of which the answers are in memory at once: enough to make a reading cheap. */
const NUMBERS_PER_PAGE = 100;

/** The numbers of many responses, in pages. Kept as one text per page: a list of texts takes twice the memory. */
export class ResponseNumbers implements Iterable<readonly string[]> {
  readonly #full: string[] = [];
  #rest: string[] = [];
  count = 0;
  /** Length of the longest number. */
  longest = 0;

  add(id: string): void {
    this.#rest.push(id);
    this.count += 1;
    this.longest = Math.max(this.longest, id.length);
    if (this.#rest.length < NUMBERS_PER_PAGE) return;
    this.#full.push(this.#rest.join(SEPARATOR));
    this.#rest = [];
  }

  *[Symbol.iterator](): Generator<readonly string[]> {
    for (const page of this.#full) yield page.split(SEPARATOR);
    if (this.#rest.length > 0) yield this.#rest;
  }
}

const SEPARATOR = '\n';
