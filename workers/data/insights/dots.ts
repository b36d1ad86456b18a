import { numbersOf } from '../../../src/core/clients/modelInput.ts';
import type { Contract } from '../../../src/core/contract/contract.ts';
import { ranksOf } from '../../../src/core/explain/insights.ts';
import type { Selection } from '../clients/selection.ts';
import type { Piece } from '../scoring/explainClients.ts';
import type { Beeswarm, Dependence } from './insights.api.ts';

/** Single clients kept for pictures: their ids, values and contributions; in the order of the list. */
export type Dots = {
  add(piece: Piece): void;
  beeswarm(features: readonly number[]): Beeswarm;
  dependence(feature: number, colourFeature: number | null): Dependence;
};

export function createDots({ dots }: Selection, contract: Contract): Dots {
  const width = contract.features.length;
  const ids = new Array<string>(dots.size).fill('');
  const values = new Float64Array(dots.size * width);
  const contributions = new Float32Array(dots.size * width);

  const valuesOf = (feature: number) => Float64Array.from(ids, (_, dot) => values[dot * width + feature] as number);
  const contributionsOf = (feature: number) =>
    Float32Array.from(ids, (_, dot) => contributions[dot * width + feature] as number);

  return {
    add(piece) {
      const numbers = numbersOf(piece.block, contract, piece.matrix);
      for (const [row, indexRow] of piece.rows.entries()) {
        const dot = dots.get(indexRow);
        if (dot === undefined) continue;
        ids[dot] = piece.block.ids[row] ?? '';
        values.set(numbers(row), dot * width);
        contributions.set(piece.contributions.subarray(row * width, (row + 1) * width), dot * width);
      }
    },
    beeswarm: (features) => ({
      ids,
      rows: features.map((feature) => ({
        feature,
        contributionsRub: contributionsOf(feature),
        ranks: ranksOf(valuesOf(feature)),
      })),
    }),
    dependence(feature, colourFeature) {
      const own = valuesOf(feature);
      return {
        ...{ feature, values: own, contributionsRub: contributionsOf(feature), ids },
        distinctValues: new Set(own.filter((value) => !Number.isNaN(value))).size,
        colourFeature,
        colourValues: colourFeature === null ? null : valuesOf(colourFeature),
      };
    },
  };
}
