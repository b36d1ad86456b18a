import type { DecimalSign } from '../../importPlan.ts';
import { CELL_WORDS, COLUMN_BYTES, MARGIN, SIGN_AT } from './assembly/layout.ts';
import { type CsvKernel, startCsvKernel } from './csvKernel.ts';
import { CellCutter } from './plainReader.ts';
import { powersOfFive } from './powersOfFive.ts';
import type { RecordReader, WantedColumns } from './recordReader.ts';
import { SimdByteBuffer } from './simdByteBuffer.ts';

/** Splits records into cells with the compiled code, whose memory holds all data. */
export class SimdReader implements RecordReader {
  readonly buffer: SimdByteBuffer;
  numbers = new Float64Array(0);
  cells = new Int32Array(0);
  readonly #kernel: CsvKernel;
  readonly #columnsAt: number;
  readonly #columns: Pick<WantedColumns, 'slots' | 'slotCount'> & { decimals: DecimalSign[] };
  readonly #delimiter: number;
  /** For records with stray quotes, which the compiled code does not know; null until there is one. */
  #cutter: CellCutter | null = null;
  #count = new Int32Array(1);

  /** @throws RangeError when there is not enough memory */
  constructor(columns: WantedColumns, delimiter: number) {
    const kernel = startCsvKernel();
    this.#kernel = kernel;
    this.#columns = { ...columns, decimals: [...columns.decimals] };
    this.#delimiter = delimiter;
    const width = columns.slots.length;
    const columnsAt = aligned(kernel.workSpace());
    const numbersAt = aligned(columnsAt + width * COLUMN_BYTES);
    const countAt = numbersAt + columns.slotCount * 8;
    const cellsAt = countAt + 4;
    const bytesAt = aligned(cellsAt + width * CELL_WORDS * 4 + MARGIN);
    this.buffer = new SimdByteBuffer(kernel, bytesAt, () => {
      const memory = kernel.memory.buffer as ArrayBuffer;
      this.numbers = new Float64Array(memory, numbersAt, columns.slotCount);
      this.#count = new Int32Array(memory, countAt, 1);
      this.cells = new Int32Array(memory, cellsAt, width * CELL_WORDS);
      this.#cutter = null;
    });
    this.numbers.fill(Number.NaN);
    new BigUint64Array(kernel.memory.buffer, kernel.powersOfFive()).set(powersOfFive());
    this.#columnsAt = columnsAt;
    const view = new DataView(kernel.memory.buffer, columnsAt);
    columns.slots.forEach((slot, column) => {
      view.setInt32(column * COLUMN_BYTES, slot >= 0 ? slot * 8 : slot, true);
      this.setDecimal(column, columns.decimals[column] ?? 'auto');
    });
    kernel.open(columnsAt, width, numbersAt, cellsAt, bytesAt, delimiter);
  }

  get cellCount(): number {
    return this.#count[0] as number;
  }

  read(start: number, stop: number, hasStrayQuote: boolean): number {
    if (!hasStrayQuote) return this.#kernel.readRecord(start, stop);
    this.#cutter ??= new CellCutter(this.#columns, this.#delimiter, this);
    const count = this.#cutter.cut(this.buffer.bytes, start, stop);
    this.#count[0] = this.#cutter.cellCount;
    return count;
  }

  setDecimal(column: number, decimal: DecimalSign): void {
    this.#columns.decimals[column] = decimal;
    this.#cutter?.setDecimal(column, decimal);
    // The memory grows, so that no view of it lasts.
    const view = new DataView(this.#kernel.memory.buffer, this.#columnsAt + column * COLUMN_BYTES);
    view.setUint32(SIGN_AT, decimal === 'auto' ? 0 : decimal.charCodeAt(0), true);
  }
}

function aligned(address: number): number {
  return Math.ceil(address / 32) * 32;
}
