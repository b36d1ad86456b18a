import { toSafeCell, toShortDecimal } from '../../../src/core/csv/write/cells.ts';
import type { DataContext } from '../context.ts';
import { createCsvBlob } from '../files/csvOutput.ts';
import type { RowsRun } from '../jobs/rowsJobs.ts';
import { explainClients, type Piece } from '../scoring/explain/explainClients.ts';
import type { InsightPlan } from '../scoring/explain/explainScope.ts';

/**
 * The contributions of a plan's clients as a CSV file, written piece by piece. In each line, base value + contributions
 * = forecast; the contributions of a client where they are not are left empty.
 * @throws as `explainClients`
 */
export async function contributionsCsv(
  context: Pick<DataContext, 'database' | 'workers'>,
  plan: Omit<InsightPlan, 'scope'>,
  { signal, begin, onRows }: RowsRun,
): Promise<Blob> {
  begin(plan.selection.rows);
  const { contract } = plan.model;
  const header = ['id', 'forecast_rub', 'base_rub', ...contract.features.map(({ name }) => name)];
  const file = createCsvBlob();
  file.add(`${header.map((name) => toSafeCell(name)).join(';')}\n`);
  await explainClients(context, plan, {
    signal,
    take(piece) {
      file.add(linesOf(piece, contract.features.length));
      onRows(piece.rows.length);
    },
  });
  return file.finish();
}

function linesOf({ block, income, contributions, baseRub, unexplained }: Piece, width: number): string {
  const leftOut = new Set(unexplained.map(({ row }) => row));
  let text = '';
  for (const [row, id] of block.ids.entries()) {
    text += `${toSafeCell(id)};${toShortDecimal(income[row] as number)};${baseRub}`;
    for (let at = row * width; at < (row + 1) * width; at++)
      text += leftOut.has(row) ? ';' : `;${toShortDecimal(contributions[at] as number) + 0}`;
    text += '\n';
  }
  return text;
}
