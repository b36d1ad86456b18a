import type { Contract } from '../../../src/core/contract/contract.ts';
import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { type Inspection, inspectAgain, inspectHead } from '../../../src/core/csv/detect/inspectHead.ts';
import { HEAD_BYTES, planInspected } from '../../../src/core/csv/detect/planImport.ts';
import { featureColumns, type ImportPlan } from '../../../src/core/csv/importPlan.ts';
import { previewTable } from '../../../src/core/csv/preview/preview.ts';
import { CsvError } from '../../../src/core/csv/report.ts';
import { type FileHead, readHead } from '../files/fileParts.ts';
import type { OpenModel } from '../models/openModel.ts';
import type { Database } from '../storage/database.ts';
import type { ImportPreview } from './imports.api.ts';
import { keyOfHeader, rememberChoices, rememberedChoices, sameChoices } from './mappings.ts';

/** How a file is read: by the given choices, else by those remembered for its header, else by guesses. */
type FileQuestion = { contract: Contract; choices: ImportChoices | null };

export type PlannedFile = {
  plan: ImportPlan;
  choices: ImportChoices;
  /** For each feature, the name of its column in the file. */
  featureColumns: (string | null)[];
  isCompressed: boolean;
};

/**
 * Plans an import: its plan, the names of the features' columns, and its choices, which are remembered from now on.
 * @throws CsvError, FileUnreadable
 */
export async function planFile(
  database: Database,
  file: File,
  { contract, choices }: FileQuestion,
): Promise<PlannedFile> {
  const { head, headerKey, inspection } = await inspectFile(database, file, { contract, choices });
  if (head.problem) throw head.problem;
  const planned = planInspected(inspection, contract);
  if ('problem' in planned) throw new CsvError(planned.problem);
  if (choices) await rememberChoices(database, headerKey, choices);
  const { plan } = planned;
  const columns = featureColumns(plan, contract.features.length);
  return {
    plan,
    choices: inspection.choices,
    isCompressed: head.isCompressed,
    featureColumns: columns.map((column) => plan.header[column] ?? null),
  };
}

/**
 * Previews the import of a file without storing anything.
 * @throws FileUnreadable
 */
export async function previewFile(
  database: Database,
  file: File,
  { model, choices }: { model: OpenModel; choices: ImportChoices | null },
): Promise<ImportPreview> {
  const { contract, facts } = model;
  const { head, remembered, inspection } = await inspectFile(database, file, { contract, choices });
  const table = previewTable(inspection, contract);
  return {
    ...table,
    problem: head.problem?.problem ?? table.problem,
    fileName: file.name,
    sizeBytes: file.size,
    isCompressed: head.isCompressed,
    modelName: facts.name,
    choices: inspection.choices,
    isRemembered: remembered !== null && sameChoices(inspection.choices, remembered),
  };
}

type InspectedFile = {
  head: FileHead;
  /**
   * Key of the choices remembered for the header; null without a header. It does not depend on choices, because it
   * finds them.
   */
  headerKey: string | null;
  remembered: ImportChoices | null;
  inspection: Inspection;
};

/** Inspects the head once by guesses, and again where the choices differ from them. */
async function inspectFile(
  database: Database,
  file: File,
  { contract, choices }: FileQuestion,
): Promise<InspectedFile> {
  const head = await readHead(file, HEAD_BYTES);
  const guessed = inspectHead(head.bytes, contract, { isAll: head.isWhole });
  const headerKey = guessed.table && (await keyOfHeader(guessed.table.header));
  const remembered = await rememberedChoices(database, headerKey);
  const inspection = inspectAgain(guessed, contract, choices ?? remembered ?? NO_CHOICES);
  return { head, headerKey, remembered, inspection };
}
