import { utf8 } from './utf8.js';

const INITIAL_BYTES = 4096;

/** Bytes one after another, little-endian, in a buffer that grows and is emptied by `take`. */
export class ByteWriter {
  #bytes = new Uint8Array(INITIAL_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Number of bytes since the last `take`. */
  get length(): number {
    return this.#length;
  }

  uint8(value: number): void {
    const at = this.#grow(1);
    this.#view.setUint8(at, value);
  }

  uint16(value: number): void {
    const at = this.#grow(2);
    this.#view.setUint16(at, value, true);
  }

  int16(value: number): void {
    const at = this.#grow(2);
    this.#view.setInt16(at, value, true);
  }

  int32(value: number): void {
    const at = this.#grow(4);
    this.#view.setInt32(at, value, true);
  }

  /** A whole number up to 2^53 in eight bytes. */
  int64(value: number): void {
    const at = this.#grow(8);
    this.#view.setBigInt64(at, BigInt(value), true);
  }

  float64(value: number): void {
    const at = this.#grow(8);
    this.#view.setFloat64(at, value, true);
  }

  /** Eight bytes as they are, for numbers that have no ordinary value. */
  uint64(bits: bigint): void {
    const at = this.#grow(8);
    this.#view.setBigUint64(at, bits, true);
  }

  bytes(bytes: Uint8Array): void {
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
  }

  text(text: string): void {
    this.bytes(utf8(text));
  }

  /**
   * A text of fixed length.
   * @throws RangeError when it does not fit
   */
  padded(text: string, length: number, padding: number): void {
    const bytes = utf8(text);
    if (bytes.length > length)
      throw new RangeError(`a text of ${String(length)} bytes or fewer was expected`);
    this.bytes(bytes);
    this.fill(padding, length - bytes.length);
  }

  fill(byte: number, count: number): void {
    const at = this.#grow(count);
    this.#bytes.fill(byte, at, at + count);
  }

  /** Everything written so far; the writer is empty after it. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #grow(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}
