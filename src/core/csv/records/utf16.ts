/** Replaces invalid input; no UTF-8 text contains this byte, so a following `Utf8Checker` stops there. */
const INVALID = 0xff;

/** Converts a stream of UTF-16 bytes to UTF-8, wherever it was cut. Lone surrogates become an invalid byte. */
export class Utf16Transcoder {
  readonly #high: number;
  /** The first byte of a unit that was cut in two, or −1; and a first surrogate without its second so far, or 0. */
  #half = -1;
  #surrogate = 0;
  #out = new Uint8Array(0);
  #length = 0;

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#high = encoding === 'utf-16le' ? 1 : 0;
  }

  /** The returned bytes are valid until the next call. */
  push(bytes: Uint8Array): Uint8Array {
    const most = bytes.length * 2 + 8;
    if (this.#out.length < most) this.#out = new Uint8Array(most);
    this.#length = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this.#half < 0) {
        this.#half = byte;
        continue;
      }
      const unit = this.#high === 1 ? (byte << 8) | this.#half : (this.#half << 8) | byte;
      this.#half = -1;
      this.#unit(unit);
    }
    return this.#out.subarray(0, this.#length);
  }

  /** The rest when the stream ends inside a character: one invalid byte, else nothing. */
  finish(): Uint8Array {
    return this.#half >= 0 || this.#surrogate !== 0 ? Uint8Array.of(INVALID) : new Uint8Array(0);
  }

  #unit(unit: number): void {
    const first = this.#surrogate;
    this.#surrogate = 0;
    if (first !== 0) {
      if (unit >= 0xdc00 && unit <= 0xdfff) {
        this.#character(0x10000 + ((first & 0x3ff) << 10) + (unit & 0x3ff));
        return;
      }
      this.#put(INVALID);
    }
    if (unit >= 0xd800 && unit <= 0xdbff) this.#surrogate = unit;
    else if (unit >= 0xdc00 && unit <= 0xdfff) this.#put(INVALID);
    else this.#character(unit);
  }

  #character(code: number): void {
    if (code < 0x80) {
      this.#put(code);
      return;
    }
    if (code < 0x800) {
      this.#put(0xc0 | (code >> 6));
    } else {
      if (code < 0x10000) {
        this.#put(0xe0 | (code >> 12));
      } else {
        this.#put(0xf0 | (code >> 18));
        this.#put(0x80 | ((code >> 12) & 0x3f));
      }
      this.#put(0x80 | ((code >> 6) & 0x3f));
    }
    this.#put(0x80 | (code & 0x3f));
  }

  #put(byte: number): void {
    this.#out[this.#length++] = byte;
  }
}
