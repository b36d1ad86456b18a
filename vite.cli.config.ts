import { defineConfig } from 'vite';

/** Builds the command line tools for Node, which cannot run TypeScript itself: `dist-cli/<tool>.js`. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  build: { ssr: true, target: 'node20', outDir: 'dist-cli', rolldownOptions: { input: ['cli/pack.ts'] } },
});
