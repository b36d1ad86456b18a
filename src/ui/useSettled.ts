import { useEffect, useRef, useState } from 'react';

const WALKING_MS = 150;

/** The latest value; while values change faster than one can read (a held arrow key), the last one once it rests. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const changedAt = useRef(0);
  useEffect(() => {
    const now = performance.now();
    const pause = now - changedAt.current > WALKING_MS ? 0 : WALKING_MS;
    changedAt.current = now;
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
