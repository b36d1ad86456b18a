import { expect } from 'vitest';
import type { Contract, Feature } from '../../../src/core/contract/contract.ts';
import { writeOnnx } from '../../../src/core/onnx/own/file.ts';
import { someForest, someModel } from '../../core/trees/trees.ts';
import type { Tab } from '../dataWorker.ts';
import { accepted } from '../outcomes.ts';

/** Model files and tables that the tests of models drop on the app. */

const GOLDEN = '/tests/fixtures/golden';

export async function goldenFile(path: string, name = path.split('/').at(-1) ?? ''): Promise<File> {
  return new File([await bytesAt(`${GOLDEN}/${path}`)], name);
}

/** A file of tests/fixtures/cases/models. */
export async function caseFile(path: string): Promise<File> {
  return new File([await bytesAt(`/tests/fixtures/cases/models/${path}`)], path.split('/').at(-1) ?? '');
}

/** The tests' names for the eight unnamed features of the golden models. */
export const GOLDEN_NAMES = ['f_a', 'f_b', 'f_c', 'f_d', 'f_e', 'f_f', 'f_g', 'f_h'];

/** A text file with one name per line. */
export function listOf(names: readonly string[]): File {
  return new File([names.join('\n')], 'names.txt');
}

/**
 * A golden model's rows with its own library's forecasts in the column `expected`; decimal commas. Rows with an
 * infinite value are left out, because no cell can hold one.
 */
export async function goldenRows(matrix: string, margins: string): Promise<{ file: File; rows: number }> {
  const values = new Float32Array(await bytesAt(`${GOLDEN}/${matrix}`));
  const own = await bytesAt(`${GOLDEN}/${margins}`);
  const forecasts = margins.endsWith('.f64') ? new Float64Array(own) : new Float32Array(own);
  const width = GOLDEN_NAMES.length;
  const rows = Array.from(forecasts, (forecast, row) => [
    row + 1,
    ...values.subarray(row * width, (row + 1) * width),
    forecast,
  ]).filter((row) => row.every((value) => Math.abs(value) !== Number.POSITIVE_INFINITY));
  const lines = rows.map((row) => row.map(toCell).join(';'));
  const text = [['id', ...GOLDEN_NAMES, 'expected'].join(';'), ...lines, ''].join('\n');
  return { file: new File([text], 'rows.csv'), rows: rows.length };
}

function toCell(value: number): string {
  return Number.isNaN(value) ? '' : String(value).replace('.', ',');
}

async function bytesAt(path: string): Promise<ArrayBuffer> {
  const response = await fetch(path);
  expect(response.status).toBe(200);
  return response.arrayBuffer();
}

/** A model file of the app's own format over two features of the demo clients; larger models take longer. */
export function ownFile(name: string, { trees = 5, depth = 3, contract = {} as Partial<Contract> } = {}): File {
  const forecast = someForest({ trees, depth, featureCount: 2, seed: name.length });
  const features = ['age', 'salary_6to12m_avg'].map(numberFeature);
  return new File([writeOnnx(someModel(forecast, { name, version: `${name}-1`, features, ...contract }))], 'own.onnx');
}

function numberFeature(name: string): Feature {
  return {
    name,
    kind: 'number',
    group: 'person',
    title: { ru: `Поле ${name}`, en: `Field ${name}` },
    unit: 'none',
    missingShare: null,
    typical: null,
    deciles: null,
  };
}

/** Opens, saves and activates a model; returns its version. */
export async function importModel({ api }: Tab, file: File, name: string): Promise<string> {
  await accepted(api.modelImport.openFile(file, null));
  const { version } = await accepted(api.modelImport.save(name));
  await api.models.activate(version);
  return version;
}
