/** Where `bundleWorker.ts` puts the data worker, and whence tests start it. */
export const BUNDLE = { folder: 'node_modules/.tests', file: 'dataWorker.js' };
