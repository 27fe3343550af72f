/** Why a file cannot be read; the message is Dutch and says what to do. */
export class SavFault extends Error {
  override readonly name = 'SavFault';
}

const BYTES_PER_DOUBLE = 8;

/** Reads numbers and pieces of a system file one after the other, in the byte order of its maker. */
export class SavBytes {
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private isLittleEndian = true;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The layout code says 2 in the order in which the numbers stand. */
  setOrderBy(layoutCodeAt: number): void {
    this.isLittleEndian = this.viewOf(layoutCodeAt, 4).getInt32(0, true) < 0x1_00_00;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  skip(count: number): void {
    this.take(count);
  }

  int32(): number {
    const start = this.move(4);
    return this.view.getInt32(start, this.isLittleEndian);
  }

  double(): number {
    const start = this.move(BYTES_PER_DOUBLE);
    return this.view.getFloat64(start, this.isLittleEndian);
  }

  /** The number that eight bytes of a case are. */
  doubleOf(bytes: Uint8Array): number {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getFloat64(0, this.isLittleEndian);
  }

  take(count: number): Uint8Array {
    const start = this.move(count);
    return this.bytes.subarray(start, start + count);
  }

  ascii(count: number): string {
    return String.fromCharCode(...this.take(count));
  }

  private move(count: number): number {
    const start = this.at;
    this.viewOf(start, count);
    this.at = start + count;
    return start;
  }

  /**
   * A window on the bytes.
   * @throws SavFault when the file ends before that
   */
  private viewOf(start: number, count: number): DataView {
    if (count < 0 || start + count > this.bytes.length) {
      throw new SavFault('Het SPSS-bestand is afgebroken of beschadigd. Bewaar het opnieuw vanuit SPSS.');
    }
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + start, count);
  }
}
