import { defineConfig } from 'vite';

const TOOLS = ['pack', 'score'];

/**
 * Builds the command line tools for Node, which cannot run TypeScript itself: `dist-cli/<tool>.js`. All of them, or
 * with `--mode <tool>` that one alone: another may be at work.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist-cli',
    emptyOutDir: false,
    rolldownOptions: {
      input: TOOLS.filter((tool) => mode === tool || !TOOLS.includes(mode)).map((tool) => `cli/${tool}.ts`),
    },
  },
}));
