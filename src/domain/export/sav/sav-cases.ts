import { ByteWriter } from '../byte-writer.js';
import { categoryNumber, type DatasetCell, type DatasetRow, daysSince1970 } from '../dataset.js';
import { utf8 } from '../utf8.js';
import { COMPRESSION_BIAS } from './sav-dictionary.js';
import type { SavVariable } from './sav-layout.js';

const COMMANDS_PER_BLOCK = 8;
const COMMAND = { end: 252, literal: 253, spaces: 254, systemMissing: 255 } as const;
const SMALLEST_IN_COMMAND = 1 - COMPRESSION_BIAS;
const LARGEST_IN_COMMAND = 251 - COMPRESSION_BIAS;
const SPACE = 0x20;
const SEGMENT_DATA_BYTES = 255;
/** Days from 14 October 1582, where SPSS begins to count seconds, to 1 January 1970. */
const SPSS_DAYS_BEFORE_1970 = 141_428;
const SECONDS_PER_DAY = 86_400;

/** Writes the cases of a system file with one byte per value where that is possible. */
export class SavCases {
  readonly #variables: readonly SavVariable[];
  readonly #out = new ByteWriter();
  readonly #literals = new ByteWriter();
  readonly #commands: number[] = [];

  constructor(variables: readonly SavVariable[]) {
    this.#variables = variables;
  }

  /**
   * Writes one case.
   * @throws RangeError when a text is longer than its variable or a category is unknown
   */
  write(row: DatasetRow): void {
    this.#variables.forEach((variable, at) => {
      const cell = row[at] ?? null;
      if (variable.width > 0) this.#text(cell === null ? '' : String(cell), variable);
      else this.#number(numberOf(cell, variable));
    });
  }

  /** The bytes that are complete; up to seven values stay for the next portion. */
  take(): Uint8Array {
    return this.#out.take();
  }

  /** The last values, and the mark that nothing follows. */
  finish(): Uint8Array {
    this.#command(COMMAND.end);
    if (this.#commands.length > 0) this.#flush();
    return this.#out.take();
  }

  #number(value: number | null): void {
    if (value === null) {
      this.#command(COMMAND.systemMissing);
    } else if (isShort(value)) {
      this.#command(value + COMPRESSION_BIAS);
    } else {
      this.#literals.float64(value);
      this.#command(COMMAND.literal);
    }
  }

  #text(text: string, { name, width, segments }: SavVariable): void {
    const bytes = utf8(text);
    if (bytes.length > width) throw new RangeError(`a text of ${name} is longer than was announced`);
    segments.forEach(({ elements }, at) => {
      const start = at * SEGMENT_DATA_BYTES;
      const own = bytes.subarray(start, start + SEGMENT_DATA_BYTES);
      for (let element = 0; element < elements; element += 1) {
        this.#element(own.subarray(element * 8, element * 8 + 8));
      }
    });
  }

  #element(bytes: Uint8Array): void {
    if (bytes.every((byte) => byte === SPACE)) {
      this.#command(COMMAND.spaces);
      return;
    }
    this.#literals.bytes(bytes);
    this.#literals.fill(SPACE, 8 - bytes.length);
    this.#command(COMMAND.literal);
  }

  #command(command: number): void {
    this.#commands.push(command);
    if (this.#commands.length === COMMANDS_PER_BLOCK) this.#flush();
  }

  #flush(): void {
    for (const command of this.#commands) this.#out.uint8(command);
    this.#out.fill(0, COMMANDS_PER_BLOCK - this.#commands.length);
    this.#out.bytes(this.#literals.take());
    this.#commands.length = 0;
  }
}

/** Minus zero stays a double: as a command it would come back as zero. */
function isShort(value: number): boolean {
  return (
    Number.isInteger(value) &&
    value >= SMALLEST_IN_COMMAND &&
    value <= LARGEST_IN_COMMAND &&
    !Object.is(value, -0)
  );
}

function numberOf(cell: DatasetCell, { source }: SavVariable): number | null {
  if (cell === null || typeof cell === 'number') return cell;
  const { content } = source;
  if (content.kind === 'category') return categoryNumber(content.categories, cell);
  return (daysSince1970(cell) + SPSS_DAYS_BEFORE_1970) * SECONDS_PER_DAY;
}
