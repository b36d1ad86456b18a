import type { ClientBlock } from '../../clients/clientBlock.ts';
import type { Contract } from '../../contract/contract.ts';
import type { ImportPlan } from '../importPlan.ts';
import type { ReadingReport } from './readingReport.ts';
import { RejectedRows } from './rejectedRows.ts';
import { RowReader } from './rowReader.ts';

export type ClientReader = Readonly<
  Pick<ReadingReport, 'counts' | 'unreadable' | 'rejections' | 'problems' | 'passedOver'>
> & {
  /** Takes the next bytes of the file, from its very first byte; returns the completed blocks. @throws CsvError */
  push(bytes: Uint8Array): ClientBlock[];
  /** The end of the file: the last, shorter block if any. @throws CsvError */
  finish(): ClientBlock[];
  /**
   * Releases a block's `values`: a later block reuses their memory, which is much faster than fresh memory. Blocks
   * whose values were transferred are ignored.
   */
  reuse(block: ClientBlock): void;
  /**
   * Keeps rejected rows from now on, byte by byte: those of the `rejections`, as far as `REJECTED_BYTES_KEPT` allows.
   * @returns the rows, which grow while the file is read
   */
  keepRejected(): RejectedRows;
};

/**
 * Reads clients from the bytes of a file, in blocks of `blockRows`; the result does not depend on how the bytes are
 * cut. A row without a usable id or with a wrong number of cells is rejected (a word for "no value" is no id); a number
 * or date that cannot be read becomes missing. Both are problems, not exceptions. After `push` or `finish` has thrown a
 * CsvError (a quote that never closes, a row too long, bytes that are not of the encoding) the reader cannot be used.
 */
export function createClientReader(plan: ImportPlan, contract: Contract, blockRows: number): ClientReader {
  const rows = new RowReader(plan, contract, blockRows);
  const { counts, unreadable, rejections, problems, passedOver } = rows.report;
  return {
    counts,
    unreadable,
    rejections,
    problems,
    passedOver,
    push(bytes) {
      // The stream calls the row reader's `#readRecord` for each complete record; full blocks pile up until taken.
      rows.stream.push(bytes);
      return rows.blocks.take();
    },
    finish() {
      rows.stream.finish();
      rows.finish();
      return rows.blocks.take();
    },
    reuse: (block) => rows.blocks.reuse(block),
    keepRejected() {
      rows.rejected ??= new RejectedRows();
      return rows.rejected;
    },
  };
}
