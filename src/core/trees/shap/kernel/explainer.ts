import { hasSimd, startKernel } from '../../../machine/simd.ts';
import type { ShapModel } from '../shapModel.ts';
import { createTreeWalk, explainRows, type RowExplanations } from '../treeShap.ts';
import { BLOCK_ROWS, COLUMN, layOutMemory, MAX_POINTS, type MemoryLayout } from './memoryLayout.ts';
import { Program, STEP } from './program.ts';
import { makeTable, writeLookUp } from './tables.ts';
import { writeTree } from './treeSteps.ts';
import { KERNEL_BASE64 } from './wasm.ts';

const PAGE_BYTES = 65_536;

/** Number of contributions to a feature that are added in single precision; their sums are added in double. */
const FLOAT32_TERMS = 32;

/** Sums of larger leaves could exceed single precision. */
const LARGEST_LEAF = 1e30;

/** Exact SHAP of one model, ready to run. */
export type ShapExplainer = {
  /** `simd`: WebAssembly, four rows at once, single precision; `plain`: `explainRows`. */
  kernel: 'simd' | 'plain';
  /** Memory of the compiled code, including the model. */
  sizeBytes: number;
  /** As `explainRows`, to some 1e-6 of a row's largest contribution. A row's bits do not depend on the other rows. */
  explain(matrix: Float32Array): RowExplanations;
};

/** Exports of the compiled code; addresses and sizes in bytes. See assembly/kernel.ts. */
type ShapKernel = {
  memory: WebAssembly.Memory;
  /** First free address. */
  workSpace(): number;
  takeRows(rows: number, groups: number, features: number, columns: number): void;
  explain(firstStep: number, end: number, size: number): void;
  giveRows(phiSums: number, groups: number, features: number, rows: number, forecasts: number, base: number): void;
};

/**
 * Prepares a model for the SIMD kernel, in time proportional to its nodes. Without SIMD or enough memory, with more
 * than 16 different features on a path, or with leaves beyond 1e30, `explainRows` is used instead.
 */
export function openExplainer(model: ShapModel): ShapExplainer {
  const plain: ShapExplainer = { kernel: 'plain', sizeBytes: 0, explain: (matrix) => explainRows(model, matrix) };
  const isWithinLimits =
    model.mostPoints <= MAX_POINTS && model.leafValue.every((leaf) => Math.abs(leaf) <= LARGEST_LEAF);
  if (!hasSimd() || !isWithinLimits) return plain;
  try {
    return openSimd(model);
  } catch (error) {
    if (error instanceof RangeError) return plain;
    throw error;
  }
}

/** @throws RangeError when there is not enough memory */
function openSimd(model: ShapModel): ShapExplainer {
  const kernel = startKernel<ShapKernel>(KERNEL_BASE64);
  const layout = layOutMemory(model, { depth: deepest(model), start: kernel.workSpace() });
  const { tables, steps } = writeModel(model, layout);
  const firstStep = layout.end + tables.length * 4;
  const end = firstStep + steps.length * 4;
  kernel.memory.grow(Math.ceil((end - kernel.memory.buffer.byteLength) / PAGE_BYTES));
  const { buffer } = kernel.memory;
  new Int32Array(buffer, layout.end).set(tables.words());
  new Int32Array(buffer, firstStep).set(steps.words());
  fillConstants(model, layout, buffer);
  const { featureCount, base } = model;

  function explain(matrix: Float32Array): RowExplanations {
    const count = matrix.length / featureCount;
    if (!Number.isInteger(count)) {
      throw new RangeError(`${matrix.length} numbers are no rows of ${featureCount} features`);
    }
    const contributions = new Float32Array(matrix.length);
    const sums = new Float64Array(count);
    const rows = new Float32Array(buffer, layout.rows, BLOCK_ROWS * featureCount);
    const blockSums = new Float64Array(buffer, layout.forecasts, BLOCK_ROWS);
    for (let first = 0; first < count; first += BLOCK_ROWS) {
      const blockRows = Math.min(BLOCK_ROWS, count - first);
      const groups = Math.ceil(blockRows / 4);
      rows.set(matrix.subarray(first * featureCount, (first + blockRows) * featureCount));
      kernel.takeRows(layout.rows, groups, featureCount, layout.columns);
      kernel.explain(firstStep, end, groups * 16);
      kernel.giveRows(layout.phiSums, groups, featureCount, layout.rows, layout.forecasts, base);
      contributions.set(rows.subarray(0, blockRows * featureCount), first * featureCount);
      sums.set(blockSums.subarray(0, blockRows), first);
    }
    return { contributions, sums };
  }
  return { kernel: 'simd', sizeBytes: buffer.byteLength, explain };
}

/** Number of splits on the longest path of any tree. */
function deepest({ trees, left, right }: ShapModel): number {
  const depthBelow = (first: number, child: number): number => {
    if (child < 0) return 0;
    const node = first + child;
    return 1 + Math.max(depthBelow(first, left[node] as number), depthBelow(first, right[node] as number));
  };
  return trees.reduce((most, { first, size }) => Math.max(most, size > 0 ? depthBelow(first, 0) : 0), 1);
}

/** Writes tables and steps of all trees, and between them the steps that add up φ in double precision. */
function writeModel(model: ShapModel, layout: MemoryLayout): { tables: Program; steps: Program } {
  const tables = new Program();
  const steps = new Program();
  const walk = createTreeWalk(model);
  /** For each feature, contributions since its φ was last added up. */
  const terms = new Int32Array(model.featureCount);
  const sumPhi = (feature: number) => {
    terms[feature] = 0;
    steps.integers(STEP.sumPhi, layout.phi + feature * COLUMN, layout.phiSums + 2 * feature * COLUMN);
  };
  for (const tree of model.trees) {
    const table = makeTable(model, tree, { layout, walk });
    if (table) {
      writeLookUp(table, layout.end + tables.length * 4, { steps, layout });
      tables.floatsOf(table.rows);
    } else {
      writeTree(model, tree, { steps, layout });
    }
    for (const feature of table?.features ?? model.feature.subarray(tree.first, tree.first + tree.size)) {
      const count = (terms[feature] as number) + 1;
      terms[feature] = count;
      if (count >= FLOAT32_TERMS) sumPhi(feature);
    }
  }
  for (const [feature, count] of terms.entries()) if (count > 0) sumPhi(feature);
  return { tables, steps };
}

function fillConstants({ trees }: ShapModel, layout: MemoryLayout, buffer: ArrayBuffer): void {
  new Int32Array(buffer, layout.ones, BLOCK_ROWS).fill(-1);
  for (const { weights } of new Set(trees.map(({ quadrature }) => quadrature))) {
    const n = weights.length;
    const root = new Float32Array(buffer, layout.roots + (COLUMN * n * (n - 1)) / 2, BLOCK_ROWS * n);
    for (let i = 0; i < root.length; i++) root[i] = weights[Math.floor(i / 4) % n] as number;
  }
}
