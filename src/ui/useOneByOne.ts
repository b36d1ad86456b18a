import { startTransition, useEffect, useState } from 'react';

/** Counts up, a few frames apart: large things that appear at once would hold the page up. */
export function useOneByOne(count: number): number {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (shown >= count) return;
    const timer = setTimeout(() => startTransition(() => setShown(shown + 1)), 30);
    return () => clearTimeout(timer);
  }, [shown, count]);
  return shown;
}
