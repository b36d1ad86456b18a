import { useEffect, useEffectEvent } from 'react';
import { listen } from './connection.ts';
import { type Change, changeOf } from './questions.ts';

/** Calls `act` at each of these changes. For answers kept outside `useQuery`: `useChange(STALE_BY.engine.get, …)`. */
export function useChange(changes: readonly Change[], act: () => void): void {
  const onChange = useEffectEvent((change: Change | null) => {
    if (change !== null && changes.includes(change)) act();
  });
  useEffect(() => listen((event) => onChange(changeOf(event))), []);
}
