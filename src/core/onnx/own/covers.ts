import type { TreeEnsemble } from '../../trees/ensemble.ts';
import type { Trees } from '../../trees/formats/treeFile.ts';
import type { TreeNodes } from '../../trees/treeNodes.ts';

/** Covers are sums of float32 numbers. */
const TOLERANCE = 1e-3;

/**
 * Keeps the covers that a file gave when they can be covers at all. Most writers fill in ones or noughts; what they call a popularity
 * need not be a count of rows either, and shows it by not adding up.
 */
export function keepCovers(trees: readonly TreeNodes[], join: (trees: readonly TreeNodes[]) => TreeEnsemble): Trees {
  const hasCovers = trees.every(addsUp);
  const kept = hasCovers ? trees : trees.map((tree) => ({ ...tree, cover: Array.from(tree.cover, () => 0) }));
  return { ensemble: join(kept), hasCovers };
}

function addsUp({ left, right, cover }: TreeNodes): boolean {
  const at = (node: number | undefined) => cover[node ?? -1] ?? Number.NaN;
  return Array.from(left).every((child, node) => {
    const own = at(node);
    if (!(own >= 0)) return false;
    if (child < 0) return true;
    const sum = at(child) + at(right[node]);
    return own > 0 && Math.abs(sum - own) <= TOLERANCE * own;
  });
}
