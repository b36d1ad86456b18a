import type { Contract } from '../../../src/core/contract/contract.ts';
import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { type Inspection, inspectAgain, inspectHead } from '../../../src/core/csv/detect/inspectHead.ts';
import { HEAD_BYTES, planInspected } from '../../../src/core/csv/detect/planImport.ts';
import { featureColumns, type ImportPlan } from '../../../src/core/csv/importPlan.ts';
import { foreignWords } from '../../../src/core/csv/preview/foreignWords.ts';
import { previewTable } from '../../../src/core/csv/preview/preview.ts';
import type { Doubt } from '../../../src/core/csv/preview/tablePreview.ts';
import { CsvError } from '../../../src/core/csv/report.ts';
import { type FileHead, readHead } from '../files/fileParts.ts';
import type { OpenModel } from '../models/openModel.ts';
import type { Database } from '../storage/database.ts';
import { fitRemembered, type Misfit } from './fitRemembered.ts';
import type { ImportPreview, RememberedChoices } from './imports.api.ts';
import { keyOfHeader, type Remembered, rememberedChoices } from './mappings.ts';

/** How a file is read: by the given choices, else by the fitting ones remembered for its header, else by guesses. */
type FileQuestion = { contract: Contract; choices: ImportChoices | null };

export type PlannedFile = {
  plan: ImportPlan;
  choices: ImportChoices;
  /** The key under which the choices are remembered once the import has ended well; null without a header. */
  headerKey: string | null;
  /** For each feature, the name of its column in the file. */
  featureColumns: (string | null)[];
  isCompressed: boolean;
};

/**
 * Plans an import: its plan, the names of the features' columns, and its choices.
 * @throws CsvError, FileUnreadable
 */
export async function planFile(database: Database, file: File, question: FileQuestion): Promise<PlannedFile> {
  const { contract } = question;
  const { head, headerKey, inspection } = await inspectFile(database, file, question);
  if (head.problem) throw head.problem;
  const planned = planInspected(inspection, contract);
  if ('problem' in planned) throw new CsvError(planned.problem);
  const { plan } = planned;
  const columns = featureColumns(plan, contract.features.length);
  return {
    plan,
    choices: inspection.choices,
    headerKey,
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
  const { head, headerKey, remembered, misfits, inspection } = await inspectFile(database, file, { contract, choices });
  const table = previewTable(inspection, contract);
  return {
    ...table,
    doubts: [...misfits, ...table.doubts],
    decoded: decodedBy(head.bytes, table.doubts),
    problem: head.problem?.problem ?? table.problem,
    fileName: file.name,
    sizeBytes: file.size,
    isCompressed: head.isCompressed,
    modelName: facts.name,
    choices: inspection.choices,
    remembered: remembered && headerKey ? await describeRemembered(database, headerKey, remembered) : null,
  };
}

/** The head's foreign words in each encoding that is asked about. */
function decodedBy(head: Uint8Array, doubts: readonly Doubt[]): ImportPreview['decoded'] {
  const encodings = doubts.flatMap((doubt) => (doubt.kind === 'encoding' ? doubt.candidates : []));
  return Object.fromEntries(encodings.map((encoding) => [encoding, foreignWords(head, encoding)]));
}

async function describeRemembered(
  { imports }: Database,
  headerKey: string,
  { choices, usedAt, importIds }: Remembered,
): Promise<RememberedChoices> {
  const last = await imports.get(importIds.at(-1) ?? 0);
  const from = last ? { id: last.id, source: last.source, name: last.name, fileName: last.fileName } : null;
  return { headerKey, choices, usedAt, from };
}

type InspectedFile = {
  head: FileHead;
  /**
   * Key of the choices remembered for the header; null without a header. It does not depend on choices, because it
   * finds them.
   */
  headerKey: string | null;
  remembered: Remembered | null;
  /** The remembered choices that do not fit this file, which are not applied unless they are chosen again. */
  misfits: Misfit[];
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
  const fitting = remembered && fitRemembered(guessed, contract, remembered);
  const inspection = inspectAgain(guessed, contract, choices ?? fitting?.choices ?? NO_CHOICES);
  return { head, headerKey, remembered, misfits: fitting?.misfits ?? [], inspection };
}
