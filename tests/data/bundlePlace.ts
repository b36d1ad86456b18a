/** Where `bundleWorker.ts` puts the data worker and tests load it. */
export const BUNDLE = { folder: 'node_modules/.tests', file: 'dataWorker.js' };
