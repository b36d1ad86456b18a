/** Kinds of steps, as the compiled code numbers them; a step's first word is kind × 4 + how its points are unrolled. */
export const KIND = { down: 0, up: 6, cherry: 12, twig: 14 } as const;

/** Numbers of the steps that know no points. */
export const STEP = { watch: 68, lookUp: 69, keep: 70 } as const;

/** Added to `down` and `up` where only the left or the right child is a split, to `twig` where only that one is a cherry. */
export const CHILDREN = { both: 0, left: 1, right: 2 } as const;

/** Added for a feature met before. */
export const REPEATED = { down: 3, up: 3, cherry: 1 } as const;

/** The last part of a step's first word: 2, 3 and 4 points are unrolled. */
export function unrolled(points: number): 0 | 1 | 2 | 3 {
  return points === 2 ? 1 : points === 3 ? 2 : points === 4 ? 3 : 0;
}

/** Steps and tables of a model: 32-bit words, addresses and floats, that will lie at one place in the kernel's memory. */
export class Words {
  #integers = new Int32Array(1024);
  #floats = new Float32Array(this.#integers.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  integers(...values: readonly number[]): void {
    this.#reserve(values.length);
    for (const value of values) this.#integers[this.#length++] = value;
  }

  floats(...values: readonly number[]): void {
    this.floatsOf(values);
  }

  floatsOf(values: ArrayLike<number>): void {
    this.#reserve(values.length);
    for (let i = 0; i < values.length; i++) this.#floats[this.#length++] = values[i] ?? 0;
  }

  take(): Int32Array {
    return this.#integers.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#integers.length) return;
    const larger = new Int32Array(Math.max(this.#length + more, this.#integers.length * 2));
    larger.set(this.#integers);
    this.#integers = larger;
    this.#floats = new Float32Array(larger.buffer);
  }
}
