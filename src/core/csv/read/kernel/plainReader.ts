import { Cell } from '../../cells/cell.ts';
import { NumberScanner } from '../../cells/numberScanner.ts';
import type { DecimalSign } from '../../importPlan.ts';
import { PlainByteBuffer } from '../../records/byteBuffer.ts';
import { hashOf } from '../cellMemo.ts';
import { CELL_WORDS, UNUSED } from './assembly/layout.ts';
import type { RecordReader, WantedColumns } from './recordReader.ts';

/** Splits records into cells without WebAssembly. Hot: index accesses are cast. */
export class PlainReader implements RecordReader {
  readonly buffer = new PlainByteBuffer();
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly cells: Int32Array<ArrayBuffer>;
  cellCount = 0;

  readonly #columns: WantedColumns;
  readonly #delimiter: number;
  readonly #scannerOf: Record<DecimalSign, NumberScanner>;
  /** By column. */
  readonly #scanners: NumberScanner[];
  readonly #cell = new Cell();

  constructor(columns: WantedColumns, delimiter: number) {
    this.#columns = columns;
    this.#delimiter = delimiter;
    this.numbers = new Float64Array(columns.slotCount).fill(Number.NaN);
    this.cells = new Int32Array(columns.slots.length * CELL_WORDS);
    this.#scannerOf = { auto: this.#scanner('auto'), ',': this.#scanner(','), '.': this.#scanner('.') };
    this.#scanners = Array.from(columns.slots, (_, column) => this.#scannerOf[columns.decimals[column] ?? 'auto']);
  }

  setDecimal(column: number, decimal: DecimalSign): void {
    this.#scanners[column] = this.#scannerOf[decimal];
  }

  read(start: number, stop: number): number {
    const { bytes } = this.buffer;
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
      if (slot !== UNUSED) this.#putDown(field, at, cell.after);
      at = cell.after + 1;
    }
    return field;
  }

  #scanner(decimal: DecimalSign): NumberScanner {
    const scanner = new NumberScanner(this.#delimiter, decimal);
    scanner.values = this.numbers;
    return scanner;
  }

  #putDown(column: number, start: number, stop: number): void {
    const at = this.cellCount++ * CELL_WORDS;
    this.cells[at] = column;
    this.cells[at + 1] = start;
    this.cells[at + 2] = stop;
    this.cells[at + 3] = hashOf(this.buffer.bytes, start, stop);
  }
}
