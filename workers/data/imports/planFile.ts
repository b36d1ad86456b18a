import type { Contract } from '../../../src/core/contract/contract.ts';
import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { HEAD_BYTES, type ImportPlan, planImport } from '../../../src/core/csv/detect/plan.ts';
import { previewTable } from '../../../src/core/csv/preview/preview.ts';
import { CsvError } from '../../../src/core/csv/report.ts';
import { readHead } from '../files/fileParts.ts';
import type { OpenModel } from '../models/openModel.ts';
import type { Database } from '../storage/database.ts';
import type { ImportPreview } from './imports.api.ts';
import { headerKey, rememberChoices, rememberedChoices, sameChoices } from './mappings.ts';

/** How a file is read: what is chosen, else what is remembered for its header, else guesses. */
type FileQuestion = { contract: Contract; choices: ImportChoices | null };

export type PlannedFile = {
  plan: ImportPlan;
  choices: ImportChoices;
  /** For each feature the name of its column in the file. */
  featureColumns: (string | null)[];
  isCompressed: boolean;
};

/**
 * The plan of an import, the names of the features' columns, and the choices it follows, which are remembered from now on.
 * @throws CsvError, FileUnreadable
 */
export async function planFile(
  database: Database,
  file: File,
  { contract, choices }: FileQuestion,
): Promise<PlannedFile> {
  const head = await readHead(file, HEAD_BYTES);
  if (head.problem) throw head.problem;
  const header = await headerKey(head.bytes, contract);
  const followed = choices ?? (await rememberedChoices(database, header)) ?? NO_CHOICES;
  const planned = planImport(head.bytes, contract, followed);
  if ('problem' in planned) throw new CsvError(planned.problem);
  if (choices) await rememberChoices(database, header, choices);
  const { plan } = planned;
  return {
    ...{ plan, choices: followed, isCompressed: head.isCompressed },
    featureColumns: plan.featureColumns.map((column) => plan.header[column] ?? null),
  };
}

/**
 * What an import of the file would be like. Nothing is stored.
 * @throws FileUnreadable
 */
export async function previewFile(
  database: Database,
  file: File,
  { model, choices }: { model: OpenModel; choices: ImportChoices | null },
): Promise<ImportPreview> {
  const { contract, facts } = model;
  const head = await readHead(file, HEAD_BYTES);
  const remembered = await rememberedChoices(database, await headerKey(head.bytes, contract));
  const followed = choices ?? remembered ?? NO_CHOICES;
  const table = previewTable(head.bytes, contract, { choices: followed, isWhole: head.isWhole });
  return {
    ...table,
    problem: head.problem?.problem ?? table.problem,
    ...{ fileName: file.name, sizeBytes: file.size, isCompressed: head.isCompressed, modelName: facts.name },
    choices: followed,
    isRemembered: remembered !== null && sameChoices(followed, remembered),
  };
}
