import type { ClientBlock } from '../../src/core/clients/clientBlock.ts';
import { toCell, toSafeCell, toShortDecimal } from '../../src/core/csv/write/cells.ts';
import { type Contribution, topContributions, type Unexplained } from '../../src/core/explain/explanation.ts';
import { at } from '../../src/core/machine/at.ts';
import { DEFAULT_SEGMENTS, segmentFor } from '../../src/core/offers/segments.ts';
import type { Calculator } from '../../workers/runtime/calculator.ts';
import type { ScoreCommand } from './arguments.ts';

/** Text of the result: its header, and what it says of each client of a block. */
export type ResultLines = {
  header: string;
  /** @param matrix the block as the model sees it */
  linesFor(block: ClientBlock, matrix: Float32Array): Promise<Result>;
};

/** `unexplained`: rows of the block whose contributions do not add up to the forecast; they have no explanation. */
export type Result = { text: string; unexplained: readonly Unexplained[] };

type Columns = Pick<ScoreCommand, 'withInterval' | 'withSegment' | 'reasons' | 'language'>;

export function createForecastLines(
  model: Calculator,
  { withInterval, withSegment, reasons, language }: Columns,
): ResultLines {
  const { features } = model.contract;
  const intervalNames = withInterval ? ['p10', 'p90'] : [];
  const segmentNames = withSegment ? ['segment'] : [];
  const reasonNames = Array.from({ length: reasons }, (_, i) => `reason_${i + 1}`);

  async function forecast(matrix: Float32Array) {
    if (reasons > 0) return model.explain(matrix);
    return { ...(await model.predict(matrix)), contributions: null, unexplained: [] };
  }
  function reasonCells(contributions: Float32Array): string[] {
    const { top } = topContributions(contributions, reasons);
    return reasonNames.map((_, i) => {
      const contribution = top[i];
      return contribution ? toReasonCell(at(features, contribution.feature).title[language], contribution) : '';
    });
  }
  return {
    header: `${['id', 'target', ...intervalNames, ...segmentNames, ...reasonNames].join(';')}\n`,
    async linesFor({ ids }, matrix) {
      const { income, interval, contributions, unexplained } = await forecast(matrix);
      const leftOut = new Set(unexplained.map(({ row }) => row));
      const columns = withInterval ? [income, interval?.p10, interval?.p90] : [income];
      let text = '';
      income.forEach((incomeRub, row) => {
        const cells = [toCell(at(ids, row)), ...columns.map((column) => numberCell(column?.[row]))];
        if (withSegment) cells.push(toCell(segmentFor(DEFAULT_SEGMENTS, incomeRub).name[language]));
        if (contributions) {
          const ofRow = contributions.subarray(row * features.length, (row + 1) * features.length);
          cells.push(...(leftOut.has(row) ? reasonNames.map(() => '') : reasonCells(ofRow)));
        }
        text += `${cells.join(';')}\n`;
      });
      return { text, unexplained };
    },
  };
}

/** A number as a cell; undefined gives an empty cell. */
function numberCell(float32: number | undefined): string {
  return float32 === undefined ? '' : String(toShortDecimal(float32));
}

/** `title: ±roubles`, with kopecks. Titles are made safe, because anyone may have made the model file. */
export function toReasonCell(title: string, { rub }: Pick<Contribution, 'rub'>): string {
  return toSafeCell(`${title}: ${rub < 0 ? '-' : '+'}${Math.abs(rub).toFixed(2)}`);
}
