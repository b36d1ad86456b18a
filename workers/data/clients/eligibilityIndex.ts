import { grown } from '../../../src/core/machine/grown.ts';
import { eligibilityWords } from '../../../src/core/offers/eligibility.ts';
import type { Product } from '../../../src/core/offers/offers.ts';

/**
 * The known eligibility of clients: for each row the bit words of `eligibilityOf`. The index holds one list of
 * products.
 */
export type EligibilityIndex = {
  /** Grows to hold this many rows. */
  reserve(rows: number): void;
  /** Switches to these products and forgets eligibility found by other rules. */
  expect(products: readonly Product[]): void;
  /** Stores a chunk's words. @param chunk position of the chunk in the index */
  put(chunk: number, key: string, bits: Uint32Array): void;
  /** The `eligibilityKey` of a chunk's words; undefined = not known yet. */
  keyOf(chunk: number): string | undefined;
  /** Share of the clients whose eligibility for these products is known, 0…1. */
  share(products: readonly Product[], isNewest: Uint8Array): number;
  /**
   * The words of row `r` start at `r * words`; unknown ones are 0. Null while the index holds other products.
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
      if (added.length !== own * words) throw new Error(`chunk ${chunk}: eligibility of other rows or products`);
      bits.set(added, firstRow * words);
      keys.set(chunk, key);
      revision++;
    },
    keyOf: (chunk) => keys.get(chunk),
    share(products, isNewest) {
      if (rules !== rulesOf(products)) return chunks.length === 0 ? 1 : 0;
      if (keys.size === chunks.length) return 1;
      let [known, all] = [0, 0];
      chunks.forEach(({ firstRow, rows: own }, chunk) => {
        let count = 0;
        for (let row = firstRow; row < firstRow + own; row++) count += isNewest[row] as number;
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
