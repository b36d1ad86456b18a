/** Checks that a stream of bytes is UTF-8 (RFC 3629), wherever it was cut. */
export class Utf8Checker {
  /** Continuation bytes still to come, and the bounds of the next one. */
  #expected = 0;
  #lowest = 0x80;
  #highest = 0xbf;
  /** Complete characters beyond ASCII so far. */
  characters = 0;

  /** True between characters. */
  get complete(): boolean {
    return this.#expected === 0;
  }

  /**
   * Position of the first invalid byte at or after `from`, or −1. `skip` returns, for a position between characters, how far the bytes are
   * certainly whole characters.
   */
  check(bytes: Uint8Array, skip: (from: number) => number = asciiSkipper(bytes), from = 0): number {
    let at = from;
    while (at < bytes.length) {
      if (this.#expected === 0) {
        at = skip(at);
        if (at >= bytes.length) return -1;
      }
      if (!this.#accepts(bytes[at] as number)) return at;
      at++;
    }
    return -1;
  }

  /** Begins anew after an invalid byte. @returns whether this byte may begin another character */
  restart(): boolean {
    const wasInside = this.#expected > 0;
    this.#expected = 0;
    this.#lowest = 0x80;
    this.#highest = 0xbf;
    return wasInside;
  }

  #accepts(byte: number): boolean {
    if (this.#expected === 0) return byte < 0x80 || this.#begins(byte);
    if (byte < this.#lowest || byte > this.#highest) return false;
    this.#lowest = 0x80;
    this.#highest = 0xbf;
    if (--this.#expected === 0) this.characters++;
    return true;
  }

  /** The second byte's bounds exclude overlong forms, surrogates and code points beyond U+10FFFF. */
  #begins(byte: number): boolean {
    if (byte >= 0xc2 && byte <= 0xdf) this.#expected = 1;
    else if (byte >= 0xe0 && byte <= 0xef) this.#expected = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) this.#expected = 3;
    else return false;
    if (byte === 0xe0) this.#lowest = 0xa0;
    if (byte === 0xed) this.#highest = 0x9f;
    if (byte === 0xf0) this.#lowest = 0x90;
    if (byte === 0xf4) this.#highest = 0x8f;
    return true;
  }
}

/** Positions of all invalid bytes among those appended to what the checker has seen. */
export function wrongBytes(checker: Utf8Checker, bytes: Uint8Array, skip = asciiSkipper(bytes)): number[] {
  const wrong: number[] = [];
  for (let at = checker.check(bytes, skip); at >= 0; ) {
    wrong.push(at);
    at = checker.check(bytes, skip, checker.restart() ? at : at + 1);
  }
  return wrong;
}

export function isUtf8(bytes: Uint8Array): boolean {
  const checker = new Utf8Checker();
  return checker.check(bytes) < 0 && checker.complete;
}

/** Skips ASCII word by word. */
function asciiSkipper(bytes: Uint8Array): (from: number) => number {
  const aligned = (4 - (bytes.byteOffset & 3)) & 3;
  const words =
    bytes.length < aligned + 4
      ? new Uint32Array(0)
      : new Uint32Array(bytes.buffer, bytes.byteOffset + aligned, (bytes.length - aligned) >>> 2);
  return (from) => {
    if (from < aligned || ((from - aligned) & 3) !== 0) return from;
    return aligned + 4 * afterAscii(words, (from - aligned) >>> 2);
  };
}

/** The first word at or after `from` with a byte beyond ASCII, or the number of words. */
function afterAscii(words: Uint32Array, from: number): number {
  let at = from;
  for (; at + 3 < words.length; at += 4) {
    const four =
      (words[at] as number) | (words[at + 1] as number) | (words[at + 2] as number) | (words[at + 3] as number);
    if ((four & 0x80808080) !== 0) break;
  }
  while (at < words.length && ((words[at] as number) & 0x80808080) === 0) at++;
  return at;
}
