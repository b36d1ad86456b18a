/** How the leaves of a tensor graph add up to the sum of one ensemble. */
export type LeafSum = {
  name: string;
  base: number;
  /** For trees that are added in double: the value of each leaf, as the outputs have numbers of leaves. Else null. */
  leafValues: Float64Array | null;
  /** Outputs of the graph, each rows × its trees, and the ensemble's trees of each output, in ascending order. */
  groups: readonly { output: string; trees: readonly number[] }[];
};

/**
 * Adds the leaves that each row reached in the order of the trees, in float32 or in double, and the base last: the
 * arithmetic of ONNX Runtime's `TreeEnsembleRegressor` in one thread. A hot loop: casts replace index checks.
 * @param leavesOf an output by its name
 */
export function sumLeaves(
  { base, leafValues, groups }: LeafSum,
  leavesOf: (output: string) => Float32Array,
  rows: number,
): Float32Array<ArrayBuffer> {
  const tables = groups.map(({ output, trees }) => ({ leaves: leavesOf(output), width: trees.length }));
  const runs = toRuns(groups.map(({ trees }) => trees));
  const sums = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (const { group, first, count } of runs) {
      const { leaves, width } = tables[group] as (typeof tables)[number];
      const start = row * width + first;
      for (let i = start; i < start + count; i++) {
        const leaf = leaves[i] as number;
        sum = leafValues ? sum + (leafValues[leaf] as number) : Math.fround(sum + leaf);
      }
    }
    sums[row] = sum + base;
  }
  return sums;
}

/** Trees that are adjacent both in the ensemble and in a group. */
type Run = { group: number; first: number; count: number };

function toRuns(groups: readonly (readonly number[])[]): Run[] {
  const columns = groups.flatMap((trees, group) => trees.map((tree, column) => ({ tree, group, column })));
  const runs: Run[] = [];
  for (const { group, column } of columns.toSorted((a, b) => a.tree - b.tree)) {
    const last = runs.at(-1);
    if (last?.group === group && last.first + last.count === column) last.count++;
    else runs.push({ group, first: column, count: 1 });
  }
  return runs;
}
