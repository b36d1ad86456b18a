import { toSafeCell, toShortDecimal } from '../../../src/core/csv/write/cells.ts';
import { createInsightSums } from '../../../src/core/explain/insights.ts';
import type { DataContext } from '../context.ts';
import { createCsvBlob } from '../files/csvOutput.ts';
import type { RowsRun } from '../jobs/rowsJobs.ts';
import { explainClients, type Piece } from '../scoring/explainClients.ts';
import { planInsights } from '../scoring/explainScope.ts';

/**
 * The contributions of a scope's clients as a CSV file, written piece by piece. In each line base + contributions are the forecast.
 * @throws as `planInsights` and `explainClients`; ExplanationMismatch
 */
export async function contributionsCsv(
  context: DataContext,
  scope: unknown,
  { signal, begin, onRows }: RowsRun,
): Promise<Blob> {
  const plan = await planInsights(context, scope);
  begin(plan.selection.rows);
  const { contract } = plan.model;
  const sums = createInsightSums(contract);
  const header = ['id', 'forecast_rub', 'base_rub', ...contract.features.map(({ name }) => name)];
  const file = createCsvBlob();
  file.add(`${header.map((name) => toSafeCell(name)).join(';')}\n`);
  await explainClients(context, plan, {
    signal,
    take(piece) {
      sums.add(piece);
      file.add(linesOf(piece, contract.features.length));
      onRows(piece.rows.length);
    },
  });
  return file.finish();
}

function linesOf({ block, income, contributions, baseRub }: Piece, width: number): string {
  let text = '';
  for (const [row, id] of block.ids.entries()) {
    text += `${toSafeCell(id)};${toShortDecimal(income[row] as number)};${baseRub}`;
    for (let at = row * width; at < (row + 1) * width; at++)
      text += `;${toShortDecimal(contributions[at] as number) + 0}`;
    text += '\n';
  }
  return text;
}
