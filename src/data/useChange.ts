import { useEffect, useEffectEvent } from 'react';
import { listen } from './connection.ts';
import { type Change, changeOf } from './questions.ts';

/** Acts at each of these changes. For answers that `useQuery` does not keep: `useChange(STALE_BY.engine.get, …)`. */
export function useChange(changes: readonly Change[], act: () => void): void {
  const onChange = useEffectEvent((change: Change | null) => {
    if (change !== null && changes.includes(change)) act();
  });
  useEffect(() => listen((event) => onChange(changeOf(event))), []);
}
