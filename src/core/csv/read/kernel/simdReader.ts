import type { DecimalSign } from '../../detect/plan.ts';
import { type Engine, startEngine } from './engine.ts';
import { powersOfFive } from './powersOfFive.ts';
import { CELL_WORDS, type RecordReader, type WantedColumns } from './recordReader.ts';
import { MARGIN, SimdByteBuffer } from './simdRoom.ts';

/** Bytes of what the compiled code knows of a column. */
const COLUMN = 8;

/** Comma and point, as far as they are decimal signs. */
const SIGNS: Record<DecimalSign, [number, number]> = { auto: [0x2c, 0x2e], ',': [0x2c, 0x2c], '.': [0x2e, 0x2e] };

/** Takes records apart by the compiled code, in whose memory everything lies. */
export class SimdReader implements RecordReader {
  readonly room: SimdByteBuffer;
  numbers = new Float64Array(0);
  cells = new Int32Array(0);
  readonly #engine: Engine;
  #count = new Int32Array(1);

  /** @throws RangeError when there is no memory for it */
  constructor(columns: WantedColumns, delimiter: number) {
    const engine = startEngine();
    this.#engine = engine;
    const width = columns.kinds.length;
    const columnsAt = aligned(engine.workSpace());
    const numbersAt = aligned(columnsAt + width * COLUMN);
    const countAt = numbersAt + columns.slots * 8;
    const cellsAt = countAt + 4;
    const bytesAt = aligned(cellsAt + width * CELL_WORDS * 4 + MARGIN);
    this.room = new SimdByteBuffer(engine, bytesAt, () => {
      const buffer = engine.memory.buffer as ArrayBuffer;
      this.numbers = new Float64Array(buffer, numbersAt, columns.slots);
      this.#count = new Int32Array(buffer, countAt, 1);
      this.cells = new Int32Array(buffer, cellsAt, width * CELL_WORDS);
    });
    this.numbers.fill(Number.NaN);
    new BigUint64Array(engine.memory.buffer, engine.powersOfFive()).set(powersOfFive());
    writeColumns(new DataView(engine.memory.buffer, columnsAt), columns);
    engine.open(columnsAt, width, numbersAt, cellsAt, bytesAt, delimiter);
  }

  get cellCount(): number {
    return this.#count[0] as number;
  }

  read(start: number, stop: number): number {
    return this.#engine.readRecord(start, stop);
  }
}

function aligned(address: number): number {
  return Math.ceil(address / 32) * 32;
}

function writeColumns(view: DataView, { kinds, decimals }: WantedColumns): void {
  kinds.forEach((kind, column) => {
    const [comma, point] = SIGNS[decimals[column] ?? 'auto'];
    view.setInt32(column * COLUMN, kind >= 0 ? kind * 8 : kind, true);
    view.setUint8(column * COLUMN + 4, comma);
    view.setUint8(column * COLUMN + 5, point);
  });
}
