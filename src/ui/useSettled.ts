import { useEffect, useRef, useState } from 'react';

const WALKING_MS = 150;

/** The latest value. While values change fast (a held arrow key), only the last one, after a pause. */
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
