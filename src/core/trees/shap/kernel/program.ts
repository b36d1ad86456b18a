/**
 * Kinds of steps, as assembly/kernel.ts numbers them in `STEPS`: a step's first word is kind × 4 + how its points are
 * unrolled. A test compares the two lists, step by step.
 */
export const KIND = { down: 0, up: 6, leafSplit: 12, lowestSplits: 14 } as const;

/** Numbers of the steps without points. */
export const STEP = { trackPath: 68, lookUp: 69, sumPhi: 70 } as const;

/**
 * Added to `down` and `up` if both children, or only the left or the right one, are splits; to `lowestSplits` if they
 * are splits above leaves.
 */
export const CHILDREN = { both: 0, left: 1, right: 2 } as const;

/** Added for a feature met before. */
export const REPEATED = { down: 3, up: 3, leafSplit: 1 } as const;

/** The last part of a step's first word: steps of 2, 3 and 4 points are unrolled, for other numbers they loop (0). */
export function unrolled(points: number): 0 | 1 | 2 | 3 {
  switch (points) {
    case 2:
      return 1;
    case 3:
      return 2;
    case 4:
      return 3;
    default:
      return 0;
  }
}

/** Steps or tables of a model: 32-bit words, integers and floats, for one place in the kernel's memory. */
export class Program {
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
    for (let i = 0; i < values.length; i++) this.#floats[this.#length++] = values[i] as number;
  }

  words(): Int32Array {
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
