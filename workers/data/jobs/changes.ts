/** Kinds of shared data that may change. */
export type DataChange = 'clients' | 'offers' | 'models' | 'engine' | 'log';

/** Where the change happened. This worker catches up with another tab before it announces the change. */
export type Origin = 'here' | 'other-tab';

/**
 * Tells this worker's services about changes. `Notifications` tells the page and the other tabs; no service depends on
 * it.
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
