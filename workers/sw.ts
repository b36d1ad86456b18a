import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';

/**
 * The service worker: precaches the whole app, model and demo clients included, so that after one visit nothing is
 * needed from the network. A new version waits until the page says so: never under a running import.
 */
declare const self: ServiceWorkerGlobalScope;

// The hash router keeps every screen at one document; `?lang=` and the like must not miss it.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();
clientsClaim();

self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
