import { toCell, toShortDecimal } from '../../src/core/csv/write/cells.ts';
import { topContributions } from '../../src/core/explain/explanation.ts';
import { DEFAULT_SEGMENTS, segmentIndex } from '../../src/core/offers/segments.ts';
import type { Calculator } from '../../workers/runtime/calculator.ts';
import type { FileOrder } from './arguments.ts';
import { toReasonCell } from './cells.ts';

/** Forecasts as the text of the result: its first line, and a line for each client of a matrix. */
export type Forecaster = {
  header: string;
  lines(ids: readonly string[], matrix: Float32Array): Promise<string>;
};

type Columns = Pick<FileOrder, 'withInterval' | 'withSegment' | 'reasons' | 'language'>;

export function createForecaster(
  model: Calculator,
  { withInterval, withSegment, reasons, language }: Columns,
): Forecaster {
  const { features } = model.contract;
  const titles = features.map(({ title }) => title[language]);
  const segments = DEFAULT_SEGMENTS.map(({ name }) => toCell(name[language]));
  const reasonNames = Array.from({ length: reasons }, (_, at) => `reason_${at + 1}`);

  function reasonCells(contributions: Float32Array): string[] {
    const { top } = topContributions(contributions, reasons);
    return reasonNames.map((_, at) => {
      const contribution = top[at];
      return contribution ? toReasonCell(titles[contribution.feature] ?? '', contribution.rub) : '';
    });
  }
  async function explained(matrix: Float32Array) {
    if (reasons > 0) return model.explain(matrix);
    return { ...(await model.predict(matrix)), contributions: null };
  }
  const intervalNames = withInterval ? ['p10', 'p90'] : [];
  const segmentNames = withSegment ? ['segment'] : [];
  return {
    header: `${['id', 'target', ...intervalNames, ...segmentNames, ...reasonNames].join(';')}\n`,
    async lines(ids, matrix) {
      const { income, interval, contributions } = await explained(matrix);
      const ends = withInterval ? [interval?.p10, interval?.p90] : [];
      let text = '';
      income.forEach((incomeRub, row) => {
        const cells = [toCell(ids[row] ?? ''), ...[income, ...ends].map((column) => numberCell(column?.[row]))];
        if (withSegment) cells.push(segments[segmentIndex(DEFAULT_SEGMENTS, incomeRub)] ?? '');
        if (contributions)
          cells.push(...reasonCells(contributions.subarray(row * features.length, (row + 1) * features.length)));
        text += `${cells.join(';')}\n`;
      });
      return text;
    },
  };
}

/** A number as a cell; an empty one where there is none. */
function numberCell(float32: number | undefined): string {
  return float32 === undefined ? '' : String(toShortDecimal(float32));
}
