import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';

/**
 * The service worker: precaches the whole app, model and demo clients included, so that the app needs no network after
 * one visit. A new version waits for the page's signal, so that it never interrupts an import.
 */
declare const self: ServiceWorkerGlobalScope;

// The hash router keeps every screen at one document; query parameters such as `?lang=` must not miss the cache.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();
clientsClaim();

// The runtime of WebGPU is 27 MB and few users need it, so it is not precached: the first use fetches and caches it.
// Its name contains a hash, so a cached file never changes; another version replaces it.
const GPU_RUNTIME = /\.asyncify-[\w-]+\.wasm$/;
const GPU_CACHE = 'gpu-runtime';

self.addEventListener('fetch', (event) => {
  if (GPU_RUNTIME.test(new URL(event.request.url).pathname)) event.respondWith(loadGpuRuntime(event));
});

async function loadGpuRuntime(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const cache = await caches.open(GPU_CACHE);
  const cached = await cache.match(request);
  if (cached) return cached;
  const response = await fetch(request);
  if (response.ok) event.waitUntil(save(cache, request, response.clone()));
  return response;
}

/**
 * Saves the runtime in place of an outdated one. On a full disk nothing is saved, and the next use fetches it again.
 */
async function save(cache: Cache, request: Request, response: Response): Promise<void> {
  try {
    const outdated = await cache.keys();
    await cache.put(request, response);
    await Promise.all(outdated.map((other) => cache.delete(other)));
  } catch {}
}

self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
