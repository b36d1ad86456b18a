import { grown } from '../../../src/core/machine/grown.ts';
import { eligibilityWords } from '../../../src/core/offers/eligibility.ts';
import type { Product } from '../../../src/core/offers/offers.ts';

/**
 * Which products fit the clients by their values, as far as it has been worked out: for each row the words of
 * `eligibilityOf`. Kept for one list of products at a time.
 */
export type EligibilityIndex = {
  /** Makes room for rows that have been added. */
  reserve(rows: number): void;
  /** From now on it is these products whose fits are put; those of products with other rules are forgotten. */
  expect(products: readonly Product[]): void;
  /** Of a chunk, by its position in the index. */
  put(chunk: number, key: string, bits: Uint32Array): void;
  /** By which `eligibilityKey` a chunk's were worked out; undefined = not yet. */
  keyOf(chunk: number): string | undefined;
  /** Share of the clients for whom they are known, 0…1. */
  share(products: readonly Product[], seen: Uint8Array): number;
  /**
   * Row `r` has the words from `r * words`, zeros where nothing is known. Null while it is other products whose fits
   * are here.
   */
  layout(products: readonly Product[]): { bits: Uint32Array; words: number } | null;
  /** Grows with each change. */
  readonly revision: number;
};

export function createEligibilityIndex(chunks: readonly { firstRow: number; rows: number }[]): EligibilityIndex {
  let rules: string | null = null;
  let words = 1;
  let rows = 0;
  let bits = new Uint32Array();
  const keys = new Map<number, string>();
  let revision = 0;

  return {
    reserve(needed) {
      rows = needed;
      if (rows * words > bits.length) bits = grown(bits, rows * words);
    },
    expect(products) {
      if (rules === rulesOf(products)) return;
      rules = rulesOf(products);
      words = eligibilityWords(products);
      bits = new Uint32Array(rows * words);
      keys.clear();
      revision++;
    },
    put(chunk, key, added) {
      const { firstRow, rows: own } = chunks[chunk] ?? { firstRow: 0, rows: -1 };
      if (added.length !== own * words) throw new Error(`chunk ${chunk}: fits of other rows or products`);
      bits.set(added, firstRow * words);
      keys.set(chunk, key);
      revision++;
    },
    keyOf: (chunk) => keys.get(chunk),
    share(products, seen) {
      if (rules !== rulesOf(products)) return chunks.length === 0 ? 1 : 0;
      if (keys.size === chunks.length) return 1;
      let [known, all] = [0, 0];
      chunks.forEach(({ firstRow, rows: own }, chunk) => {
        let count = 0;
        for (let row = firstRow; row < firstRow + own; row++) count += seen[row] as number;
        all += count;
        if (keys.has(chunk)) known += count;
      });
      return all === 0 ? 1 : known / all;
    },
    layout: (products) => (rules === rulesOf(products) ? { bits, words } : null),
    get revision() {
      return revision;
    },
  };
}

function rulesOf(products: readonly Product[]): string {
  return JSON.stringify(products.map(({ rules }) => rules));
}
