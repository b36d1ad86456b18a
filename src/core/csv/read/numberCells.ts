import { isMissing, UNREADABLE } from '../cells/missing.ts';
import { plainNumber } from '../cells/numberScanner.ts';
import { visibleText } from '../cells/numberShape.ts';
import { type NumberText, OTHER, parseFlagWord, readNumberText, type Sign, strictly } from '../cells/numberText.ts';
import { type DecimalSign, type ImportPlan, type NumberReading, readsNumbers } from '../importPlan.ts';
import { CsvError } from '../report.ts';
import { takenSign } from './columnMeanings.ts';

/** Longer cells are no numbers. */
const MAX_NUMBER_BYTES = 1000;

/** What the cells of one column have told so far. */
type ColumnState = NumberReading & {
  /** The sign that the record reader takes; others come here. */
  taken: DecimalSign;
  /** Signs that divide in a cell of this column, beyond doubt. */
  proved: Record<Sign, boolean>;
  /** Signs before exactly three digits, read as the decimal sign or as grouping. */
  divided: Record<Sign, boolean>;
  grouped: Record<Sign, boolean>;
  currency: string | null;
  /** Whether `-` was read as missing. */
  hasDash: boolean;
};

type NumberCell = { bytes: Uint8Array; start: number; stop: number };

type Setup = {
  plan: Pick<ImportPlan, 'columns' | 'header'>;
  decoder: TextDecoder;
  /** Called when the record reader may take a decimal sign from now on. */
  onSign: (column: number, sign: Sign) => void;
  /** Called for a number that can be read in two ways. */
  onDoubt: (column: number, read: number) => void;
};

/**
 * Reads the numbers that a record reader does not take: in any spelling, with a decimal sign that is not decided yet.
 * A column whose sign nobody knows adopts the first proof among its cells, or among those of other columns.
 */
export class NumberCells {
  readonly #setup: Setup;
  readonly #columns: (ColumnState | null)[];
  /** What columns agree on; `both` when they do not. */
  #fileSign: Sign | 'both' | null = null;

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#columns = setup.plan.columns.map((reading) => (readsNumbers(reading) ? stateOf(reading) : null));
    for (const column of this.#columns) if (column?.decidedBy === 'column') this.#agree(column.decimal as Sign);
  }

  /**
   * The number in a cell: NaN for a missing value, `UNREADABLE` for anything else.
   * @throws CsvError when the cell proves that earlier cells were read wrongly
   */
  valueOf(cell: NumberCell, column: number, line: number): number {
    const state = this.#columns[column] as ColumnState;
    const plain = plainNumber(cell, state.taken);
    if (plain !== UNREADABLE) return plain;
    if (cell.stop - cell.start > MAX_NUMBER_BYTES) return UNREADABLE;
    const text = this.#setup.decoder.decode(cell.bytes.subarray(cell.start, cell.stop));
    if (state.values !== 'number') {
      const flag = flagOf(text, state);
      if (flag !== UNREADABLE) return flag;
    }
    const number = readNumberText(text, state.decimal, state.percent);
    if (number.value === UNREADABLE) return UNREADABLE;
    if (number.currency !== null) {
      state.currency ??= number.currency;
      if (state.currency !== number.currency) return UNREADABLE;
    }
    if (state.decidedBy === 'choice') return strictly(number, state.decimal);
    if (number.doubt) return this.#readDoubtful(number.doubt, number.value, { state, text, column, line });
    const isExpected = state.decidedBy === 'column' && number.proves === state.decimal;
    if (number.proves && !(isExpected && !isMixed(state))) {
      this.#heed(number.proves, number, { state, text, column, line });
    }
    return number.value;
  }

  #readDoubtful(sign: Sign, value: number, { state, text, column }: Found): number {
    const isKnown = state.decimal !== 'auto' && !isMixed(state);
    if (isKnown) {
      (state.decimal === sign ? state.divided : state.grouped)[sign] = true;
      return value;
    }
    state.divided[sign] = true;
    const read = readNumberText(text, 'auto', state.percent).value;
    this.#setup.onDoubt(column, read);
    return read;
  }

  /** Takes a proof: `sign` divides here. */
  #heed(sign: Sign, { groups }: NumberText, found: Found): void {
    const { state, column } = found;
    const other = OTHER[sign];
    const isOtherWrong =
      groups === other ? state.divided[other] || state.taken === other : state.divided[other] && !state.proved[other];
    if (isOtherWrong || state.grouped[sign]) this.#stop(other, found);
    state.proved[sign] = true;
    if (state.decidedBy === 'column') return;
    if (state.decidedBy === 'file' && state.decimal !== sign) {
      // The column against the others: its next proof decides.
      state.decimal = 'auto';
      state.decidedBy = null;
      return;
    }
    state.decimal = state.taken = sign;
    state.decidedBy = 'column';
    this.#setup.onSign(column, sign);
    this.#tellOthers(sign, found);
  }

  /** One column's proof speaks for all that have none, unless columns contradict each other. */
  #tellOthers(sign: Sign, found: Found): void {
    const before = this.#fileSign;
    this.#agree(sign);
    if (this.#fileSign === before) return;
    const isAgreed = this.#fileSign === sign;
    for (const state of this.#columns) {
      if (state === null || state.decidedBy !== (isAgreed ? null : 'file')) continue;
      const other = OTHER[sign];
      if (state.divided[other] || (!isAgreed && state.grouped[sign])) this.#stop(other, found);
      state.decimal = isAgreed ? sign : 'auto';
      state.decidedBy = isAgreed ? 'file' : null;
    }
  }

  #agree(sign: Sign): void {
    this.#fileSign = this.#fileSign === null || this.#fileSign === sign ? sign : 'both';
  }

  #stop(readAs: Sign, { text, column, line }: Found): never {
    const name = this.#setup.plan.header[column] ?? '';
    throw new CsvError({ kind: 'number-signs', line, column: name, value: text.trim(), readAs });
  }
}

type Found = { state: ColumnState; text: string; column: number; line: number };

/** Both signs divide in some cells. */
function isMixed({ proved }: ColumnState): boolean {
  return proved[','] && proved['.'];
}

function stateOf(reading: NumberReading): ColumnState {
  const taken = takenSign(reading);
  return {
    ...reading,
    taken,
    proved: { ',': taken === ',', '.': taken === '.' },
    divided: { ',': false, '.': false },
    grouped: { ',': false, '.': false },
    currency: null,
    hasDash: false,
  };
}

/** The value of a flag's words; `UNREADABLE` for others, which may be numbers or missing. */
function flagOf(text: string, state: ColumnState): number {
  const word = visibleText(text);
  const isDash = word.length === 1 && isMissing(word);
  if (isDash && state.dashIsNo) return 0;
  if (isDash) state.hasDash = true;
  if (word !== '+') return parseFlagWord(word);
  // Earlier dashes would have meant no.
  if (state.hasDash) return UNREADABLE;
  state.dashIsNo = true;
  return 1;
}
