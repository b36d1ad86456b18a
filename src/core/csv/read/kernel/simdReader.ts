import type { DecimalSign } from '../../importPlan.ts';
import { CELL_WORDS, COLUMN_BYTES, MARGIN, SIGNS_AT } from './assembly/layout.ts';
import { type CsvKernel, startCsvKernel } from './csvKernel.ts';
import { powersOfFive } from './powersOfFive.ts';
import type { RecordReader, WantedColumns } from './recordReader.ts';
import { SimdByteBuffer } from './simdByteBuffer.ts';

/** The signs that are decimal signs, of comma and point. */
const SIGNS: Record<DecimalSign, [number, number]> = { auto: [0x2c, 0x2e], ',': [0x2c, 0x2c], '.': [0x2e, 0x2e] };

/** Splits records into cells with the compiled code, whose memory holds all data. */
export class SimdReader implements RecordReader {
  readonly buffer: SimdByteBuffer;
  numbers = new Float64Array(0);
  cells = new Int32Array(0);
  readonly #kernel: CsvKernel;
  #count = new Int32Array(1);

  /** @throws RangeError when there is not enough memory */
  constructor(columns: WantedColumns, delimiter: number) {
    const kernel = startCsvKernel();
    this.#kernel = kernel;
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
    });
    this.numbers.fill(Number.NaN);
    new BigUint64Array(kernel.memory.buffer, kernel.powersOfFive()).set(powersOfFive());
    writeColumns(new DataView(kernel.memory.buffer, columnsAt), columns);
    kernel.open(columnsAt, width, numbersAt, cellsAt, bytesAt, delimiter);
  }

  get cellCount(): number {
    return this.#count[0] as number;
  }

  read(start: number, stop: number): number {
    return this.#kernel.readRecord(start, stop);
  }
}

function aligned(address: number): number {
  return Math.ceil(address / 32) * 32;
}

function writeColumns(view: DataView, { slots, decimals }: WantedColumns): void {
  slots.forEach((slot, column) => {
    const [comma, point] = SIGNS[decimals[column] ?? 'auto'];
    const at = column * COLUMN_BYTES;
    view.setInt32(at, slot >= 0 ? slot * 8 : slot, true);
    view.setUint8(at + SIGNS_AT, comma);
    view.setUint8(at + SIGNS_AT + 1, point);
  });
}
