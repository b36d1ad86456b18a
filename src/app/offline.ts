import { useEffect, useState } from 'react';
import { Workbox } from 'workbox-window';

export type Offline =
  /** The browser has no service workers here, or rejected ours. */
  | { state: 'none' }
  | { state: 'preparing' }
  | { state: 'ready' }
  /** A newer version is installed and waits; `update` activates it and reloads the page. */
  | { state: 'update'; update: () => void };

let present: Offline = { state: 'preparing' };
const listeners = new Set<(offline: Offline) => void>();

function become(offline: Offline): void {
  present = offline;
  for (const listener of listeners) listener(offline);
}

/** Registers the service worker after the page has loaded, so that it does not compete with the first screen. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) {
    become({ state: 'none' });
    return;
  }
  const workbox = new Workbox('./sw.js');
  workbox.addEventListener('activated', () => become({ state: 'ready' }));
  workbox.addEventListener('waiting', () => {
    const update = () => {
      workbox.addEventListener('controlling', () => location.reload());
      workbox.messageSkipWaiting();
    };
    become({ state: 'update', update });
  });
  const register = async () => {
    try {
      const registration = await workbox.register();
      if (registration?.active && !registration.waiting) become({ state: 'ready' });
    } catch {
      become({ state: 'none' });
    }
  };
  if (document.readyState === 'complete') void register();
  else addEventListener('load', () => void register(), { once: true });
}

export function useOffline(): Offline {
  const [offline, setOffline] = useState(present);
  useEffect(() => {
    setOffline(present);
    listeners.add(setOffline);
    return () => {
      listeners.delete(setOffline);
    };
  }, []);
  return offline;
}
