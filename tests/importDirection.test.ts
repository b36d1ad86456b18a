import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The linter is the guard of the import direction: here it is seen to fail, and not to cry wolf. */
const REFUSED = [
  ['src/core/a.ts', '../App.tsx'],
  ['src/core/b.ts', 'react'],
  ['src/core/csv/c.ts', '../../App.tsx'],
  ['src/core/csv/d.ts', 'papaparse'],
  ['src/core/csv/kernel/d2.ts', '../../../App.tsx'],
  ['src/core/csv/kernel/d3.ts', 'papaparse'],
  ['src/screens/e.tsx', '../../workers/data/imports/importing.ts'],
  ['src/screens/f.tsx', 'dexie'],
  ['src/screens/g.tsx', 'chart.js'],
  ['src/screens/h.tsx', 'comlink'],
  ['src/screens/i.tsx', '../core/onnx/readOnnx.ts'],
  ['src/screens/i2.tsx', '../core/trees/treeShap.ts'],
  ['src/screens/j.tsx', '../../cli/pack.ts'],
  ['workers/k.ts', '../src/App.tsx'],
  ['workers/l.ts', 'react'],
  ['workers/data/m.ts', 'dexie'],
  ['workers/data/n.ts', 'onnxruntime-web/wasm'],
  ['workers/gpu/n2.ts', 'onnxruntime-web/webgpu'],
  ['workers/model/n3.ts', 'onnxruntime-web/webgpu'],
  ['cli/o.ts', '../workers/data.worker.ts'],
  ['cli/p.ts', '../src/App.tsx'],
  ['cli/score/q.ts', '../../workers/model.worker.ts'],
] as const;

const ALLOWED = [
  ['src/core/a2.ts', './contract.ts'],
  ['src/core/b2.ts', 'valibot'],
  ['src/core/csv/c2.ts', '../contract.ts'],
  ['src/core/csv/kernel/c3.ts', '../../simd.ts'],
  ['src/screens/d2.tsx', '../../workers/data.api.ts'],
  ['src/screens/e2.tsx', '../core/offers.ts'],
  ['src/ui/Chart.tsx', 'chart.js'],
  ['src/workers.ts', 'comlink'],
  ['workers/f2.ts', '../src/core/contract.ts'],
  ['workers/data/storage/database.ts', 'dexie'],
  ['workers/model/session.ts', 'onnxruntime-web/wasm'],
  ['workers/gpu/session.ts', 'onnxruntime-web/webgpu'],
  ['cli/g2.ts', '../src/core/contract.ts'],
  ['cli/score/h2.ts', '../../workers/model/calculator.ts'],
] as const;

const project = mkdtempSync(join(tmpdir(), 'import-direction-'));
let refusals: string[];

beforeAll(() => {
  copyFileSync('biome.json', join(project, 'biome.json'));
  for (const [file, imported] of [...REFUSED, ...ALLOWED]) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), `import type { X } from '${imported}';\n\nexport type Y = X;\n`);
  }
  const biome = resolve('node_modules/.bin/biome');
  const args = [
    'lint',
    '--vcs-enabled=false',
    '--only=style/noRestrictedImports',
    '--reporter=json',
    '--max-diagnostics=none',
    '.',
  ];
  const { stdout } = spawnSync(biome, args, { cwd: project, encoding: 'utf8' });
  refusals = [...stdout.matchAll(/"path":\s*"([^"]+)"/g)].map((match) => match[1] ?? '');
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each(REFUSED)('%s may not import %s', (file) => {
  expect(refusals).toContain(file);
});

test.each(ALLOWED)('%s may import %s', (file) => {
  expect(refusals).not.toContain(file);
});
