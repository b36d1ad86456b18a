import { Cell } from '../../cells/cell.ts';
import { NumberScanner } from '../../cells/numberScanner.ts';
import type { DecimalSign } from '../../importPlan.ts';
import { PlainByteBuffer } from '../../records/byteBuffer.ts';
import { hashOf } from '../cellMemo.ts';
import { CELL_WORDS, UNUSED } from './assembly/layout.ts';
import type { RecordReader, WantedColumns } from './recordReader.ts';

/** Splits records into cells without WebAssembly. */
export class PlainReader implements RecordReader {
  readonly buffer = new PlainByteBuffer();
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly cells: Int32Array<ArrayBuffer>;
  cellCount = 0;
  readonly #cutter: CellCutter;

  constructor(columns: WantedColumns, delimiter: number) {
    this.numbers = new Float64Array(columns.slotCount).fill(Number.NaN);
    this.cells = new Int32Array(columns.slots.length * CELL_WORDS);
    this.#cutter = new CellCutter(columns, delimiter, this);
  }

  setDecimal(column: number, decimal: DecimalSign): void {
    this.#cutter.setDecimal(column, decimal);
  }

  read(start: number, stop: number): number {
    const count = this.#cutter.cut(this.buffer.bytes, start, stop);
    this.cellCount = this.#cutter.cellCount;
    return count;
  }
}

/** Cuts records into cells: numbers and other cells are written where a `RecordReader` has them. Hot: casts. */
export class CellCutter {
  /** Cells put down of the last record. */
  cellCount = 0;

  readonly #columns: WantedColumns;
  readonly #delimiter: number;
  readonly #cells: Int32Array<ArrayBuffer>;
  readonly #scannerOf: Record<DecimalSign, NumberScanner>;
  /** By column. */
  readonly #scanners: NumberScanner[];
  readonly #cell = new Cell();

  constructor(columns: WantedColumns, delimiter: number, { numbers, cells }: Pick<RecordReader, 'numbers' | 'cells'>) {
    this.#columns = columns;
    this.#delimiter = delimiter;
    this.#cells = cells;
    const scanner = (decimal: DecimalSign) => {
      const made = new NumberScanner(delimiter, decimal);
      made.values = numbers;
      return made;
    };
    this.#scannerOf = { auto: scanner('auto'), ',': scanner(','), '.': scanner('.') };
    this.#scanners = Array.from(columns.slots, (_, column) => this.#scannerOf[columns.decimals[column] ?? 'auto']);
  }

  setDecimal(column: number, decimal: DecimalSign): void {
    this.#scanners[column] = this.#scannerOf[decimal];
  }

  /** Cuts the record `bytes[start…stop)`. @returns the number of its cells */
  cut(bytes: Uint8Array<ArrayBuffer>, start: number, stop: number): number {
    const { slots } = this.#columns;
    const cell = this.#cell;
    this.cellCount = 0;
    let at = start;
    let field = 0;
    for (; at <= stop; field++) {
      const slot = slots[field] ?? UNUSED;
      const end = slot >= 0 ? (this.#scanners[field] as NumberScanner).scan(bytes, at, stop, slot) : -1;
      if (end >= 0) {
        at = end + 1;
        continue;
      }
      cell.read(bytes, at, stop, this.#delimiter);
      if (slot !== UNUSED) this.#putDown(field, hashOf(bytes, at, cell.after), at, cell.after);
      at = cell.after + 1;
    }
    return field;
  }

  #putDown(column: number, hash: number, start: number, stop: number): void {
    const at = this.cellCount++ * CELL_WORDS;
    this.#cells[at] = column;
    this.#cells[at + 1] = start;
    this.#cells[at + 2] = stop;
    this.#cells[at + 3] = hash;
  }
}
