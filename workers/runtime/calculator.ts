import type { Contract } from '../../src/core/contract/contract.ts';
import { explainInRoubles, toRoubles } from '../../src/core/contract/transform.ts';
import { findUnexplained } from '../../src/core/explain/explanation.ts';
import { failWith } from '../../src/core/failures.ts';
import { outputsOf, readOnnx } from '../../src/core/onnx/own/file.ts';
import { writeSumsGraph } from '../../src/core/onnx/own/graph.ts';
import { hasCovers, ModelFileError } from '../../src/core/trees/ensemble.ts';
import { openScorer } from '../../src/core/trees/scoring/scorer.ts';
import { openExplainer, type ShapExplainer } from '../../src/core/trees/shap/kernel/explainer.ts';
import { prepareShap } from '../../src/core/trees/shap/shapModel.ts';
import type { Explanations, Forecasts, Predictions } from '../model.api.ts';
import { forecastColumns } from './columns.ts';
import { openSession, type Session } from './session.ts';
import { sha256Of } from './sha256.ts';

/** A model that is ready: forecasts by ONNX Runtime, explanations by our own SHAP, each checking the other. */
export type Calculator = {
  contract: Contract;
  /** Base value of every explanation, roubles; null for a model that cannot be explained. */
  readonly baseRub: number | null;
  hasInterval: boolean;
  /**
   * The same bits for every number of rows, whichever engine sums the trees.
   * @throws ModelFileError for forecasts that are not finite; an Error named `ModelStopped` when the runtime failed
   */
  predict(matrix: Float32Array): Promise<Omit<Predictions, 'tookMs'>>;
  /**
   * Forecasts of rows whose trees another engine has summed, bit for bit those of `predict`.
   * @param sums one array for each output of the model's graph, in its order
   * @throws as `predict`
   */
  fromSums(sums: readonly Float32Array[]): Promise<ForecastColumns>;
  /**
   * @param known earlier results of `predict` for these rows, which are then not forecast again; the answer has no
   * interval
   * @throws as `predict`; an Error named `NoCovers`
   */
  explain(matrix: Float32Array, known?: Float32Array<ArrayBuffer>): Promise<Omit<Explanations, 'tookMs'>>;
  close(): Promise<void>;
};

type ForecastColumns = Omit<Forecasts, 'tookMs'>;

/** Number of rows that ONNX Runtime sums in every call; a call with no more rows does not use the kernel. */
const CHECKED_ROWS = 64;

/**
 * Checks a model file and opens it. The hash is compared before the bytes are used.
 * @param sha256 hexadecimal, lower case
 * @throws ModelFileError for another or a damaged file; an Error named `ModelStopped` when ONNX Runtime itself failed
 */
export async function openCalculator(bytes: Uint8Array, sha256: string): Promise<Calculator> {
  // A copy: the digest accepts no view of memory that could be shared.
  if ((await sha256Of(new Uint8Array(bytes))) !== sha256)
    throw new ModelFileError('the file is not the one announced: its SHA-256 differs');
  const model = readOnnx(bytes);
  const { contract, forecast, interval } = model;
  const { featureCount } = forecast;
  const outputs = outputsOf(model);
  const session = await openSession(bytes, { featureCount, outputs });
  // Only some workers need these, so they are created on first use.
  const shap = once(() => (hasCovers(forecast) ? prepareShap(forecast) : null));
  const openScoring = once(() => openScorer(interval ? [forecast, interval.p10, interval.p90] : [forecast]));
  let explainer: ShapExplainer | undefined;
  let sumsSession: Promise<Session> | undefined;
  let isKernelTrusted = true;

  async function predict(matrix: Float32Array): Promise<Omit<Predictions, 'tookMs'>> {
    expectWholeRows(matrix, featureCount);
    const isMany = matrix.length > CHECKED_ROWS * featureCount;
    const scorer = isMany && isKernelTrusted ? openScoring() : null;
    if (scorer) {
      const forecasts = await fromSums(scorer.sums(matrix));
      const checked = await byRuntime(matrix.subarray(0, CHECKED_ROWS * featureCount));
      isKernelTrusted = isBeginningOf(forecasts, checked);
      if (isKernelTrusted) return { ...forecasts, summedBy: 'kernel' };
    }
    return { ...(await byRuntime(matrix)), summedBy: isKernelTrusted ? 'runtime' : 'runtime-instead' };
  }
  async function byRuntime(matrix: Float32Array): Promise<ForecastColumns> {
    return toForecasts(await session.run(matrix));
  }
  async function fromSums(sums: readonly Float32Array[]) {
    sumsSession ??= openSession(writeSumsGraph(contract.transform, interval !== null), {
      featureCount: outputs.length,
      outputs,
    });
    return toForecasts(await (await sumsSession).run(sideBySide(sums)));
  }
  function toForecasts([income, p10, p90]: Float32Array<ArrayBuffer>[]): ForecastColumns {
    for (const column of [income, p10, p90]) {
      if (column && !column.every(Number.isFinite))
        throw new ModelFileError('the model gives forecasts that are not finite');
    }
    return { income: income ?? new Float32Array(0), interval: p10 && p90 ? { p10, p90 } : null };
  }
  async function explain(matrix: Float32Array, known?: Float32Array<ArrayBuffer>) {
    const trees = shap();
    if (!trees) throw failWith('NoCovers', 'the model file has no covers');
    explainer ??= openExplainer(trees);
    expectWholeRows(matrix, featureCount);
    if (known && known.length * featureCount !== matrix.length)
      throw new RangeError(`${known.length} forecasts for ${matrix.length / featureCount} rows`);
    const { income, interval } = known ? { income: known, interval: null } : await byRuntime(matrix);
    const { transform } = contract;
    const { baseRub, contributions, sums } = explainInRoubles(transform, trees.base, explainer.explain(matrix));
    const unexplained = findUnexplained({ baseRub, contributions, forecasts: income, sums });
    return { income, interval, baseRub, contributions, sums, unexplained, shapKernel: explainer.kernel };
  }
  return {
    contract,
    get baseRub() {
      const trees = shap();
      return trees && toRoubles(contract.transform, trees.base);
    },
    hasInterval: interval !== null,
    predict,
    fromSums,
    explain,
    async close() {
      await (await sumsSession)?.close();
      await session.close();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Whether the first forecasts of `many` are the same, bit for bit. */
function isBeginningOf(many: ForecastColumns, first: ForecastColumns): boolean {
  return forecastColumns(first).every((column, at) => {
    const others = forecastColumns(many)[at];
    return column.every((value, row) => value === others?.[row]);
  });
}

/** Columns as a matrix, row by row. */
function sideBySide(columns: readonly Float32Array[]): Float32Array {
  const matrix = new Float32Array(columns.length * (columns[0]?.length ?? 0));
  columns.forEach((column, at) => {
    for (let row = 0; row < column.length; row++) matrix[row * columns.length + at] = column[row] as number;
  });
  return matrix;
}

function expectWholeRows(matrix: Float32Array, featureCount: number): void {
  if (!(matrix instanceof Float32Array)) throw new TypeError('The matrix is not a Float32Array');
  if (matrix.length % featureCount !== 0) {
    throw new RangeError(`A matrix of ${matrix.length} numbers is no whole number of rows of ${featureCount} features`);
  }
}
