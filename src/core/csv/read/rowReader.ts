/** Hot: index accesses are cast, since they follow from the plan and from what the kernel has written. */
import type { Contract, Feature } from '../../contract/contract.ts';
import { Cell, textsOfRecord } from '../cells/cell.ts';
import { shortText, shortTextOrNull } from '../cells/cellText.ts';
import { UNREADABLE } from '../cells/missing.ts';
import { type ColumnReading, columnOf, type ImportPlan, presentFeatures } from '../importPlan.ts';
import { decoderFor } from '../records/encodings.ts';
import { RecordStream } from '../records/recordStream.ts';
import { isRejectedHeader } from '../rejectedHeader.ts';
import { type PassedOver, PROBLEM_VALUE_KEPT, type Rejection } from '../report.ts';
import type { Identity } from './blockBuilder.ts';
import { BlockQueue } from './blockQueue.ts';
import { ACTUAL, chosenCategories, DATE, dateOrders, meaningsOf, NAME, wantedColumns } from './columnMeanings.ts';
import { IdReader, type RecordLine } from './idReader.ts';
import { CELL_WORDS } from './kernel/assembly/layout.ts';
import { openRecordReader } from './kernel/openReader.ts';
import type { RecordReader } from './kernel/recordReader.ts';
import { isTotalName } from './lineKinds.ts';
import { lineAbove } from './linesAbove.ts';
import { NumberCells } from './numberCells.ts';
import { ReadingReport } from './readingReport.ts';
import type { RejectedRows } from './rejectedRows.ts';
import { wrongColumns } from './wrongColumns.ts';

const MAX_NAME = 200;

/** Makes blocks of clients from the records of its stream. */
export class RowReader {
  readonly stream: RecordStream;
  readonly report: ReadingReport;
  readonly blocks: BlockQueue;
  /** Collects rejected rows; null = they are not kept. */
  rejected: RejectedRows | null = null;

  readonly #plan: ImportPlan;
  /** The features with a column, in the order of the contract, and their positions there. */
  readonly #features: readonly Feature[];
  readonly #positions: readonly number[];
  readonly #idColumn: number;
  readonly #delimiter: number;
  readonly #decoder: TextDecoder;
  /** By column, see `meaningsOf`. */
  readonly #meanings: Int32Array;
  readonly #records: RecordReader;
  readonly #numbers: NumberCells;
  readonly #cell = new Cell();
  readonly #ids: IdReader;
  /** Number of cells of a row. */
  readonly #width: number;
  /** Whether texts of the file are guarded, because the app wrote it for spreadsheets. */
  readonly #isGuarded: boolean;
  /** The record being read. */
  readonly #record: RecordLine;
  /** The row being read. */
  #row: Identity = { id: '', name: null, date: null, actual: Number.NaN, line: 0 };
  /** Columns of the record with bytes that are not of the encoding; null as a rule. */
  #wrongColumns: ReadonlySet<number> | null = null;

  constructor(plan: ImportPlan, contract: Contract, blockRows: number) {
    this.#plan = plan;
    this.#idColumn = columnOf(plan, 'id');
    this.#delimiter = plan.schema.delimiter.charCodeAt(0);
    this.#decoder = decoderFor(plan.schema.encoding);
    this.#positions = presentFeatures(plan);
    this.#features = this.#positions.map((position) => contract.features[position] as Feature);
    this.#meanings = meaningsOf(plan, this.#positions);
    this.#ids = new IdReader(plan, this.#decoder);
    this.#width = plan.header.length + plan.rows.surplusCells;
    this.#isGuarded = isRejectedHeader(plan.header);
    this.report = new ReadingReport(contract.features.length);
    const has = (kind: ColumnReading['kind']) => columnOf(plan, kind) >= 0;
    this.blocks = new BlockQueue({
      capacity: blockRows,
      features: this.#features,
      orders: dateOrders(plan, this.#positions),
      chosen: chosenCategories(plan, this.#positions),
      decoder: this.#decoder,
      has: { names: has('name'), dates: has('date'), actuals: has('actual-income') },
    });
    this.#records = openRecordReader(wantedColumns(plan, this.#meanings, this.#features.length), this.#delimiter);
    this.#numbers = new NumberCells({
      plan,
      decoder: this.#decoder,
      onSign: (column, sign) => this.#records.setDecimal(column, sign),
      onDoubt: (column, read) => this.#addDoubt(column, read),
    });
    this.stream = new RecordStream(plan.schema, plan.markBytes, this.#records.buffer, () => this.#readRecord());
    const { splitter } = this.stream;
    this.#record = { line: 0, texts: () => textsOfRecord(splitter, this.#delimiter, this.#decoder) };
  }

  /** The end of the file. @throws CsvError when ids are lost */
  finish(): void {
    this.#ids.finish();
    this.blocks.end();
  }

  #readRecord(): void {
    const { counts } = this.report;
    this.#record.line = this.stream.splitter.line;
    const place = counts.records++;
    const isAbove = place < this.#plan.headerRecords;
    const found = isAbove ? lineAbove(this.#plan, place, this.#record) : this.#readClient();
    if (isAbove && place === this.#plan.headerRecords - 1) this.stream.splitter.width = this.#width;
    if (found === null) {
      counts.read++;
      this.blocks.accept(this.#row);
    } else if ('kind' in found) {
      counts.read++;
      const isKept = this.report.addRejection(found);
      if (isKept) this.rejected?.add(found.line, this.stream.splitter);
    } else {
      this.report.addPassedOver(found);
    }
  }

  /** Reads a record into the next row of the block. @returns why it is no client; null when it is one */
  #readClient(): Rejection | PassedOver | null {
    const { start, stop, line, hasStrayQuote } = this.stream.splitter;
    const count = this.#records.read(start, stop, hasStrayQuote);
    if (count !== this.#width || !this.#endsAsUsual(stop))
      return this.#ids.readRagged(this.#record) ?? { kind: 'ragged', line, fields: count, expected: this.#width };
    this.#wrongColumns = this.stream.hasWrongBytes ? wrongColumns(this.stream.splitter, this.#delimiter) : null;
    const { cells } = this.#records;
    let at = 0;
    while (cells[at * CELL_WORDS] !== this.#idColumn) at++;
    this.#takeCell(at);
    const found = this.#ids.read(this.#cell, this.#record);
    if (found) return found;
    if (this.#wrongColumns?.has(this.#idColumn)) return { kind: 'bad-id', line, why: 'bytes', value: this.#ids.id };
    this.#row.id = this.#ids.id;
    const { name } = this.#readRow(line);
    if (name !== null && isTotalName(name)) return { kind: 'total-row', line, value: name };
    this.#tell(line, hasStrayQuote);
    return null;
  }

  /** Whether a row's surplus cells are empty. */
  #endsAsUsual(stop: number): boolean {
    for (let at = 1; at <= this.#plan.rows.surplusCells; at++)
      if (this.stream.splitter.bytes[stop - at] !== this.#delimiter) return false;
    return true;
  }

  /** Tells what was mended in an accepted row, and which cells have bytes of another encoding. */
  #tell(line: number, hasStrayQuote: boolean): void {
    if (this.#ids.isMended) this.report.counts.mendedIds++;
    if (hasStrayQuote) this.report.add('stray-quote', () => ({ kind: 'stray-quote', line }));
    for (const column of this.#wrongColumns ?? []) {
      const value = () => (this.#record.texts()[column] ?? '').slice(0, PROBLEM_VALUE_KEPT);
      this.report.add('bad-bytes', () => ({ kind: 'bad-bytes', line, column: this.#nameOf(column), value: value() }));
    }
  }

  /** Reads everything but the id, the features into the block's next row. */
  #readRow(line: number): Identity {
    const { numbers, cellCount } = this.#records;
    const { values, rows } = this.blocks.current;
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
      else if (meaning === DATE) row.date = this.blocks.current.dateOf(this.#cell);
      else if (meaning === ACTUAL) row.actual = this.#actualIncome(column);
    }
    return row;
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
    if (this.#wrongColumns?.has(column)) return Number.NaN;
    const memo = this.blocks.current.memos[feature];
    const value = memo ? memo.valueOf(this.#cell) : this.#numberOf(column);
    if (value !== UNREADABLE) return value;
    (this.report.unreadable[this.#positions[feature] as number] as number)++;
    return this.#addUnreadable(column);
  }

  #numberOf(column: number): number {
    return this.#numbers.valueOf(this.#cell, column, this.#row.line);
  }

  #actualIncome(column: number): number {
    if (this.#wrongColumns?.has(column)) return Number.NaN;
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
    return meaning >= 0 ? (this.#features[meaning] as Feature).name : (this.#plan.header[column] as string);
  }

  #problemText(): string {
    return shortText(this.#cell, PROBLEM_VALUE_KEPT, this.#decoder);
  }
}
