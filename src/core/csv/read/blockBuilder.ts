import type { ClientBlock } from '../../clients/clientBlock.ts';
import type { Feature } from '../../contract/contract.ts';
import type { Cell } from '../cells/cell.ts';
import { isLongerThan, shortText, trimmedText } from '../cells/cellText.ts';
import { type DateOrder, parseDateCell } from '../cells/date.ts';
import { isMissing, isMissingValue, UNREADABLE } from '../cells/missing.ts';
import { CellMemo } from './cellMemo.ts';
import type { ChosenCategories } from './columnMeanings.ts';

/** Longer texts are neither categories nor dates. */
const MAX_TEXT = 1000;
const MAX_DATE = 100;

/** A client's columns that are not features. NaN = no actual income. */
export type Identity = { id: string; name: string | null; date: string | null; actual: number; line: number };

export type BlockSetup = {
  values: Float64Array<ArrayBuffer>;
  capacity: number;
  /** In the order of the values. */
  features: readonly Feature[];
  /** By slot; see `parseDate`. */
  orders: readonly DateOrder[];
  decoder: TextDecoder;
  /** By slot: the categories that the user has chosen for texts. */
  chosen: ChosenCategories;
};

/** Columns beside the features. */
export type BlockColumns = { names: boolean; dates: boolean; actuals: boolean };

/** One block while it is being filled: values are written in place, and a row counts once it is accepted. */
export class BlockBuilder {
  rows = 0;
  /** Accepted rows × features; the caller writes the whole row before accepting it. */
  readonly values: Float64Array<ArrayBuffer>;
  /** For each feature, the values of its text cells; null for numbers, which are not remembered. */
  readonly memos: (CellMemo | null)[];
  readonly #features: readonly Feature[];
  readonly #dictionaries: (string[] | null)[];
  readonly #ids: string[] = [];
  readonly #names: (string | null)[] = [];
  readonly #dates: (string | null)[] = [];
  readonly #actuals: Float64Array<ArrayBuffer>;
  readonly #lines: Uint32Array<ArrayBuffer>;
  /** The few dates of a file; `#dateMemo` maps a cell to its index here. */
  readonly #dateTexts: (string | null)[] = [];
  readonly #dateMemo: CellMemo;

  /** `values` has room for `capacity` rows; its content is ignored. */
  constructor({ values, capacity, features, orders, decoder, chosen }: BlockSetup) {
    this.values = values;
    this.#actuals = new Float64Array(capacity);
    this.#lines = new Uint32Array(capacity);
    this.#features = features;
    this.#dictionaries = features.map(({ kind }) => (kind === 'category' ? [] : null));
    this.memos = features.map((feature, at) => {
      if (feature.kind === 'number') return null;
      const dictionary = this.#dictionaries[at];
      return dictionary
        ? categoryMemo(feature, dictionary, { decoder, chosen: chosen.get(at) })
        : dateMemo(orders[at] ?? null, decoder);
    });
    this.#dateMemo = new CellMemo((cell) => {
      const text = shortText(cell, MAX_DATE, decoder);
      return this.#dateTexts.push(isMissingValue(text) ? null : text) - 1;
    });
  }

  /** The text of a date, or null for a missing value. */
  dateOf(cell: Cell): string | null {
    return this.#dateTexts[this.#dateMemo.valueOf(cell)] ?? null;
  }

  accept({ id, name, date, actual, line }: Identity): void {
    this.#ids.push(id);
    this.#names.push(name);
    this.#dates.push(date);
    this.#actuals[this.rows] = actual;
    this.#lines[this.rows++] = line;
  }

  /** The block of the accepted rows. The builder must not be used afterwards. */
  build(has: BlockColumns): ClientBlock {
    const features = this.#features.map(({ name }) => name);
    const length = this.rows * features.length;
    return {
      rows: this.rows,
      ids: this.#ids,
      names: has.names ? this.#names : null,
      dates: has.dates ? this.#dates : null,
      actualIncomes: has.actuals ? this.#actuals.slice(0, this.rows) : null,
      lines: this.#lines.slice(0, this.rows),
      features,
      values: this.values.length === length ? this.values : this.values.slice(0, length),
      dictionaries: this.#dictionaries,
    };
  }
}

function dateMemo(order: DateOrder, decoder: TextDecoder): CellMemo {
  return new CellMemo((cell) =>
    isLongerThan(cell, MAX_TEXT) ? UNREADABLE : parseDateCell(trimmedText(cell, decoder), order),
  );
}

type TextReading = { decoder: TextDecoder; chosen: ReadonlyMap<string, string> | undefined };

function categoryMemo(feature: Feature, dictionary: string[], { decoder, chosen }: TextReading): CellMemo {
  const categories = feature.kind === 'category' ? feature.categories : [];
  const codes = new Map<string, number>();
  return new CellMemo((cell) => {
    if (isLongerThan(cell, MAX_TEXT)) return UNREADABLE;
    const given = trimmedText(cell, decoder);
    const text = chosen?.get(given) ?? given;
    if (isMissing(text) && !categories.includes(text)) return Number.NaN;
    const code = codes.get(text) ?? dictionary.length;
    if (code === dictionary.length) {
      dictionary.push(text);
      codes.set(text, code);
    }
    return code;
  });
}
