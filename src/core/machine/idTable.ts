import { hashText, stirHash } from './hashText.ts';
import { type Texts, toStored } from './texts/texts.ts';

/**
 * The newest row of each id: a hash table of rows, whose keys are the ids of the rows. A map of a million strings takes
 * 70 MB, this table 16 MB and no strings.
 */
export type IdTable = {
  /** Ids, each counted once. */
  readonly size: number;
  /** Makes room for this many ids in all. */
  reserve(ids: number): void;
  /** The row of an id, −1 when there is none. */
  rowOf(id: string): number;
  /** Makes `row` the newest row of its id. Returns the previous one, −1 when there is none. */
  put(id: string, row: number): number;
};

const FIRST_SLOTS = 1_024;

/** @param ids holds the id of every row that is put */
export function createIdTable(ids: Texts): IdTable {
  /**
   * For each slot a hash and a row + 1, 0 = free. The hash points to the slot or to one before it, and saves most
   * comparisons of ids.
   */
  let slots = new Int32Array(2 * FIRST_SLOTS);
  let size = 0;

  /** The slot of an id, or the free one where it belongs. */
  function slotOf(id: string, hash: number): number {
    const last = slots.length - 2;
    for (let slot = (hash << 1) & last; ; slot = (slot + 2) & last) {
      const entry = slots[slot + 1] as number;
      if (entry === 0 || (slots[slot] === hash && ids.is(entry - 1, id))) return slot;
    }
  }

  /** Keeps at most half of the slots taken. */
  function reserve(count: number): void {
    const old = slots;
    let length = old.length;
    while (length < 4 * count) length *= 2;
    if (length === old.length) return;
    slots = new Int32Array(length);
    const last = slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      const entry = old[from + 1] as number;
      if (entry === 0) continue;
      const hash = old[from] as number;
      let slot = (hash << 1) & last;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & last;
      slots[slot] = hash;
      slots[slot + 1] = entry;
    }
  }

  return {
    get size() {
      return size;
    },
    reserve,
    rowOf: (id) => (slots[slotOf(id, hashOf(id)) + 1] as number) - 1,
    put(id, row) {
      const hash = hashOf(id);
      const slot = slotOf(id, hash);
      const before = (slots[slot + 1] as number) - 1;
      slots[slot] = hash;
      slots[slot + 1] = row + 1;
      if (before < 0) reserve(++size);
      return before;
    },
  };
}

/** Ids that are stored alike have the same hash. */
function hashOf(id: string): number {
  return stirHash(hashText(toStored(id)));
}
