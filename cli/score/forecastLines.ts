import { topContributions } from '../../src/core/explanation.ts';
import { DEFAULT_SEGMENTS, segmentIndex } from '../../src/core/segments.ts';
import type { FileOrder } from './arguments.ts';
import { toCell, toReasonCell, toShortDecimal } from './cells.ts';
import type { ScoringModel } from './model.ts';

/** Forecasts as the text of the result: its first line, and a line for each client of a matrix. */
export type Forecaster = {
  header: string;
  lines(ids: readonly string[], matrix: Float32Array): Promise<string>;
};

export function createForecaster(
  model: ScoringModel,
  { withSegment, reasons, language }: Pick<FileOrder, 'withSegment' | 'reasons' | 'language'>,
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
    return { income: await model.predict(matrix), contributions: null };
  }
  return {
    header: `${['id', 'target', ...(withSegment ? ['segment'] : []), ...reasonNames].join(';')}\n`,
    async lines(ids, matrix) {
      const { income, contributions } = await explained(matrix);
      let text = '';
      income.forEach((incomeRub, row) => {
        const cells = [toCell(ids[row] ?? ''), String(toShortDecimal(incomeRub))];
        if (withSegment) cells.push(segments[segmentIndex(DEFAULT_SEGMENTS, incomeRub)] ?? '');
        if (contributions)
          cells.push(...reasonCells(contributions.subarray(row * features.length, (row + 1) * features.length)));
        text += `${cells.join(';')}\n`;
      });
      return text;
    },
  };
}
