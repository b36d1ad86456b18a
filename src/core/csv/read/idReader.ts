import type { Cell } from '../cells/cell.ts';
import { isLongerThan, trimmedText } from '../cells/cellText.ts';
import { isMissing } from '../cells/missing.ts';
import { columnOf, type ImportPlan } from '../importPlan.ts';
import { CsvError, type PassedOver, PROBLEM_VALUE_KEPT, type Rejection } from '../report.ts';
import { cleanId, isPlainId, isScientific } from './clientId.ts';
import { areColumnNumbers, areColumnTypes, isHeaderAgain, isRule, isTotal } from './lineKinds.ts';

const MAX_ID = 200;

/** From so many lost ids on, the reading ends as soon as they are the most. */
const ENOUGH_LOST = 1_000;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A record: its line, and its cells as texts, which are made only when they are needed. */
export type RecordLine = { line: number; texts: () => string[] };

/** Reads the ids of records, and tells which records are no clients. */
export class IdReader {
  /** The id last read, and whether the file has it with something around it. */
  id = '';
  isMended = false;

  readonly #header: readonly string[];
  /** Name of the id column. */
  readonly #name: string;
  readonly #rows: ImportPlan['rows'];
  readonly #decoder: TextDecoder;
  /** Whether the first row is still to come. */
  #isTop = true;
  #read = 0;
  #lost = 0;
  #firstLost = '';

  constructor(plan: ImportPlan, decoder: TextDecoder) {
    this.#header = plan.header;
    this.#name = plan.header[columnOf(plan, 'id')] ?? '';
    this.#rows = plan.rows;
    this.#decoder = decoder;
  }

  /** Reads the id of a record. @returns why it is no client; null when it is one. @throws CsvError when ids are lost */
  read(cell: Cell, record: RecordLine): Rejection | PassedOver | null {
    const { line } = record;
    if (isLongerThan(cell, MAX_ID)) return this.#countRow({ kind: 'id-too-long', line });
    const isPlain = isPlainId(cell);
    const text = trimmedText(cell, this.#decoder);
    const id = isPlain ? text : cleanId(text);
    this.id = id;
    this.isMended = id !== text;
    const isUsual = isPlain && !this.#isTop && id !== this.#name;
    const why = isUsual ? null : this.#passedOver(record);
    if (why) return { line, why };
    if (isPlain && id.length <= MAX_ID) return this.#countRow(null);
    return this.#countRow(this.#rejectionOf(record));
  }

  /** What a record with another number of cells than the table is, apart from ragged. */
  readRagged({ line, texts }: RecordLine): Rejection | PassedOver | null {
    const cells = texts();
    if (isRule(cells) || isRule([cells.join('')])) return { line, why: 'rule' };
    if (isHeaderAgain(cells, this.#header)) return { line, why: 'header-again' };
    return this.#countRow(this.#totalOf(cells, line));
  }

  /** The end of the file. @throws CsvError when ids are lost */
  finish(): void {
    if (this.#lost * 2 > this.#read) this.#failLost();
  }

  #countRow<Found>(found: Found): Found {
    this.#isTop = false;
    this.#read++;
    return found;
  }

  /** Why a record without an id like others carries no data. */
  #passedOver({ texts }: RecordLine): PassedOver['why'] | null {
    const isName = this.id.toLowerCase() === this.#name.toLowerCase();
    if (!this.#isTop && !isName && LETTER_OR_DIGIT.test(this.id)) return null;
    const cells = texts();
    if (isRule(cells)) return 'rule';
    if (isName && isHeaderAgain(cells, this.#header)) return 'header-again';
    if (!this.#isTop) return null;
    if (areColumnTypes(cells)) return 'column-types';
    return this.#rows.haveColumnNumbers && areColumnNumbers(cells.slice(0, this.#header.length))
      ? 'column-numbers'
      : null;
  }

  #rejectionOf({ line, texts }: RecordLine): Rejection | null {
    const { id } = this;
    if (id.length > MAX_ID) return { kind: 'id-too-long', line };
    if (isMissing(id)) return this.#totalOf(texts(), line) ?? { kind: 'no-id', line };
    if (isTotal(id)) return { kind: 'total-row', line, value: shown(id) };
    if (isScientific(id)) return this.#loseId(line);
    const isUnlike = id.includes('\n') || (this.#rows.idsAreDigits && !/\p{N}/u.test(id));
    return isUnlike ? { kind: 'bad-id', line, why: 'not-like-the-others', value: shown(id) } : null;
  }

  /** A row of totals has its word in the first cell that is not empty. */
  #totalOf(cells: readonly string[], line: number): Rejection | null {
    const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
    return isTotal(first) ? { kind: 'total-row', line, value: shown(first) } : null;
  }

  #loseId(line: number): Rejection {
    if (this.#lost++ === 0) this.#firstLost = this.id;
    if (this.#lost >= ENOUGH_LOST && this.#lost * 2 > this.#read) this.#failLost();
    return { kind: 'bad-id', line, why: 'scientific', value: shown(this.id) };
  }

  #failLost(): never {
    throw new CsvError({ kind: 'ids-lost', column: this.#name, value: this.#firstLost });
  }
}

function shown(id: string): string {
  return id.slice(0, PROBLEM_VALUE_KEPT);
}
