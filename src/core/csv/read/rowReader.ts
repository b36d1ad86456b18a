/** Hot: index accesses are cast, since they follow from the plan and from what the kernel has written. */
import type { ClientBlock } from '../../clients/clientBlock.ts';
import type { Contract } from '../../contract/contract.ts';
import { Cell } from '../cells/cell.ts';
import { isLongerThan, shortText, shortTextOrNull, trimmedText } from '../cells/cellText.ts';
import type { DateOrder } from '../cells/date.ts';
import { isMissing, UNREADABLE } from '../cells/missing.ts';
import { type ColumnReading, columnOf, type ImportPlan } from '../importPlan.ts';
import { decoderFor } from '../records/encodings.ts';
import { RecordStream } from '../records/recordStream.ts';
import { isRejectedHeader } from '../rejectedHeader.ts';
import { PROBLEM_VALUE_KEPT, type Rejection } from '../report.ts';
import { BlockBuilder, type Identity } from './blockBuilder.ts';
import {
  ACTUAL,
  type ChosenCategories,
  chosenCategories,
  DATE,
  dateOrders,
  meaningsOf,
  NAME,
  wantedColumns,
} from './columnMeanings.ts';
import { CELL_WORDS } from './kernel/assembly/layout.ts';
import { openRecordReader } from './kernel/openReader.ts';
import type { RecordReader } from './kernel/recordReader.ts';
import { NumberCells } from './numberCells.ts';
import { ReadingReport } from './readingReport.ts';
import type { RejectedRows } from './rejectedRows.ts';

const MAX_ID = 200;
const MAX_NAME = 200;

/** Makes blocks of clients from the records of its stream. */
export class RowReader {
  readonly stream: RecordStream;
  readonly report: ReadingReport;
  /** Collects rejected rows; null = they are not kept. */
  rejected: RejectedRows | null = null;

  readonly #plan: ImportPlan;
  readonly #contract: Contract;
  readonly #blockRows: number;
  readonly #idColumn: number;
  readonly #delimiter: number;
  readonly #decoder: TextDecoder;
  /** By column, see `meaningsOf`. */
  readonly #meanings: Int32Array;
  readonly #features: string[];
  readonly #chosen: ChosenCategories;
  readonly #records: RecordReader;
  readonly #numbers: NumberCells;
  /** By feature; see `parseDate`. */
  readonly #orders: DateOrder[];
  readonly #cell = new Cell();
  /** Whether texts of the file are guarded, because the app wrote it for spreadsheets. */
  readonly #isGuarded: boolean;
  #headerRecords: number;
  #block: BlockBuilder;
  #fullBlocks: ClientBlock[] = [];
  /** Memory of released blocks. */
  readonly #free: Float64Array<ArrayBuffer>[] = [];
  /** The row being read. */
  #row: Identity = { id: '', name: null, date: null, actual: Number.NaN, line: 0 };

  constructor(plan: ImportPlan, contract: Contract, blockRows: number) {
    this.#plan = plan;
    this.#contract = contract;
    this.#blockRows = blockRows;
    this.#idColumn = columnOf(plan, 'id');
    this.#delimiter = plan.schema.delimiter.charCodeAt(0);
    this.#decoder = decoderFor(plan.schema.encoding);
    this.#meanings = meaningsOf(plan);
    this.#isGuarded = isRejectedHeader(plan.header);
    this.#chosen = chosenCategories(plan);
    this.#features = contract.features.map(({ name }) => name);
    this.report = new ReadingReport(contract.features.length);
    this.#headerRecords = plan.headerRecords;
    this.#orders = dateOrders(plan, contract.features.length);
    this.#block = this.#newBlock();
    this.#records = openRecordReader(wantedColumns(plan, contract.features.length), this.#delimiter);
    this.#numbers = new NumberCells({
      plan,
      decoder: this.#decoder,
      onSign: (column, sign) => this.#records.setDecimal(column, sign),
      onDoubt: (column, read) => this.#addDoubt(column, read),
    });
    this.stream = new RecordStream(plan.schema, plan.markBytes, this.#records.buffer, () => this.#readRecord());
  }

  takeBlocks(): ClientBlock[] {
    const blocks = this.#fullBlocks;
    this.#fullBlocks = [];
    return blocks;
  }

  endBlock(): void {
    if (this.#block.rows === 0) return;
    const has = (kind: ColumnReading['kind']) => columnOf(this.#plan, kind) >= 0;
    const columns = { names: has('name'), dates: has('date'), actuals: has('actual-income') };
    this.#fullBlocks.push(this.#block.build(this.#features, columns));
    this.#block = this.#newBlock();
  }

  reuse({ values }: ClientBlock): void {
    if (values.length === this.#blockRows * this.#features.length) this.#free.push(values);
  }

  #newBlock(): BlockBuilder {
    const values = this.#free.pop() ?? new Float64Array(this.#blockRows * this.#features.length);
    return new BlockBuilder({
      values,
      capacity: this.#blockRows,
      contract: this.#contract,
      orders: this.#orders,
      decoder: this.#decoder,
      chosen: this.#chosen,
    });
  }

  #readRecord(): void {
    const { start, stop, line } = this.stream.splitter;
    this.report.counts.records++;
    if (this.#headerRecords > 0) {
      this.#headerRecords--;
      this.report.addPassedOver({ line, why: this.#headerRecords === 0 ? 'header' : 'title' });
      return;
    }
    this.report.counts.read++;
    const cells = this.#records.read(start, stop);
    const rejection = this.#readId(cells, line);
    if (rejection) {
      const isKept = this.report.addRejection(rejection);
      if (isKept) this.rejected?.add(line, this.stream.splitter);
      return;
    }
    this.#readRow(line);
    this.#block.accept(this.#row);
    if (this.#block.rows === this.#blockRows) this.endBlock();
  }

  /** Reads the client's id. @returns why the row is rejected, or null */
  #readId(cellCount: number, line: number): Rejection | null {
    const { header } = this.#plan;
    if (cellCount !== header.length) return { kind: 'ragged', line, fields: cellCount, expected: header.length };
    const { cells } = this.#records;
    let at = 0;
    while (cells[at * CELL_WORDS] !== this.#idColumn) at++;
    this.#takeCell(at);
    if (isLongerThan(this.#cell, MAX_ID)) return { kind: 'id-too-long', line };
    const id = trimmedText(this.#cell, this.#decoder);
    if (id.length > MAX_ID) return { kind: 'id-too-long', line };
    this.#row.id = id;
    return isMissing(id) ? { kind: 'no-id', line } : null;
  }

  /** Reads everything else, and the features into the block's next row. */
  #readRow(line: number): void {
    const { numbers, cellCount } = this.#records;
    const { values, rows } = this.#block;
    const features = this.#features.length;
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

  /** Makes one of the record's `cells` the current cell. @returns its column */
  #takeCell(at: number): number {
    const { cells } = this.#records;
    const word = at * CELL_WORDS;
    this.#cell.hash = cells[word + 3] as number;
    this.#cell.take(this.stream.splitter.bytes, cells[word + 1] as number, cells[word + 2] as number, this.#delimiter);
    if (this.#isGuarded) this.#cell.unguard();
    return cells[word] as number;
  }

  /** The current cell's value for a feature, when it is not a plain number. */
  #featureValue(feature: number, column: number): number {
    const memo = this.#block.memos[feature];
    const value = memo ? memo.valueOf(this.#cell) : this.#numberOf(column);
    if (value !== UNREADABLE) return value;
    (this.report.unreadable[feature] as number)++;
    return this.#addUnreadable(column);
  }

  #numberOf(column: number): number {
    return this.#numbers.valueOf(this.#cell, column, this.#row.line);
  }

  #actualIncome(column: number): number {
    const value = this.#numberOf(column);
    return value === UNREADABLE ? this.#addUnreadable(column) : value;
  }

  /** Counts the current cell among the problems; its value is missing. */
  #addUnreadable(column: number): number {
    this.report.add('unreadable', () => ({
      kind: 'unreadable',
      line: this.#row.line,
      column: this.#nameOf(column),
      value: this.#problemText(),
    }));
    return Number.NaN;
  }

  /** Counts the current cell as a number that can be read in two ways. */
  #addDoubt(column: number, read: number): void {
    this.report.add('doubtful-number', () => ({
      kind: 'doubtful-number',
      line: this.#row.line,
      column: this.#nameOf(column),
      value: this.#problemText(),
      read,
    }));
  }

  /** Name of a feature in the contract, or of another column in the file. */
  #nameOf(column: number): string {
    const meaning = this.#meanings[column] as number;
    return meaning >= 0 ? (this.#features[meaning] as string) : (this.#plan.header[column] as string);
  }

  #problemText(): string {
    return shortText(this.#cell, PROBLEM_VALUE_KEPT, this.#decoder);
  }
}
