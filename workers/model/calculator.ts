import type { Contract } from '../../src/core/contract.ts';
import { isAdditive } from '../../src/core/explanation.ts';
import { readOnnx } from '../../src/core/onnx/file.ts';
import { ModelFileError } from '../../src/core/trees/ensemble.ts';
import { explainRows, prepareShap } from '../../src/core/trees/treeShap.ts';
import { openSession } from './session.ts';

/** A model that is ready: forecasts by ONNX Runtime, explanations by our own SHAP, each checking the other. */
export type Calculator = {
  contract: Contract;
  baseRub: number;
  trees: number;
  predict(matrix: Float32Array): Promise<Float32Array<ArrayBuffer>>;
  explain(matrix: Float32Array): Promise<Explained>;
  close(): Promise<void>;
};

export type Explained = {
  income: Float32Array<ArrayBuffer>;
  contributions: Float32Array<ArrayBuffer>;
  sums: Float64Array<ArrayBuffer>;
};

/**
 * Checks a model file and opens it. The hash is compared before anything else looks at the bytes.
 * @param sha256 hexadecimal, in small letters
 * @throws ModelFileError for another or a damaged file; an Error named `ModelStopped` when ONNX Runtime itself failed
 */
export async function openCalculator(bytes: Uint8Array, sha256: string): Promise<Calculator> {
  if ((await sha256Of(bytes)) !== sha256)
    throw new ModelFileError('the file is not the one announced: its SHA-256 differs');
  const { contract, ensemble } = readOnnx(bytes);
  const shap = prepareShap(ensemble);
  const session = await openSession(bytes, ensemble.featureCount);

  async function predict(matrix: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    expectWholeRows(matrix, ensemble.featureCount);
    const income = await session.run(matrix);
    if (!income.every(Number.isFinite)) throw new ModelFileError('the model gives forecasts that are not finite');
    return income;
  }
  async function explain(matrix: Float32Array): Promise<Explained> {
    const income = await predict(matrix);
    const { contributions, sums } = explainRows(shap, matrix);
    expectAgreement(income, sums);
    return { income, contributions, sums };
  }
  return {
    contract,
    baseRub: shap.baseRub,
    trees: ensemble.roots.length,
    predict,
    explain,
    close: session.close,
  };
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  // A copy: the digest takes no view of memory that could be shared.
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function expectWholeRows(matrix: Float32Array, featureCount: number): void {
  if (!(matrix instanceof Float32Array)) throw new TypeError('The matrix is not a Float32Array');
  if (matrix.length % featureCount !== 0) {
    throw new RangeError(`A matrix of ${matrix.length} numbers is no whole number of rows of ${featureCount} features`);
  }
}

/** An explanation that does not add up to the forecast explains something else. */
function expectAgreement(income: Float32Array, sums: Float64Array): void {
  income.forEach((forecast, row) => {
    const sum = sums[row] ?? Number.NaN;
    if (isAdditive(sum, forecast)) return;
    const message = `row ${row}: the contributions add up to ${sum}, the forecast is ${forecast}`;
    throw Object.assign(new Error(message), { name: 'ExplanationMismatch' });
  });
}
