/** What may change under those who have asked for it. */
export type DataChange = 'clients' | 'offers' | 'models' | 'engine' | 'log';

/** Where something changed. This worker has caught up with another tab before it says so. */
export type Origin = 'here' | 'other-tab';

/**
 * Tells this worker's services that something changed. The page and the other tabs are told by `Notifications`, on
 * which no service depends.
 */
export type Changes = {
  announce(change: DataChange, origin?: Origin): void;
  subscribe(listener: (change: DataChange, origin: Origin) => void): void;
};

export function createChanges(): Changes {
  const listeners: Parameters<Changes['subscribe']>[0][] = [];
  return {
    announce(change, origin = 'here') {
      for (const listener of listeners) listener(change, origin);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
