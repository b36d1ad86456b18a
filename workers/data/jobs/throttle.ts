/** Calls `call` at most once every `everyMs`, the first time `everyMs` from now; calls in between are dropped. */
export function throttle(everyMs: number, call: () => void): () => void {
  let last = Date.now();
  return () => {
    const now = Date.now();
    if (now - last < everyMs) return;
    last = now;
    call();
  };
}
