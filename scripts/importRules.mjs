/**
 * The import rules of the whole repository; checkImports.mjs checks them. Imports of types count.
 * A path means a file, or a folder with everything in it; `*` matches any one name.
 * One more rule applies to every file: imports form no circles.
 */

/** Folders whose imports are checked. */
export const CHECKED = ['src', 'workers', 'cli', 'bench', 'scripts'];

/** The page. Core is in src/ as well, but everything else imports it, too. */
const PAGE = ['src/main.tsx', 'src/app', 'src/screens', 'src/parts', 'src/ui', 'src/data', 'src/i18n'];

/** The contracts of the workers, which hold types only. */
const CONTRACTS = ['workers/*.api.ts', 'workers/data/*/*.api.ts'];

/** What every screen may import. */
const SHARED = ['src/parts', 'src/ui', 'src/data', 'src/i18n', 'src/core'];

/**
 * Files in `folder` may import `folder` and `imports`; from `types` they may import types only, with `import type`.
 * The first row that matches a file applies to it.
 */
export const FOLDERS = [
  // The page: app → screens → parts → ui → i18n → core, and data beside ui.
  { folder: 'src/core', imports: [], rule: 'core imports core only' },
  { folder: 'src/i18n', imports: ['src/core'], rule: 'i18n imports core only' },
  {
    folder: 'src/ui',
    imports: [
      'src/i18n',
      'src/core/format.ts',
      'src/core/failures.ts',
      'src/core/visibleText.ts',
      'src/core/machine/at.ts',
    ],
    rule: 'ui knows neither business nor workers: of core it imports formats, names of failures, visible text and machine/at.ts only',
  },
  {
    folder: 'src/data',
    imports: ['src/core'],
    types: CONTRACTS,
    rule: 'data imports core and types of contracts only',
  },
  {
    folder: 'src/parts',
    imports: ['src/ui', 'src/data', 'src/i18n', 'src/core'],
    types: CONTRACTS,
    rule: 'parts import ui, data, i18n, core and types of contracts only',
  },
  {
    folder: 'src/screens/clients',
    imports: ['src/screens/card', ...SHARED],
    types: CONTRACTS,
    rule: 'the clients screen imports no other screen than card, which it shows beside the list',
  },
  {
    folder: 'src/screens/*',
    imports: SHARED,
    types: CONTRACTS,
    rule: 'a screen imports its own folder, parts, ui, data, i18n, core and types of contracts only',
  },
  { folder: 'src/app', imports: ['src'], types: CONTRACTS, rule: 'app imports src and types of contracts only' },
  { folder: 'src/main.tsx', imports: ['src'], rule: 'main.tsx imports src only' },

  // The workers. DATA_ORDER has the rows for the folders of workers/data.
  {
    folder: 'workers/data.api.ts',
    imports: ['src/core'],
    types: ['workers/data/*/*.api.ts'],
    rule: 'data.api.ts imports core and types of the contracts in workers/data only',
  },
  {
    folder: 'workers/data.worker.ts',
    imports: ['workers/data', 'workers/data.api.ts', 'src/core'],
    rule: 'data.worker.ts imports workers/data, its contract and core only',
  },
  {
    folder: 'workers/data/*/*.methods.ts',
    imports: ['workers/data', 'src/core'],
    rule: 'the methods of a domain import workers/data and core only',
  },
  { folder: 'workers/model.api.ts', imports: ['src/core'], rule: 'model.api.ts imports core only' },
  {
    folder: 'workers/model.worker.ts',
    imports: ['workers/runtime', 'workers/model.api.ts', 'src/core'],
    rule: 'model.worker.ts imports workers/runtime, its contract and core only',
  },
  {
    folder: 'workers/runtime',
    imports: ['workers/model.api.ts', 'src/core'],
    rule: 'workers/runtime imports model.api.ts and core only',
  },
  { folder: 'workers/gpu.api.ts', imports: ['src/core'], rule: 'gpu.api.ts imports core only' },
  {
    folder: 'workers/gpu.worker.ts',
    imports: ['workers/gpu', 'workers/gpu.api.ts', 'src/core'],
    rule: 'gpu.worker.ts imports workers/gpu, its contract and core only',
  },
  {
    folder: 'workers/gpu',
    imports: ['workers/gpu.api.ts', 'src/core'],
    rule: 'workers/gpu imports gpu.api.ts and core only',
  },
  { folder: 'workers/sw.ts', imports: [], rule: 'the service worker imports no file' },

  // Node.js.
  {
    folder: 'cli',
    imports: ['workers/runtime', 'src/core'],
    rule: 'the command line imports core and workers/runtime only',
  },
  {
    folder: 'bench',
    imports: ['scripts', 'workers', 'src/core'],
    rule: 'bench imports scripts, workers and core only',
  },
  { folder: 'scripts', imports: [], rule: 'scripts import scripts only' },
];

/**
 * The layers of workers/data, from bottom to top. A name may import itself, the lines before its own, and the
 * contracts' types of its own line. A contract may import only types of contracts, of its own line and of earlier ones.
 * Files named *.methods.ts are above all layers: their rows are in FOLDERS and CLOSED.
 */
export const DATA_ORDER = [
  ['failures.ts'],
  ['lazyMethods.ts'],
  ['storage', 'files'],
  ['jobs'],
  ['log'],
  ['models'],
  ['clients'],
  ['scoring'],
  ['offers'],
  ['context.ts'],
  ['card', 'imports', 'rescoring', 'insights', 'exports', 'modelImport', 'monitoring'],
];

/** What all folders of workers/data may import from outside workers/data. */
export const DATA_BASE = ['workers/runtime', 'workers/model.api.ts', 'workers/gpu.api.ts', 'src/core'];

/** Files of `to` must not import `files` (apart from `except`), even where the tables above allow it. */
export const CLOSED = [
  {
    files: ['src/core/onnx', 'src/core/trees', 'src/core/csv'],
    except: ['src/core/csv/choices.ts', 'src/core/csv/report.ts'],
    to: PAGE,
    rule: 'reading files is the work of the workers',
  },
  {
    files: ['workers/runtime/session.ts', 'workers/runtime/calculator.ts'],
    except: [],
    to: ['workers/data', 'workers/data.worker.ts'],
    rule: 'the data worker loads no ONNX Runtime',
  },
  {
    files: ['workers/data/*/*.methods.ts'],
    except: [],
    to: ['workers/data'],
    rule: 'only data.worker.ts imports the methods of a domain',
  },
];

/** Only `doors` may import `libraries`. A library without a row must not be imported. */
export const LIBRARIES = [
  {
    libraries: ['react', 'react-dom', 'react-router', '@mui/material', '@tanstack/react-virtual'],
    doors: PAGE,
    rule: 'only the page draws',
  },
  { libraries: ['@fontsource-variable/inter'], doors: ['src/main.tsx'], rule: 'the font is loaded once' },
  { libraries: ['i18next'], doors: ['src/i18n'], rule: 'i18n translates' },
  {
    libraries: ['chart.js', 'react-chartjs-2'],
    doors: ['src/ui/charts/chartJs.ts'],
    rule: 'charts go through one component',
  },
  { libraries: ['workbox-window'], doors: ['src/app/offline.ts'], rule: 'one file talks to the service worker' },
  {
    libraries: ['workbox-core', 'workbox-precaching'],
    doors: ['workers/sw.ts'],
    rule: 'the library belongs to the service worker',
  },
  {
    libraries: ['comlink'],
    doors: ['src/data/connection.ts', 'src/data/useQuery.ts', 'workers', 'bench'],
    rule: 'the page talks to workers through its connection',
  },
  { libraries: ['dexie'], doors: ['workers/data/storage/database.ts'], rule: 'one file opens the database' },
  { libraries: ['pako'], doors: ['src/core/csv/gunzip.ts'], rule: 'one file unpacks gzip' },
  {
    libraries: ['papaparse'],
    doors: ['workers/data/imports/problemsCsv.ts', 'bench/harness/papa.ts'],
    rule: 'one file writes CSV with Papa Parse',
  },
  // Each build of ONNX Runtime has its own row, because two builds must not share a worker.
  {
    libraries: ['onnxruntime-web/wasm'],
    doors: ['workers/runtime/session.ts'],
    rule: 'one file runs ONNX Runtime on the processor',
  },
  {
    libraries: ['onnxruntime-web/webgpu'],
    doors: ['workers/gpu/session.ts'],
    rule: 'one file runs ONNX Runtime on the GPU',
  },
  {
    libraries: ['protobufjs/minimal.js'],
    doors: ['src/core/onnx/wire/protobuf.ts'],
    rule: 'one file reads and writes protobuf',
  },
  {
    libraries: ['valibot'],
    doors: ['src/core', 'workers/data', 'cli'],
    rule: 'data are validated in core, workers/data and cli',
  },
  { libraries: ['node:'], doors: ['cli', 'bench', 'scripts'], rule: 'only the command line and tools run in Node.js' },
  { libraries: ['vite', 'playwright'], doors: ['bench', 'scripts'], rule: 'the library belongs to the tools' },
  { libraries: ['assemblyscript'], doors: ['scripts/kernel.mjs'], rule: 'one file compiles the kernels' },
];
