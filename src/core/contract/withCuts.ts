import type { TreeEnsemble } from '../trees/ensemble.ts';
import { rankColumns } from '../trees/rankColumns.ts';
import { CONTRACT_VERSION_WITH_CUTS, type Contract } from './contract.ts';

/**
 * A contract and its trees, exact for any numbers in a file: where the trees compare in double, number columns get
 * `cuts` and the trees take ranks. Dates and codes of categories are whole numbers that float32 holds. Unchanged for
 * trees that compare in float32.
 */
export function withCuts(contract: Contract, trees: TreeEnsemble): { contract: Contract; forecast: TreeEnsemble } {
  const { features } = contract;
  const { ensemble, cuts } = rankColumns(trees, (feature) => features[feature]?.kind === 'number');
  if (cuts.size === 0) return { contract, forecast: ensemble };
  return {
    contract: {
      ...contract,
      contractVersion: CONTRACT_VERSION_WITH_CUTS,
      features: features.map((feature, column) => {
        const ofColumn = cuts.get(column);
        return feature.kind === 'number' && ofColumn ? { ...feature, cuts: ofColumn } : feature;
      }),
    },
    forecast: ensemble,
  };
}
