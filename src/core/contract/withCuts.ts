import type { TreeEnsemble } from '../trees/ensemble.ts';
import { rankColumns } from '../trees/rankColumns.ts';
import { withBaseFirst } from '../trees/withBaseFirst.ts';
import { CONTRACT_VERSION_WITH_CUTS, type Contract } from './contract.ts';

/**
 * A contract and the trees of another library's file, which forecast what the library forecasts. Where the trees compare
 * in double, number columns get `cuts` and the trees take ranks; dates and codes of categories are whole numbers that
 * float32 holds.
 */
export function withCuts(contract: Contract, trees: TreeEnsemble): { contract: Contract; forecast: TreeEnsemble } {
  const { features } = contract;
  const isNumber = (feature: number) => features[feature]?.kind === 'number';
  const { ensemble, cuts } = rankColumns(withBaseFirst(trees), isNumber);
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
