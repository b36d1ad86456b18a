import type { ClientBlock } from '../clientBlock.ts';
import type { Contract, Feature } from '../contract.ts';
import { CellMemo } from './cellMemo.ts';
import { isLongerThan, trimmedText } from './cellText.ts';
import { parseDate } from './date.ts';
import { isMissing } from './missing.ts';
import { UNREADABLE } from './number.ts';

/** Longer texts are no categories and no dates. */
const MAX_TEXT = 1000;

/** One block while it fills: values are written in place, a row counts once it is accepted. */
export class BlockBuilder {
  rows = 0;
  /** Rows accepted × features; whoever accepts a row has written all of it. */
  readonly values: Float64Array<ArrayBuffer>;
  /** For each feature what its text cells stand for; null for numbers, which are not remembered. */
  readonly memos: (CellMemo | null)[];
  readonly #dictionaries: (string[] | null)[];
  readonly #ids: string[] = [];
  readonly #names: (string | null)[] = [];
  readonly #dates: (string | null)[] = [];
  readonly #lines: Uint32Array<ArrayBuffer>;

  constructor(contract: Contract, capacity: number, decoder: TextDecoder) {
    this.values = new Float64Array(capacity * contract.features.length);
    this.#lines = new Uint32Array(capacity);
    this.#dictionaries = contract.features.map(({ kind }) => (kind === 'category' ? [] : null));
    this.memos = contract.features.map((feature, at) => memoFor(feature, this.#dictionaries[at] ?? null, decoder));
  }

  accept(client: { id: string; name: string | null; date: string | null; line: number }): void {
    this.#ids.push(client.id);
    this.#names.push(client.name);
    this.#dates.push(client.date);
    this.#lines[this.rows++] = client.line;
  }

  /** The block of the rows accepted. The builder is not used after it. */
  build(features: string[], has: { names: boolean; dates: boolean }): ClientBlock {
    const length = this.rows * features.length;
    return {
      rows: this.rows,
      ids: this.#ids,
      names: has.names ? this.#names : null,
      dates: has.dates ? this.#dates : null,
      lines: this.#lines.length === this.rows ? this.#lines : this.#lines.slice(0, this.rows),
      features,
      values: this.values.length === length ? this.values : this.values.slice(0, length),
      dictionaries: this.#dictionaries,
    };
  }
}

function memoFor(feature: Feature, dictionary: string[] | null, decoder: TextDecoder): CellMemo | null {
  if (feature.kind === 'number') return null;
  const codes = new Map<string, number>();
  return new CellMemo((cell) => {
    if (isLongerThan(cell, MAX_TEXT)) return UNREADABLE;
    const text = trimmedText(cell, decoder);
    if (dictionary === null) return parseDate(text);
    if (isMissing(text)) return Number.NaN;
    const code = codes.get(text) ?? dictionary.length;
    if (code === dictionary.length) {
      dictionary.push(text);
      codes.set(text, code);
    }
    return code;
  });
}
