/** A small reader of system files, written from PSPP's description and not from our writer. */
export interface SavFile {
  readonly magic: string;
  readonly elements: number;
  readonly weightIndex: number;
  readonly caseCount: number;
  readonly fileLabel: string;
  readonly variables: readonly SavVariableRecord[];
  readonly valueLabels: readonly { readonly index: number; readonly labels: ReadonlyMap<number, string> }[];
  readonly documents: readonly string[];
  readonly extensions: ReadonlyMap<number, Buffer>;
  /** Per case the elements: a number, `null` for sysmis, or eight bytes of a string. */
  readonly cases: readonly (readonly (number | null | string)[])[];
}

export interface SavVariableRecord {
  readonly name: string;
  readonly width: number;
  readonly label: string | null;
  readonly missing: readonly number[];
  readonly format: number;
}

export function readSav(bytes: Buffer): SavFile {
  const reading = new Reading(bytes);
  const header = reading.header();
  for (let type = reading.int32(); type !== 999; type = reading.int32()) reading.record(type);
  expectValue(reading.int32(), 0);
  expectValue(reading.kinds.length, header.elements);
  const { variables, valueLabels, documents, extensions } = reading;
  const cases = readCases(bytes.subarray(reading.at), reading.kinds);
  return { ...header, variables, valueLabels, documents, extensions, cases };
}

class Reading {
  at = 0;
  readonly variables: SavVariableRecord[] = [];
  readonly kinds: boolean[] = [];
  readonly valueLabels: { index: number; labels: Map<number, string> }[] = [];
  readonly documents: string[] = [];
  readonly extensions = new Map<number, Buffer>();
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int32(): number {
    return this.#bytes.readInt32LE((this.at += 4) - 4);
  }

  header(): Pick<SavFile, 'magic' | 'elements' | 'weightIndex' | 'caseCount' | 'fileLabel'> {
    const magic = this.#text(4);
    this.#text(60);
    expectValue(this.int32(), 2);
    const elements = this.int32();
    expectValue(this.int32(), 1);
    const weightIndex = this.int32();
    const caseCount = this.int32();
    expectValue(this.#float64(), 100);
    this.#text(17);
    const fileLabel = this.#text(64);
    this.at += 3;
    return { magic, elements, weightIndex, caseCount, fileLabel };
  }

  record(type: number): void {
    if (type === 2) this.#variable();
    else if (type === 3) this.#labels();
    else if (type === 6)
      for (let count = this.int32(); count > 0; count -= 1) this.documents.push(this.#text(80));
    else this.#extension(type);
  }

  #variable(): void {
    const width = this.int32();
    const hasLabel = this.int32();
    const missingCount = this.int32();
    const format = this.int32();
    this.int32();
    const name = this.#text(8);
    const label = hasLabel === 1 ? this.#label() : null;
    const missing = Array.from({ length: missingCount }, () => this.#float64());
    this.kinds.push(width !== 0);
    if (width >= 0) this.variables.push({ name, width, label, missing, format });
  }

  #label(): string {
    const length = this.int32();
    const label = this.#text(length);
    this.at += (4 - (length % 4)) % 4;
    return label;
  }

  #labels(): void {
    const labels = new Map<number, string>();
    for (let count = this.int32(); count > 0; count -= 1) {
      const value = this.#float64();
      const length = this.#bytes.readUInt8(this.at);
      this.at += 1;
      labels.set(value, this.#text(length));
      this.at += (8 - ((length + 1) % 8)) % 8;
    }
    expectValue(this.int32(), 4);
    expectValue(this.int32(), 1);
    this.valueLabels.push({ index: this.int32(), labels });
  }

  #extension(type: number): void {
    expectValue(type, 7);
    const subtype = this.int32();
    const length = this.int32() * this.int32();
    this.extensions.set(subtype, this.#bytes.subarray(this.at, this.at + length));
    this.at += length;
  }

  #float64(): number {
    return this.#bytes.readDoubleLE((this.at += 8) - 8);
  }

  #text(length: number): string {
    return this.#bytes.toString('utf8', this.at, (this.at += length)).trimEnd();
  }
}

function readCases(bytes: Buffer, isString: readonly boolean[]): (number | null | string)[][] {
  const values: (number | null | string)[] = [];
  for (let at = 0; at < bytes.length;) {
    const commands = bytes.subarray(at, at + 8);
    at += 8;
    for (const command of commands) {
      const string = isString[values.length % isString.length] === true;
      if (command === 0) continue;
      if (command === 252) return inCases(values, isString.length);
      if (command === 255) values.push(null);
      else if (command === 254) values.push(' '.repeat(8));
      else if (command === 253) {
        values.push(string ? bytes.toString('latin1', at, at + 8) : bytes.readDoubleLE(at));
        at += 8;
      } else values.push(command - 100);
    }
  }
  throw new Error('the file has no end');
}

function inCases(values: readonly (number | null | string)[], length: number): (number | null | string)[][] {
  expectValue(values.length % length, 0);
  return Array.from({ length: values.length / length }, (_, at) =>
    values.slice(at * length, (at + 1) * length),
  );
}

function expectValue(actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`${String(expected)} was expected, not ${String(actual)}`);
}
