/** Calls on at most once in so many milliseconds, the first time so long from now; calls in between are left out. */
export function throttle(everyMs: number, call: () => void): () => void {
  let last = Date.now();
  return () => {
    const now = Date.now();
    if (now - last < everyMs) return;
    last = now;
    call();
  };
}
