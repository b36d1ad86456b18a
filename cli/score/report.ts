import type { EncodedBlock } from '../../src/core/clients/clientBlock.ts';
import type { Contract } from '../../src/core/contract/contract.ts';
import type { ClientReader } from '../../src/core/csv/read/clientReader.ts';
import type { CsvSchema } from '../../src/core/csv/report.ts';
import type { CliIo } from './score.ts';
import { listText, rowProblemText } from './words.ts';

/** Problems told one by one; more are counted. */
const TOLD = 10;

/** What a person should know about how a file was read: nothing is lost without saying so, and nothing is said without need. */
export type Report = {
  add(encoded: EncodedBlock): void;
  tell(reader: ClientReader): void;
};

export function createReport(schema: CsvSchema, contract: Contract, { warn }: Pick<CliIo, 'warn'>): Report {
  const unseen: EncodedBlock['unseen'] = [];
  let unseenCategories = 0;
  const tellAll = (title: string, lines: readonly string[]) =>
    warn(
      `${title}\n${lines
        .slice(0, TOLD)
        .map((line) => `  ${line}\n`)
        .join('')}`,
    );

  return {
    add(encoded) {
      unseenCategories += encoded.unseenCategories;
      unseen.push(...encoded.unseen.slice(0, TOLD - unseen.length));
    },
    tell({ counts, rejections, problems }) {
      for (const note of [...modelNotes(contract), ...columnNotes(schema, contract)]) warn(`${note}\n`);
      if (counts.unreadableCells > 0)
        tellAll(
          `Cells that cannot be read and count as missing: ${counts.unreadableCells}`,
          problems.map(rowProblemText),
        );
      if (unseenCategories > 0)
        tellAll(`Unknown categories that count as missing: ${unseenCategories}`, unseen.map(rowProblemText));
      if (counts.rejected > 0)
        tellAll(`Rejected rows: ${counts.rejected} of ${counts.read}`, rejections.slice(0, TOLD).map(rowProblemText));
    },
  };
}

/** Every forecast of a model trained on generated clients is labelled so. */
export function modelNotes({ name, version, synthetic }: Contract): string[] {
  return synthetic ? [`The model ${name} ${version} was trained on synthetic clients: for trying out only.`] : [];
}

function columnNotes(schema: CsvSchema, { features }: Contract): string[] {
  const { missingColumns, unknownColumns, leftOutColumns, duplicateColumns, actualColumn } = schema;
  const note = (text: string, names: string[]) => (names.length > 0 ? [`${text}: ${listText(names)}`] : []);
  return [
    ...note(
      `Features without a column, missing for every client (${missingColumns.length} of ${features.length})`,
      missingColumns,
    ),
    ...note('Columns that the model does not use', unknownColumns),
    ...note('Columns that stand more than once, the first one counts', duplicateColumns),
    ...note('Left out, they are the answer', [...(actualColumn == null ? [] : [actualColumn]), ...leftOutColumns]),
  ];
}
