import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs';
import { CSP_META, SECURITY_HEADERS } from './scripts/csp.mjs';

const MIB = 1024 * 1024;

/** Puts the policy into the built page only: the development server needs inline scripts. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CSP_META },
        injectTo: 'head-prepend',
      },
    ],
  };
}

const chromium = findChromium();

export default defineConfig({
  base: './',
  plugins: [
    react(),
    contentSecurityPolicy(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'workers',
      filename: 'sw.ts',
      injectRegister: false,
      registerType: 'prompt',
      injectManifest: {
        globPatterns: ['**/*.{html,js,mjs,css,wasm,onnx,json,csv,woff2,svg,png}'],
        // The runtime of WebGPU is 27 MB: workers/sw.ts keeps it once somebody has used it.
        globIgnores: ['**/*.asyncify-*.wasm'],
        maximumFileSizeToCacheInBytes: 16 * MIB,
      },
      manifest: {
        name: 'TunTunDohod',
        short_name: 'TunTunDohod',
        description: 'Income forecasting for a bank, entirely in the browser',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f6f7f7',
        theme_color: '#0b5f5b',
        icons: [
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
        ],
      },
    }),
  ],
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: { format: 'es' },
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  preview: { port: Number(process.env.PORT ?? 4173), strictPort: true, headers: SECURITY_HEADERS },
  test: {
    // Test files at a time: a test often waits for a worker, a disk or a timer.
    maxWorkers: 2,
    // Guards against what never ends, longer than the waits inside a test, which say what they waited for.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        // What the workers import, known from the start: no discovery, so no reload cuts into a test on a fresh machine.
        optimizeDeps: {
          noDiscovery: true,
          include: ['comlink', 'dexie', 'pako', 'papaparse', 'valibot', 'protobufjs/minimal.js'],
        },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts', 'tests/parity/**/*.test.ts'],
          globalSetup: 'tests/data/bundleWorker.ts',
          // After the node tests, so that no more than these share the cores.
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: CHROMIUM_FLAGS, ...(chromium ? { executablePath: chromium } : {}) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
