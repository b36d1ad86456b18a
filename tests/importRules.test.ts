import { posix, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSources } from '../scripts/importGraph.mjs';
import { CHECKED, CLOSED, DATA_ORDER, FOLDERS, LIBRARIES } from '../scripts/importRules.mjs';
import { COMMON_RULES, findStalePaths, findViolations } from '../scripts/importViolations.mjs';

/** Breaks each rule for files once: a file, the file whose types it imports, the rule. */
const REFUSED = [
  ['src/core/a.ts', 'src/i18n/b.ts', 'core imports core only'],
  ['src/core/csv/read/a.ts', 'workers/model.api.ts', 'core imports core only'],
  ['src/i18n/a.ts', 'src/ui/b.tsx', 'i18n imports core only'],
  [
    'src/ui/a.tsx',
    'src/core/offers/offers.ts',
    'ui knows neither business nor workers: of core it imports formats, names of failures, visible text and machine/at.ts only',
  ],
  [
    'src/ui/tables/a.tsx',
    'src/data/connection.ts',
    'ui knows neither business nor workers: of core it imports formats, names of failures, visible text and machine/at.ts only',
  ],
  [
    'src/ui/a.tsx',
    'workers/data.api.ts',
    'ui knows neither business nor workers: of core it imports formats, names of failures, visible text and machine/at.ts only',
  ],
  ['src/data/a.ts', 'src/i18n/i18n.ts', 'data imports core and types of contracts only'],
  ['src/parts/a.tsx', 'src/screens/log/b.tsx', 'parts import ui, data, i18n, core and types of contracts only'],
  [
    'src/screens/clients/a.tsx',
    'src/screens/log/b.tsx',
    'the clients screen imports no other screen than card, which it shows beside the list',
  ],
  [
    'src/screens/card/a.tsx',
    'src/screens/clients/b.tsx',
    'a screen imports its own folder, parts, ui, data, i18n, core and types of contracts only',
  ],
  [
    'src/screens/log/a.tsx',
    'src/app/App.tsx',
    'a screen imports its own folder, parts, ui, data, i18n, core and types of contracts only',
  ],
  [
    'src/screens/log/a.tsx',
    'workers/data/log/log.ts',
    'a screen imports its own folder, parts, ui, data, i18n, core and types of contracts only',
  ],
  ['src/app/a.ts', 'cli/pack.ts', 'app imports src and types of contracts only'],
  ['src/app/frame/a.tsx', 'workers/data/context.ts', 'app imports src and types of contracts only'],
  ['src/main.tsx', 'workers/data.api.ts', 'main.tsx imports src only'],

  [
    'workers/data.api.ts',
    'workers/data/context.ts',
    'data.api.ts imports core and types of the contracts in workers/data only',
  ],
  [
    'workers/data.worker.ts',
    'workers/gpu/session.ts',
    'data.worker.ts imports workers/data, its contract and core only',
  ],
  [
    'workers/data/log/log.methods.ts',
    'workers/data.worker.ts',
    'the methods of a domain import workers/data and core only',
  ],
  ['workers/model.api.ts', 'workers/runtime/columns.ts', 'model.api.ts imports core only'],
  [
    'workers/model.worker.ts',
    'workers/data/failures.ts',
    'model.worker.ts imports workers/runtime, its contract and core only',
  ],
  ['workers/runtime/a.ts', 'workers/data/failures.ts', 'workers/runtime imports model.api.ts and core only'],
  ['workers/runtime/a.ts', 'workers/gpu/session.ts', 'workers/runtime imports model.api.ts and core only'],
  ['workers/gpu.api.ts', 'workers/gpu/session.ts', 'gpu.api.ts imports core only'],
  ['workers/gpu.worker.ts', 'src/app/App.tsx', 'gpu.worker.ts imports workers/gpu, its contract and core only'],
  ['workers/gpu/a.ts', 'workers/data/failures.ts', 'workers/gpu imports gpu.api.ts and core only'],
  ['workers/gpu/a.ts', 'workers/runtime/session.ts', 'workers/gpu imports gpu.api.ts and core only'],
  ['workers/sw.ts', 'src/core/failures.ts', 'the service worker imports no file'],

  ['cli/a.ts', 'src/i18n/i18n.ts', 'the command line imports core and workers/runtime only'],
  ['cli/score/a.ts', 'workers/model.worker.ts', 'the command line imports core and workers/runtime only'],
  ['bench/harness/a.ts', 'src/ui/b.tsx', 'bench imports scripts, workers and core only'],
  ['scripts/a.mjs', 'src/core/format.ts', 'scripts import scripts only'],

  ['src/screens/import/a.tsx', 'src/core/csv/read/b.ts', 'reading files is the work of the workers'],
  ['src/app/a.tsx', 'src/core/trees/ensemble.ts', 'reading files is the work of the workers'],
  ['src/parts/a.tsx', 'src/core/onnx/wire.ts', 'reading files is the work of the workers'],
  ['workers/data/scoring/a.ts', 'workers/runtime/session.ts', 'the data worker loads no ONNX Runtime'],
  ['workers/data/models/a.ts', 'workers/runtime/calculator.ts', 'the data worker loads no ONNX Runtime'],
  [
    'workers/data/card/a.ts',
    'workers/data/card/card.methods.ts',
    'only data.worker.ts imports the methods of a domain',
  ],

  ['tests/a.ts', 'src/core/format.ts', COMMON_RULES.noRow],
  ['workers/data/newFolder/a.ts', 'src/core/format.ts', COMMON_RULES.noRow],
] as const;

const ALLOWED = [
  ['src/core/csv/read/a.ts', 'src/core/format.ts'],
  ['src/i18n/a.ts', 'src/core/format.ts'],
  ['src/ui/a.tsx', 'src/core/failures.ts'],
  ['src/data/a.ts', 'workers/data/log/log.api.ts'],
  ['src/parts/a.tsx', 'src/data/useQuery.ts'],
  ['src/screens/log/list/a.tsx', 'src/screens/log/b.tsx'],
  ['src/screens/clients/a.tsx', 'src/screens/card/ClientCard.tsx'],
  ['src/screens/import/a.tsx', 'src/core/csv/choices.ts'],
  ['src/screens/import/a.tsx', 'workers/data.api.ts'],
  ['src/app/App.tsx', 'src/screens/log/LogScreen.tsx'],
  ['src/main.tsx', 'src/app/App.tsx'],
  ['workers/data.api.ts', 'workers/data/log/log.api.ts'],
  ['workers/data.worker.ts', 'workers/data/log/log.methods.ts'],
  ['workers/data/models/models.methods.ts', 'workers/data/modelImport/b.ts'],
  ['workers/data/scoring/a.ts', 'workers/runtime/columns.ts'],
  ['workers/model.worker.ts', 'workers/runtime/session.ts'],
  ['cli/score/a.ts', 'workers/runtime/calculator.ts'],
  ['bench/harness/a.ts', 'workers/data/storage/chunks.ts'],
] as const;

test.each(REFUSED)('%s may not import %s', (file, imported, rule) => {
  expect(violationsOf(file, imported)).toEqual([{ file, imported, rule }]);
});

test.each(ALLOWED)('%s may import %s', (file, imported) => {
  expect(violationsOf(file, imported)).toEqual([]);
});

test('each row of the table has been broken above', () => {
  const broken = new Set<string>(REFUSED.map(([, , rule]) => rule));
  expect([...FOLDERS, ...CLOSED].filter(({ rule }) => !broken.has(rule))).toEqual([]);
});

const places = DATA_ORDER.flatMap((names, line) => names.map((name) => ({ name, line })));

test.each(places)('workers/data/$name imports what is below it only', ({ name, line }) => {
  const below = DATA_ORDER.slice(0, line).flat();
  const rule = `workers/data/${name} imports core, workers/runtime and what is below it only (${below.join(', ')})`;
  for (const other of places.filter((place) => place.name !== name)) {
    const [file, imported] = [fileIn(name, 'a.ts'), fileIn(other.name, 'b.ts')];
    expect(violationsOf(file, imported)).toEqual(other.line < line ? [] : [{ file, imported, rule }]);
  }
});

test('the folders of workers/data import neither data.api.ts nor data.worker.ts', () => {
  for (const { name } of places) {
    for (const imported of ['workers/data.api.ts', 'workers/data.worker.ts']) {
      expect(violationsOf(fileIn(name, 'a.ts'), imported)).toHaveLength(1);
    }
  }
});

test('a contract imports types of contracts of its own line and below, and nothing else of workers/data', () => {
  const rule = 'the contract of jobs imports core and types of contracts only, none of a folder above jobs';
  const file = 'workers/data/jobs/jobs.api.ts';
  expect(violationsOf(file, 'workers/data/storage/storage.api.ts')).toEqual([]);
  for (const imported of [
    'workers/data/log/log.api.ts',
    'workers/data/jobs/jobs.ts',
    'workers/data/storage/chunks.ts',
  ]) {
    expect(violationsOf(file, imported)).toEqual([{ file, imported, rule }]);
  }
  expect(violationsOf('workers/data/card/card.api.ts', 'workers/data/imports/imports.api.ts')).toEqual([]);
  expect(violationsOf('workers/data/card/card.ts', 'workers/data/imports/imports.api.ts')).toEqual([]);
});

test.each([
  ["import { a } from '../../../workers/data.api.ts';", false],
  ["import { type a } from '../../../workers/data.api.ts';", false],
  ["import '../../../workers/data.api.ts';", false],
  ["export * from '../../../workers/data.api.ts';", false],
  ["export { type a } from '../../../workers/data.api.ts';", false],
  ["const a = await import('../../../workers/data.api.ts');", false],
  ['const a = await import(`../../../workers/data.api.ts`);', false],
  ["import type { a } from '../../../workers/data.api.ts';", true],
  ["export type { a } from '../../../workers/data.api.ts';", true],
  ["type A = import('../../../workers/data.api.ts').A;", true],
])('of a contract only types are imported: %s', (text, isAllowed) => {
  const [file, imported] = ['src/screens/log/a.tsx', 'workers/data.api.ts'];
  const expected = isAllowed ? [] : [{ file, imported, rule: COMMON_RULES.typesOnly }];
  expect(check({ [file]: text, [imported]: '' })).toEqual(expected);
});

test('the address of a worker, a comment and a text are no imports', () => {
  const text = `
    const worker = new Worker(new URL('../../workers/data.worker.ts', import.meta.url));
    // import { a } from '../../cli/pack.ts';
    const text = "import '../../cli/pack.ts'";
  `;
  expect(check({ 'src/data/a.ts': text })).toEqual([]);
});

const LIBRARY_CASES = LIBRARIES.flatMap(({ libraries, doors, rule }) => {
  return libraries.map((library) => ({ library, doors, rule: `${rule} (${doors.join(', ')})` }));
});

test.each(LIBRARY_CASES)('$library stays behind its door', ({ library, doors, rule }) => {
  const imported = library.endsWith(':') ? `${library}fs` : library;
  const text = `import '${imported}';`;
  for (const file of ['src/core/a.ts', 'src/ui/a.tsx', 'workers/data/card/a.ts', 'workers/runtime/a.ts', 'cli/a.ts']) {
    const isInside = doors.some((door) => file.startsWith(`${door}/`));
    expect(check({ [file]: text })).toEqual(isInside ? [] : [{ file, imported, rule }]);
  }
  for (const door of doors) expect(check({ [posix.extname(door) ? door : `${door}/a.ts`]: text })).toEqual([]);
});

test('a part of a library belongs to the library', () => {
  const [file, imported] = ['src/ui/a.tsx', 'chart.js/helpers'];
  expect(check({ [file]: `import '${imported}';` })).toMatchObject([{ file, imported }]);
});

test('a library without a row is imported by nobody', () => {
  for (const imported of ['lodash', 'onnxruntime-web', 'chart.jsx']) {
    const file = 'workers/runtime/session.ts';
    expect(check({ [file]: `import '${imported}';` })).toEqual([{ file, imported, rule: COMMON_RULES.noDoor }]);
  }
});

test('an import of a file that is not there is told', () => {
  for (const imported of ['src/core/b.ts', 'src/core/b']) {
    const violations = check({ 'src/core/a.ts': `import './${posix.basename(imported)}';` });
    expect(violations).toEqual([{ file: 'src/core/a.ts', imported, rule: COMMON_RULES.noFile }]);
  }
});

test('import circles are told, those of types too', () => {
  const files = {
    'src/core/a.ts': "import type { B } from './b.ts';",
    'src/core/b.ts': "export * from './csv/c.ts';",
    'src/core/csv/c.ts': "const a = import('../a.ts');",
    'src/core/d.ts': "import './a.ts';\nimport './d.ts';",
  };
  expect(check(files)).toEqual([
    { file: 'src/core/d.ts', imported: 'src/core/d.ts', rule: 'import circle: src/core/d.ts' },
    {
      file: 'src/core/a.ts',
      imported: 'src/core/b.ts',
      rule: 'import circle: src/core/b.ts → src/core/csv/c.ts → src/core/a.ts',
    },
  ]);
});

test('two circles through one file are both told', () => {
  const files = {
    'src/core/a.ts': "import './b.ts';\nimport './c.ts';",
    'src/core/b.ts': "import './a.ts';",
    'src/core/c.ts': "import './a.ts';",
  };
  expect(check(files).map(({ rule }) => rule)).toEqual([
    'import circle: src/core/b.ts → src/core/a.ts',
    'import circle: src/core/c.ts → src/core/a.ts',
  ]);
});

test('a file that cannot be parsed is an error', () => {
  expect(() => check({ 'src/core/a.ts': 'import {' })).toThrow('src/core/a.ts cannot be parsed');
});

test('a path of the table that no file has is told', () => {
  expect(findStalePaths(new Map())).toContain('workers/data/storage/database.ts');
});

test('the repository keeps the rules', () => {
  const files = readSources(resolve('.'), CHECKED);
  const lines = findViolations(files).map(({ file, imported, rule }) => `${file} imports ${imported}: ${rule}`);
  expect(lines).toEqual([]);
  expect(findStalePaths(files)).toEqual([]);
});

function violationsOf(file: string, imported: string) {
  const path = posix.relative(posix.dirname(file), imported);
  const specifier = path.startsWith('.') ? path : `./${path}`;
  const statement = file.endsWith('.mjs') ? 'import' : 'import type { A } from';
  return check({ [file]: `${statement} '${specifier}';`, [imported]: '' });
}

function fileIn(name: string, file: string): string {
  return name.endsWith('.ts') ? `workers/data/${name}` : `workers/data/${name}/${file}`;
}

function check(files: Record<string, string>) {
  return findViolations(new Map(Object.entries(files)));
}
