import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { BUNDLE } from './bundlePlace.ts';

/**
 * Bundles the data worker before the browser tests, as the app ships it: from the development server, each tab of a
 * test would fetch some two hundred modules and take four times as long.
 */
export async function setup(project: TestProject): Promise<void> {
  await bundle();
  project.onTestsRerun(bundle);
}

async function bundle(): Promise<void> {
  await build({
    configFile: false,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      outDir: BUNDLE.folder,
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      assetsInlineLimit: 0,
      rollupOptions: {
        input: 'tests/data/gatedDataWorker.ts',
        output: { entryFileNames: BUNDLE.file },
      },
    },
  });
}
