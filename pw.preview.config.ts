import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';
export default defineConfig({ ...base, outputDir: '/tmp/pv/results', use: { ...base.use, baseURL: 'http://localhost:4377/' }, webServer: undefined as never });
