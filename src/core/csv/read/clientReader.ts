import type { ClientBlock } from '../../clients/clientBlock.ts';
import type { Contract } from '../../contract/contract.ts';
import type { ImportPlan } from '../importPlan.ts';
import type { ReadingReport } from './readingReport.ts';
import { RejectedRows } from './rejectedRows.ts';
import { RowReader } from './rowReader.ts';

export type ClientReader = Readonly<Pick<ReadingReport, 'counts' | 'unreadable' | 'rejections' | 'problems'>> & {
  /** Takes the next bytes of the file, from its very first byte; returns the blocks that are full. @throws CsvError */
  push(bytes: Uint8Array): ClientBlock[];
  /** The end of the file: the last, shorter block if any. @throws CsvError */
  finish(): ClientBlock[];
  /**
   * Says that nobody needs a block's `values` any more: their memory serves a later block, which is much faster than
   * fresh memory. Nothing happens for blocks whose values were sent elsewhere.
   */
  reuse(block: ClientBlock): void;
  /**
   * From now on keeps rejected rows as they stand in the file, those of the `rejections`, as far as
   * `REJECTED_BYTES_KEPT` allow.
   * @returns the rows, to which others are added while the file is read
   */
  keepRejected(): RejectedRows;
};

/**
 * Reads clients from the bytes of a file, in blocks of `blockRows`; what comes out does not depend on how the bytes are
 * cut. A row that cannot be taken is rejected (a word for "no value" is no id); a number or date that cannot be read
 * becomes missing. Both are problems, not exceptions. Once `push` or `finish` has thrown a CsvError (a quote that never
 * closes, a row too long, bytes that are not of the encoding) the reader is at its end.
 */
export function createClientReader(plan: ImportPlan, contract: Contract, blockRows: number): ClientReader {
  const rows = new RowReader(plan, contract, blockRows);
  const { counts, unreadable, rejections, problems } = rows.report;
  return {
    counts,
    unreadable,
    rejections,
    problems,
    push(bytes) {
      rows.stream.push(bytes);
      return rows.takeBlocks();
    },
    finish() {
      rows.stream.finish();
      rows.endBlock();
      return rows.takeBlocks();
    },
    reuse: (block) => rows.reuse(block),
    keepRejected() {
      rows.rejected ??= new RejectedRows();
      return rows.rejected;
    },
  };
}
