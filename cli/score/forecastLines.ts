import type { ClientBlock } from '../../src/core/clients/clientBlock.ts';
import { toCell, toSafeCell, toShortDecimal } from '../../src/core/csv/write/cells.ts';
import { type Contribution, topContributions } from '../../src/core/explain/explanation.ts';
import { at } from '../../src/core/machine/at.ts';
import { DEFAULT_SEGMENTS, segmentFor } from '../../src/core/offers/segments.ts';
import type { Calculator } from '../../workers/runtime/calculator.ts';
import type { ScoreCommand } from './arguments.ts';

/** Text of the result: its header, and what it says of each client of a block. */
export type ResultLines = {
  header: string;
  /** @param matrix the block as the model sees it */
  linesFor(block: ClientBlock, matrix: Float32Array): Promise<string>;
};

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
    return { ...(await model.predict(matrix)), contributions: null };
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
      const { income, interval, contributions } = await forecast(matrix);
      const columns = withInterval ? [income, interval?.p10, interval?.p90] : [income];
      let text = '';
      income.forEach((incomeRub, row) => {
        const cells = [toCell(at(ids, row)), ...columns.map((column) => numberCell(column?.[row]))];
        if (withSegment) cells.push(toCell(segmentFor(DEFAULT_SEGMENTS, incomeRub).name[language]));
        if (contributions) {
          cells.push(...reasonCells(contributions.subarray(row * features.length, (row + 1) * features.length)));
        }
        text += `${cells.join(';')}\n`;
      });
      return text;
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
