import type { ClientBlock } from '../../clients/clientBlock.ts';
import type { Contract } from '../../contract/contract.ts';
import { isRejectedHeader } from '../detect/columnNames.ts';
import { decoderFor } from '../detect/encoding.ts';
import type { ImportPlan } from '../detect/plan.ts';
import { PROBLEM_VALUE_KEPT, PROBLEMS_KEPT, REJECTIONS_KEPT, type RowProblem } from '../report.ts';
import { RejectedRows } from '../write/rejectedRows.ts';
import { BlockBuilder, type Identity } from './blockBuilder.ts';
import { Cell } from './cell.ts';
import { isLongerThan, shortText, shortTextOrNull, trimmedText } from './cellText.ts';
import { ACTUAL, DATE, meaningsOf, NAME, wantedColumns } from './columnMeanings.ts';
import { openRecordReader } from './kernel/openReader.ts';
import { CELL_WORDS, type RecordReader } from './kernel/recordReader.ts';
import { isMissing } from './missing.ts';
import { parseFlagWord, parseNumber, UNREADABLE } from './number.ts';
import { RecordStream } from './recordStream.ts';

const MAX_ID = 200;
const MAX_NAME = 200;

export type ClientReader = {
  /** Takes the next bytes of the file, from its very first byte; returns the blocks that are full. @throws CsvError */
  push(bytes: Uint8Array): ClientBlock[];
  /** The end of the file: the last, shorter block if any. @throws CsvError */
  finish(): ClientBlock[];
  /**
   * Says that a block's `values` are needed no more, by anybody: their memory serves a later block, which is much faster than fresh
   * memory. Nothing happens for blocks whose values were sent elsewhere.
   */
  reuse(block: ClientBlock): void;
  /** Gathers from now on, beside the `rejections`, these rows as they stand, as far as there is room; the answer grows meanwhile. */
  keepRejected(): RejectedRows;
  /** Data rows so far, those of them that were rejected, and cells that were neither a value nor missing. */
  readonly counts: { read: number; rejected: number; unreadableCells: number };
  /** For each feature of the contract the cells that could not be read. */
  readonly unreadable: Uint32Array;
  /** The first `REJECTIONS_KEPT` rows that could not be taken, in file order. */
  readonly rejections: RowProblem[];
  /** The first `PROBLEMS_KEPT` cells that could not be read, in file order. */
  readonly problems: RowProblem[];
};

/**
 * Reads clients from the bytes of a file, in blocks of `blockRows`; what comes out does not depend on how the bytes are
 * cut. A row that cannot be taken is rejected (an id that says there is no value is none), a number or date that cannot be read becomes missing, and both are
 * problems, not exceptions. Once `push` or `finish` has thrown a CsvError (a quote that never closes, a row too long,
 * bytes that are not of the encoding) the reader is at its end.
 */
export function createClientReader(plan: ImportPlan, contract: Contract, blockRows: number): ClientReader {
  const rows = new RowReader(plan, contract, blockRows);
  return {
    push: (bytes) => {
      rows.stream.push(bytes);
      return rows.takeBlocks();
    },
    finish: () => {
      rows.stream.finish();
      rows.endBlock();
      return rows.takeBlocks();
    },
    reuse: (block) => rows.reuse(block),
    keepRejected() {
      rows.rejected ??= new RejectedRows();
      return rows.rejected;
    },
    counts: rows.counts,
    unreadable: rows.unreadable,
    rejections: rows.rejections,
    problems: rows.problems,
  };
}

class RowReader {
  readonly stream: RecordStream;
  readonly counts = { read: 0, rejected: 0, unreadableCells: 0 };
  readonly unreadable: Uint32Array;
  readonly rejections: RowProblem[] = [];
  readonly problems: RowProblem[] = [];
  rejected: RejectedRows | null = null;

  readonly #plan: ImportPlan;
  readonly #contract: Contract;
  readonly #blockRows: number;
  readonly #delimiter: number;
  readonly #decoder: TextDecoder;
  /** What each column of the file is: a feature, or one of the constants above. */
  readonly #meanings: Int32Array;
  readonly #featureNames: string[];
  readonly #records: RecordReader;
  readonly #cell = new Cell();
  /** Whether texts of the file are guarded, since the app has written it for spreadsheets. */
  readonly #isGuarded: boolean;
  #headerRecords: number;
  #block: BlockBuilder;
  #full: ClientBlock[] = [];
  /** Memory of blocks that nobody needs any more. */
  readonly #free: Float64Array<ArrayBuffer>[] = [];
  /** The row being read. */
  #row: Identity = { id: '', name: null, date: null, actual: Number.NaN, line: 0 };

  constructor(plan: ImportPlan, contract: Contract, blockRows: number) {
    this.#plan = plan;
    this.#contract = contract;
    this.#blockRows = blockRows;
    this.#delimiter = plan.schema.delimiter.charCodeAt(0);
    this.#decoder = decoderFor(plan.schema.encoding);
    this.#meanings = meaningsOf(plan);
    this.#isGuarded = isRejectedHeader(plan.header);
    this.#featureNames = contract.features.map(({ name }) => name);
    this.unreadable = new Uint32Array(contract.features.length);
    this.#headerRecords = plan.headerRecords;
    this.#block = this.#newBlock();
    this.#records = openRecordReader(wantedColumns(this.#meanings, plan, contract), this.#delimiter);
    this.stream = new RecordStream(plan.schema, plan.markBytes, this.#records.room, () => this.#readRecord());
  }

  takeBlocks(): ClientBlock[] {
    const blocks = this.#full;
    this.#full = [];
    return blocks;
  }

  endBlock(): void {
    if (this.#block.rows === 0) return;
    const { nameColumn, dateColumn, actualColumn } = this.#plan;
    const has = { names: nameColumn >= 0, dates: dateColumn >= 0, actuals: actualColumn >= 0 };
    this.#full.push(this.#block.build(this.#featureNames, has));
    this.#block = this.#newBlock();
  }

  reuse({ values }: ClientBlock): void {
    if (values.length === this.#blockRows * this.#featureNames.length) this.#free.push(values);
  }

  #newBlock(): BlockBuilder {
    const values = this.#free.pop() ?? new Float64Array(this.#blockRows * this.#featureNames.length);
    const setup = { capacity: this.#blockRows, contract: this.#contract, decoder: this.#decoder };
    return new BlockBuilder({ values, ...setup });
  }

  #readRecord(): void {
    if (this.#headerRecords > 0) {
      this.#headerRecords--;
      return;
    }
    this.counts.read++;
    const { start, stop, line } = this.stream.splitter;
    const fields = this.#records.read(start, stop);
    const rejection = this.#readId(fields, line);
    if (rejection) {
      this.#reject(rejection);
      return;
    }
    this.#readRow(line);
    this.#block.accept(this.#row);
    if (this.#block.rows === this.#blockRows) this.endBlock();
  }

  #reject(rejection: RowProblem): void {
    this.counts.rejected++;
    if (this.rejections.length >= REJECTIONS_KEPT) return;
    this.rejections.push(rejection);
    this.rejected?.add(rejection.line, this.stream.splitter);
  }

  /** Reads the client's id; answers why the row cannot be taken, or null. */
  #readId(fields: number, line: number): RowProblem | null {
    const { idColumn, header } = this.#plan;
    if (fields !== header.length) return { kind: 'ragged', line, fields, expected: header.length };
    const { cells } = this.#records;
    let at = 0;
    while (cells[at * CELL_WORDS] !== idColumn) at++;
    this.#takeCell(at);
    if (isLongerThan(this.#cell, MAX_ID)) return { kind: 'id-too-long', line };
    const id = trimmedText(this.#cell, this.#decoder);
    if (id.length > MAX_ID) return { kind: 'id-too-long', line };
    this.#row.id = id;
    return isMissing(id) ? { kind: 'no-id', line } : null;
  }

  /** Reads everything else, the features into the block's next row. */
  #readRow(line: number): void {
    const { numbers, cellCount } = this.#records;
    const { values, rows } = this.#block;
    const features = this.#featureNames.length;
    const offset = rows * features;
    const row = this.#row;
    row.line = line;
    row.actual = numbers[features] as number;
    values.set(numbers.length === features ? numbers : numbers.subarray(0, features), offset);
    for (let at = 0; at < cellCount; at++) {
      const column = this.#takeCell(at);
      const meaning = this.#meanings[column] as number;
      if (meaning >= 0) values[offset + meaning] = this.#featureValue(meaning, column);
      else if (meaning === NAME) row.name = shortTextOrNull(this.#cell, MAX_NAME, this.#decoder);
      else if (meaning === DATE) row.date = this.#block.dateOf(this.#cell);
      else if (meaning === ACTUAL) row.actual = this.#actualIncome(column);
    }
  }

  /** Makes a cell that the record's numbers lack the present one; its column. */
  #takeCell(at: number): number {
    const { cells } = this.#records;
    const word = at * CELL_WORDS;
    this.#cell.hash = cells[word + 3] as number;
    this.#cell.take(this.stream.splitter.bytes, cells[word + 1] as number, cells[word + 2] as number, this.#delimiter);
    if (this.#isGuarded) this.#cell.unguard();
    return cells[word] as number;
  }

  /** The value of the cell for a feature, when it is not a plain number. */
  #featureValue(feature: number, column: number): number {
    const known = this.#contract.features[feature];
    const memo = this.#block.memos[feature];
    const value = memo ? memo.valueOf(this.#cell) : this.#number(column);
    if (value !== UNREADABLE) return value;
    const flag = known?.unit === 'flag' ? parseFlagWord(this.#problemText()) : UNREADABLE;
    if (flag !== UNREADABLE) return flag;
    this.unreadable[feature] = (this.unreadable[feature] ?? 0) + 1;
    return this.#unreadable(known?.name ?? '');
  }

  #actualIncome(column: number): number {
    const value = this.#number(column);
    return value === UNREADABLE ? this.#unreadable(this.#plan.schema.actualColumn ?? '') : value;
  }

  #number(column: number): number {
    return parseNumber(this.#cell, this.#decoder, this.#plan.decimals[column]);
  }

  /** Counts the cell among the problems; it is missing. */
  #unreadable(column: string): number {
    this.counts.unreadableCells++;
    if (this.problems.length < PROBLEMS_KEPT)
      this.problems.push({ kind: 'unreadable', line: this.#row.line, column, value: this.#problemText() });
    return Number.NaN;
  }

  #problemText(): string {
    return shortText(this.#cell, PROBLEM_VALUE_KEPT, this.#decoder);
  }
}
