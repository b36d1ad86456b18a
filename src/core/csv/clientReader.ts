import type { ClientBlock } from '../clientBlock.ts';
import type { Contract } from '../contract.ts';
import { BlockBuilder } from './blockBuilder.ts';
import { Cell } from './cell.ts';
import { isLongerThan, shortText, shortTextOrNull, trimmedText } from './cellText.ts';
import { decoderFor } from './encoding.ts';
import { isMissing } from './missing.ts';
import { NumberScanner, parseFlagWord, parseNumber, UNREADABLE } from './number.ts';
import type { ImportPlan } from './plan.ts';
import { RecordStream } from './recordStream.ts';
import { PROBLEM_VALUE_KEPT, PROBLEMS_KEPT, REJECTIONS_KEPT, type RowProblem } from './report.ts';

const MAX_ID = 200;
const MAX_NAME = 200;
const MAX_DATE = 100;

/** What a column is when it is no feature: features are numbered from 0. */
const UNUSED = -1;
const ID = -2;
const NAME = -3;
const DATE = -4;

export type ClientReader = {
  /** Takes the next bytes of the file, from its very first byte; returns the blocks that are full. @throws CsvError */
  push(bytes: Uint8Array): ClientBlock[];
  /** The end of the file: the last, shorter block if any. @throws CsvError */
  finish(): ClientBlock[];
  /** Data rows so far, those of them that were rejected, and cells that were neither a value nor missing. */
  readonly counts: { read: number; rejected: number; unreadableCells: number };
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
    counts: rows.counts,
    rejections: rows.rejections,
    problems: rows.problems,
  };
}

class RowReader {
  readonly stream: RecordStream;
  readonly counts = { read: 0, rejected: 0, unreadableCells: 0 };
  readonly rejections: RowProblem[] = [];
  readonly problems: RowProblem[] = [];

  readonly #plan: ImportPlan;
  readonly #contract: Contract;
  readonly #blockRows: number;
  readonly #delimiter: number;
  readonly #decoder: TextDecoder;
  /** What each column of the file is. */
  readonly #meanings: Int32Array;
  /** 1 for each column that is a number feature. */
  readonly #isNumber: Uint8Array;
  /** Features that the file does not have. */
  readonly #absent: number[];
  readonly #featureNames: string[];
  readonly #scanner: NumberScanner;
  readonly #cell = new Cell();
  #headerRecords: number;
  #block: BlockBuilder;
  #full: ClientBlock[] = [];
  // The row being read.
  #line = 0;
  #id = '';
  #idTooLong = false;
  #name: string | null = null;
  #date: string | null = null;

  constructor(plan: ImportPlan, contract: Contract, blockRows: number) {
    this.#plan = plan;
    this.#contract = contract;
    this.#blockRows = blockRows;
    this.#delimiter = plan.schema.delimiter.charCodeAt(0);
    this.#scanner = new NumberScanner(this.#delimiter);
    this.#decoder = decoderFor(plan.schema.encoding);
    this.#meanings = meaningsOf(plan);
    this.#isNumber = Uint8Array.from(this.#meanings, (at) => (contract.features[at]?.kind === 'number' ? 1 : 0));
    this.#absent = [...plan.featureColumns.keys()].filter((feature) => plan.featureColumns[feature] === -1);
    this.#featureNames = contract.features.map(({ name }) => name);
    this.#headerRecords = plan.headerRecords;
    this.#block = new BlockBuilder(contract, blockRows, this.#decoder);
    this.stream = new RecordStream(plan.schema, plan.markBytes, () => this.#readRecord());
  }

  takeBlocks(): ClientBlock[] {
    const blocks = this.#full;
    this.#full = [];
    return blocks;
  }

  endBlock(): void {
    if (this.#block.rows === 0) return;
    const has = { names: this.#plan.nameColumn >= 0, dates: this.#plan.dateColumn >= 0 };
    this.#full.push(this.#block.build(this.#featureNames, has));
    this.#block = new BlockBuilder(this.#contract, this.#blockRows, this.#decoder);
  }

  #readRecord(): void {
    if (this.#headerRecords > 0) {
      this.#headerRecords--;
      return;
    }
    this.counts.read++;
    const unreadableBefore = this.counts.unreadableCells;
    const problemsBefore = this.problems.length;
    const rejection = this.#readRow();
    if (rejection) {
      // Of a rejected row only the rejection is reported.
      this.counts.unreadableCells = unreadableBefore;
      this.problems.length = problemsBefore;
      this.counts.rejected++;
      if (this.rejections.length < REJECTIONS_KEPT) this.rejections.push(rejection);
      return;
    }
    this.#block.accept({ id: this.#id, name: this.#name, date: this.#date, line: this.#line });
    if (this.#block.rows === this.#blockRows) this.endBlock();
  }

  /** Reads a row's cells into the block's next row; answers why the row cannot be taken, or null. */
  #readRow(): RowProblem | null {
    const { bytes, start, stop, line } = this.stream.splitter;
    const { values } = this.#block;
    const meanings = this.#meanings;
    const isNumber = this.#isNumber;
    const offset = this.#block.rows * this.#featureNames.length;
    const width = meanings.length;
    const delimiter = this.#delimiter;
    const scanner = this.#scanner;
    scanner.values = values;
    const cell = this.#cell;
    this.#line = line;

    for (const feature of this.#absent) values[offset + feature] = Number.NaN;
    let at = start;
    let fields = 0;
    for (; at <= stop && fields < width; fields++) {
      const meaning = meanings[fields] as number;
      if (isNumber[fields] === 1) {
        const end = scanner.scan(bytes, at, stop, offset + meaning);
        if (end >= 0) {
          at = end + 1;
          continue;
        }
      }
      cell.read(bytes, at, stop, delimiter);
      at = cell.after + 1;
      if (meaning >= 0) values[offset + meaning] = this.#featureValue(meaning);
      else if (meaning !== UNUSED) this.#readIdentity(meaning);
    }
    for (; at <= stop; fields++) {
      cell.read(bytes, at, stop, delimiter);
      at = cell.after + 1;
    }
    if (fields !== width) return { kind: 'ragged', line, fields, expected: width };
    if (this.#idTooLong) return { kind: 'id-too-long', line };
    if (isMissing(this.#id)) return { kind: 'no-id', line };
    return null;
  }

  /** The value of the cell for a feature, when it is not a plain number. */
  #featureValue(feature: number): number {
    const cell = this.#cell;
    const memo = this.#block.memos[feature];
    const value = memo ? memo.valueOf(cell) : parseNumber(cell.bytes, cell.start, cell.stop, this.#decoder);
    if (value !== UNREADABLE) return value;

    const text = shortText(cell, PROBLEM_VALUE_KEPT, this.#decoder);
    const known = this.#contract.features[feature];
    const flag = known?.unit === 'flag' ? parseFlagWord(text) : UNREADABLE;
    if (flag !== UNREADABLE) return flag;
    this.counts.unreadableCells++;
    if (this.problems.length < PROBLEMS_KEPT) {
      this.problems.push({ kind: 'unreadable', line: this.#line, column: known?.name ?? '', value: text });
    }
    return Number.NaN;
  }

  #readIdentity(meaning: number): void {
    const cell = this.#cell;
    if (meaning === ID) {
      this.#id = isLongerThan(cell, MAX_ID) ? '' : trimmedText(cell, this.#decoder);
      this.#idTooLong = isLongerThan(cell, MAX_ID) || this.#id.length > MAX_ID;
    } else if (meaning === NAME) {
      this.#name = shortTextOrNull(cell, MAX_NAME, this.#decoder);
    } else {
      this.#date = shortTextOrNull(cell, MAX_DATE, this.#decoder);
    }
  }
}

function meaningsOf(plan: ImportPlan): Int32Array {
  const meanings = new Int32Array(plan.width).fill(UNUSED);
  plan.featureColumns.forEach((column, feature) => {
    if (column >= 0) meanings[column] = feature;
  });
  meanings[plan.idColumn] = ID;
  if (plan.nameColumn >= 0) meanings[plan.nameColumn] = NAME;
  if (plan.dateColumn >= 0) meanings[plan.dateColumn] = DATE;
  return meanings;
}
