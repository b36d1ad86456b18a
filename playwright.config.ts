import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './scripts/chromium.mjs';

const PORT = 4199;

/**
 * End-to-end tests run against the production build in real Chromiums, two files at a time: a test often waits for what is drawn. The
 * limits of time are guards against what never happens; how long a test takes is the machine's affair.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    actionTimeout: 60_000,
    baseURL: `http://localhost:${PORT}/`,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    // Otherwise each test fetches the whole offline copy of the app beside what it looks at.
    serviceWorkers: 'block',
    launchOptions: { executablePath: ensureChromium(), args: CHROMIUM_FLAGS },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: false,
  },
});
