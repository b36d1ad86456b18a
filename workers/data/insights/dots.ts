import { numbersOf } from '../../../src/core/clients/modelInput.ts';
import type { Contract } from '../../../src/core/contract/contract.ts';
import { ranksOf } from '../../../src/core/explain/insights.ts';
import { at } from '../../../src/core/machine/at.ts';
import type { Selection } from '../clients/selection.ts';
import type { Piece } from '../scoring/explain/explainClients.ts';
import type { Beeswarm, Dependence } from './insights.api.ts';

/** The explained clients that are drawn one by one, in the order of the list: their ids, values and contributions. */
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

  // Unexplained clients have no id here.
  const drawn = () => [...ids.keys()].filter((dot) => ids[dot] !== '');
  const idsOf = () => ids.filter((id) => id !== '');
  const valuesOf = (feature: number) => Float64Array.from(drawn(), (dot) => at(values, dot * width + feature));
  const contributionsOf = (feature: number) =>
    Float32Array.from(drawn(), (dot) => at(contributions, dot * width + feature));

  return {
    add(piece) {
      const numbers = numbersOf(piece.block, contract, piece.matrix);
      const leftOut = new Set(piece.unexplained.map(({ row }) => row));
      for (const [row, indexRow] of piece.rows.entries()) {
        const dot = dots.get(indexRow);
        if (dot === undefined || leftOut.has(row)) continue;
        ids[dot] = at(piece.block.ids, row);
        values.set(numbers(row), dot * width);
        contributions.set(piece.contributions.subarray(row * width, (row + 1) * width), dot * width);
      }
    },
    beeswarm: (features) => ({
      ids: idsOf(),
      rows: features.map((feature) => ({
        feature,
        contributionsRub: contributionsOf(feature),
        ranks: ranksOf(valuesOf(feature)),
      })),
    }),
    dependence(feature, colourFeature) {
      const ofFeature = valuesOf(feature);
      return {
        feature,
        values: ofFeature,
        contributionsRub: contributionsOf(feature),
        ids: idsOf(),
        distinctValues: new Set(ofFeature.filter((value) => !Number.isNaN(value))).size,
        colourFeature,
        colourValues: colourFeature === null ? null : valuesOf(colourFeature),
      };
    },
  };
}
