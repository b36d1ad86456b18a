import type { EncodedBlock } from '../../src/core/clients/clientBlock.ts';
import type { Contract } from '../../src/core/contract/contract.ts';
import type { ClientReader } from '../../src/core/csv/read/clientReader.ts';
import type { CsvSchema, RowProblem } from '../../src/core/csv/report.ts';
import type { CliIo } from './io.ts';
import { namesNotes, rowProblemText } from './words.ts';

/** Problems that are listed; further ones are only counted. */
const SHOWN = 10;

/** Tells the user how a file was read: everything that was lost, and nothing else. */
export type Report = {
  add(encoded: EncodedBlock): void;
  /** Writes the report once the whole file is read. */
  write(reader: ClientReader): void;
};

export function createReport(schema: CsvSchema, contract: Contract, { warn }: Pick<CliIo, 'warn'>): Report {
  const unseen: EncodedBlock['unseen'] = [];
  let unseenCategories = 0;
  const warnOf = (title: string, problems: readonly RowProblem[]) => {
    const lines = problems.slice(0, SHOWN).map((problem) => `  ${rowProblemText(problem)}\n`);
    warn(`${title}\n${lines.join('')}`);
  };

  return {
    add(encoded) {
      unseenCategories += encoded.unseenCategories;
      unseen.push(...encoded.unseen.slice(0, SHOWN - unseen.length));
    },
    write({ counts, rejections, problems }) {
      const { unreadableCells, rejected, read } = counts;
      for (const note of [...modelNotes(contract), ...columnNotes(schema, contract)]) warn(`${note}\n`);
      if (unreadableCells > 0) warnOf(`Cells that cannot be read and count as missing: ${unreadableCells}`, problems);
      if (unseenCategories > 0) warnOf(`Unknown categories that count as missing: ${unseenCategories}`, unseen);
      if (rejected > 0) warnOf(`Rejected rows: ${rejected} of ${read}`, rejections);
    },
  };
}

/** A note for every model trained on synthetic clients. */
export function modelNotes({ name, version, synthetic }: Contract): string[] {
  return synthetic ? [`The model ${name} ${version} was trained on synthetic clients: for trying out only.`] : [];
}

function columnNotes(schema: CsvSchema, { features }: Contract): string[] {
  const { missingColumns, unknownColumns, leftOutColumns, duplicateColumns, actualColumn } = schema;
  const missing = `Features without a column, missing for every client (${missingColumns.length} of ${features.length})`;
  return namesNotes([
    [missing, missingColumns],
    ['Columns that the model does not use', unknownColumns],
    ['Columns that stand more than once, the first one counts', duplicateColumns],
    ['Left out, they are the answer', actualColumn == null ? leftOutColumns : [actualColumn, ...leftOutColumns]],
  ]);
}
