import type { Contract } from '../../src/core/contract/contract.ts';
import { type ImportChoices, NO_CHOICES } from '../../src/core/csv/choices.ts';
import { type Inspection, inspectAgain, inspectHead } from '../../src/core/csv/detect/inspectHead.ts';
import { previewTable } from '../../src/core/csv/preview/preview.ts';
import { EXIT, Refusal } from './io.ts';
import type { ReadingOptions } from './readingOptions.ts';
import { foundText, quoted } from './words.ts';

type HeadFacts = { contract: Contract; isAll: boolean; options: ReadingOptions };

/**
 * Inspects the head of a table with what the command line says about it.
 * @throws Refusal for a column or a feature that there is not
 */
export function chooseReading(head: Uint8Array, { contract, isAll, options }: HeadFacts): Inspection {
  const { encoding, delimiter, preambleRecords, decimal } = options;
  const choices = { ...NO_CHOICES, encoding, delimiter, preambleRecords, decimal };
  const inspection = inspectHead(head, contract, { choices, isAll });
  if (!inspection.table || inspection.problem?.kind === 'no-header') return inspection;
  const said = { ...choices, ...columnChoices(options, inspection.table.header, contract) };
  const chosen = inspectAgain(inspection, contract, said);
  if (!options.groupsBySpaces || decimal !== null) return chosen;
  // Spaces group thousands, so a sign in doubt is the decimal sign.
  const doubt = previewTable(chosen, contract).doubts.find(({ kind }) => kind === 'decimal');
  if (doubt?.kind !== 'decimal') return chosen;
  return inspectAgain(chosen, contract, { ...said, decimal: doubt.example.includes(',') ? ',' : '.' });
}

/**
 * What the command line says about single columns.
 * @throws Refusal for a column or a feature that there is not
 */
export function columnChoices(
  { id, features, unused, categories }: ReadingOptions,
  header: readonly string[],
  contract: Contract,
): Pick<ImportChoices, 'uses' | 'categories'> {
  const uses: ImportChoices['uses'] = {};
  const positionOf = (column: string) => findColumn(column, header, contract);
  for (const column of unused) uses[positionOf(column)] = { kind: 'unused' };
  for (const { feature, column } of features)
    uses[positionOf(column)] = { kind: 'feature', feature: featureOf(feature, contract).name };
  if (id !== null) uses[positionOf(id)] = { kind: 'id' };
  const meanings: ImportChoices['categories'] = {};
  for (const { column, text, category } of categories) {
    const position = positionOf(column);
    meanings[position] = { ...meanings[position], [text]: category };
  }
  return { uses, categories: meanings };
}

function featureOf(name: string, { features }: Contract): Contract['features'][number] {
  const feature = features.find((candidate) => candidate.name === name);
  if (!feature) throw new Refusal(EXIT.usage, `${quoted(name)} is no feature of the model.`);
  return feature;
}

/** A column by its name, in other case if only one can be meant, or by its number. */
function findColumn(column: string, header: readonly string[], contract: Contract): number {
  const exact = header.indexOf(column.trim());
  if (exact >= 0) return exact;
  const alike = header.flatMap((name, at) => (name.toLowerCase() === column.trim().toLowerCase() ? [at] : []));
  const [only, ...more] = alike;
  if (only !== undefined && more.length === 0) return only;
  const number = /^\d+$/.test(column) ? Number(column) : 0;
  if (number >= 1 && number <= header.length) return number - 1;
  const found = foundText(header, contract);
  throw new Refusal(EXIT.usage, `There is no column ${quoted(column)}. Columns found: ${found}`);
}
