import { hasSimd } from '../../../machine/simd.ts';
import type { ShapModel } from '../shapModel.ts';
import { explainRows, type RowExplanations } from '../treeShap.ts';
import { startEngine } from './engine.ts';
import { BLOCK_ROWS, COLUMN, type Layout, layOut, MOST_POINTS } from './layout.ts';
import { STEP, Words } from './steps.ts';
import { makeTable, writeLookUp } from './tables.ts';
import { writeTree } from './treeSteps.ts';

const PAGE_BYTES = 65_536;

/** So many contributions to a feature are added up in single precision, sums of them in double. */
const FLOAT32_TERMS = 32;

/** Sums of larger leaves could leave single precision. */
const LARGEST_LEAF = 1e30;

/** Exact SHAP of one model, ready to run. */
export type ShapKernel = {
  /** `simd`: WebAssembly, four rows at once, single precision; `plain`: `explainRows`. */
  engine: 'simd' | 'plain';
  /** Memory that the compiled code holds, with the model. */
  sizeBytes: number;
  /** As `explainRows`, to some 1e-6 of a row's largest contribution. A row gets the same bits in whatever company it comes. */
  explain(matrix: Float32Array): RowExplanations;
};

/**
 * Prepares a model for the SIMD kernel, in time proportional to its nodes. Where there is no SIMD or no memory for it, or more than 16
 * different features lie on a path, or leaves are beyond 1e30, `explainRows` does the work.
 */
export function openKernel(model: ShapModel): ShapKernel {
  const plain: ShapKernel = { engine: 'plain', sizeBytes: 0, explain: (matrix) => explainRows(model, matrix) };
  const fits = model.mostPoints <= MOST_POINTS && model.leafValue.every((leaf) => Math.abs(leaf) <= LARGEST_LEAF);
  if (!hasSimd() || !fits) return plain;
  try {
    return openSimd(model);
  } catch (error) {
    if (error instanceof RangeError) return plain;
    throw error;
  }
}

/** @throws RangeError when there is no memory for it */
function openSimd(model: ShapModel): ShapKernel {
  const kernel = startEngine();
  const layout = layOut(model, { depth: deepest(model), start: kernel.workSpace() });
  const { tables, steps } = writeModel(model, layout);
  const firstStep = layout.end + tables.length * 4;
  const end = firstStep + steps.length * 4;
  kernel.memory.grow(Math.ceil((end - kernel.memory.buffer.byteLength) / PAGE_BYTES));
  const { buffer } = kernel.memory;
  new Int32Array(buffer, layout.end).set(tables.take());
  new Int32Array(buffer, firstStep).set(steps.take());
  fillConstants(model, layout, buffer);

  function explain(matrix: Float32Array): RowExplanations {
    const { featureCount, base } = model;
    const count = matrix.length / featureCount;
    if (!Number.isInteger(count))
      throw new RangeError(`${matrix.length} numbers are no rows of ${featureCount} features`);
    const contributions = new Float32Array(matrix.length);
    const sums = new Float64Array(count);
    const rows = new Float32Array(buffer, layout.rows, BLOCK_ROWS * featureCount);
    const rowSums = new Float64Array(buffer, layout.forecasts, BLOCK_ROWS);
    for (let first = 0; first < count; first += BLOCK_ROWS) {
      const some = Math.min(BLOCK_ROWS, count - first);
      const groups = Math.ceil(some / 4);
      rows.set(matrix.subarray(first * featureCount, (first + some) * featureCount));
      kernel.takeRows(layout.rows, groups, featureCount, layout.columns);
      kernel.explain(firstStep, end, groups * 16);
      kernel.giveRows(layout.sums, groups, featureCount, layout.rows, layout.forecasts, base);
      contributions.set(rows.subarray(0, some * featureCount), first * featureCount);
      sums.set(rowSums.subarray(0, some), first);
    }
    return { contributions, sums };
  }
  return { engine: 'simd', sizeBytes: buffer.byteLength, explain };
}

/** Splits on the longest path of any tree. */
function deepest({ trees, left, right }: ShapModel): number {
  const depthBelow = (first: number, child: number): number =>
    child < 0
      ? 0
      : 1 + Math.max(depthBelow(first, left[first + child] ?? -1), depthBelow(first, right[first + child] ?? -1));
  return trees.reduce((most, { first, size }) => Math.max(most, size > 0 ? depthBelow(first, 0) : 0), 1);
}

function writeModel(model: ShapModel, layout: Layout): { tables: Words; steps: Words } {
  const tables = new Words();
  const steps = new Words();
  const added = new Int32Array(model.featureCount);
  const keep = (feature: number) => {
    added[feature] = 0;
    steps.integers(STEP.keep, layout.phi + feature * COLUMN, layout.sums + 2 * feature * COLUMN);
  };
  for (const tree of model.trees) {
    const table = makeTable(model, tree, layout);
    if (table) {
      writeLookUp(table, layout.end + tables.length * 4, { words: steps, layout });
      tables.floatsOf(table.rows);
    } else {
      writeTree(model, tree, { words: steps, layout });
    }
    for (const feature of table?.features ?? model.feature.subarray(tree.first, tree.first + tree.size)) {
      added[feature] = (added[feature] ?? 0) + 1;
      if ((added[feature] ?? 0) >= FLOAT32_TERMS) keep(feature);
    }
  }
  added.forEach((count, feature) => void (count > 0 && keep(feature)));
  return { tables, steps };
}

function fillConstants({ trees }: ShapModel, layout: Layout, buffer: ArrayBuffer): void {
  new Int32Array(buffer, layout.ones, BLOCK_ROWS).fill(-1);
  for (const { weights } of new Set(trees.map(({ quadrature }) => quadrature))) {
    const n = weights.length;
    const root = new Float32Array(buffer, layout.roots + (COLUMN * n * (n - 1)) / 2, BLOCK_ROWS * n);
    for (let i = 0; i < root.length; i++) root[i] = weights[Math.floor(i / 4) % n] ?? 0;
  }
}
