import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';

import { score } from '../../cli/score/score.ts';
import type { Contract } from '../../src/core/contract/contract.ts';
import { toCell } from '../../src/core/csv/write/cells.ts';
import { writeOnnx } from '../../src/core/onnx/own/file.ts';
import { readXgboostJson, someContract } from '../core/trees/trees.ts';

/**
 * Shared by the tests of `npm run score`: the command as a function, a temporary folder, a small model and its clients.
 */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MODELS = join(ROOT, 'public/models');
export const INCOME = join(MODELS, 'income/income.onnx');
const GOLDEN = join(ROOT, 'tests/fixtures/golden');
export const GOLDEN_CSV = join(GOLDEN, 'income.csv');

/** A new folder for each test, with a space and Cyrillic letters in its name. */
export let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'оценка клиентов '));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command as a script would; relative paths begin in `folder`. */
export async function run(
  args: string[],
  { stdin = '' as string | Uint8Array, modelsFolder = MODELS, isTerminal = false, now = () => performance.now() } = {},
) {
  let out = '';
  let err = '';
  const code = await score(args, {
    folder,
    modelsFolder,
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    print: async (text) => {
      out += text;
    },
    warn: (text) => {
      err += text;
    },
    isTerminal,
    printsToTerminal: false,
    now,
  });
  return { code, out, err };
}

export const file = (name: string) => join(folder, name);
export const write = (name: string, content: string | Uint8Array) => writeFileSync(file(name), content);
export const linesOf = (name: string) => readFileSync(file(name), 'utf8').trimEnd().split('\n');
export const floats = (name: string) => new Float32Array(new Uint8Array(readFileSync(join(GOLDEN, name))).buffer);

/** The contract of a small model of 8 numbers, `f0` … `f7`. */
export const small: Contract = {
  ...someContract(8),
  synthetic: false,
  features: someContract(8).features.map((feature, at) => ({ ...feature, name: `f${at}` })),
};
export const names = small.features.map(({ name }) => name);

export function writeModel(name: string, contract = small): void {
  const forecast = readXgboostJson(readFileSync(join(GOLDEN, 'stumps.booster.json'), 'utf8'));
  write(name, writeOnnx({ contract, forecast, interval: null }));
}

/** Writes a file of clients for that model. */
export function writeClients(name: string, ids: readonly string[]): void {
  const rows = ids.map((id, at) => [toCell(id), ...names.map((_, column) => ((at % 50) + column) / 4)].join(';'));
  write(name, [['id', ...names].join(';'), ...rows, ''].join('\n'));
}
