const LIMIT_MS = 60_000;
const PAUSE_MS = 10;

/**
 * Waits until the result of `look` is as expected, and returns it. `look` may throw meanwhile.
 * @param isReached absent: until `look` returns something
 * @throws once the limit has passed, naming what was awaited and what was seen last
 */
export async function waitFor<Seen>(
  what: string,
  look: () => Seen | Promise<Seen>,
  isReached: (seen: Seen) => boolean = Boolean,
  limitMs = LIMIT_MS,
): Promise<Seen> {
  let last = 'nothing yet';
  const watch = async () => {
    for (const start = performance.now(); performance.now() - start < limitMs; ) {
      try {
        const seen = await look();
        if (isReached(seen)) return { seen };
        last = JSON.stringify(seen) ?? String(seen);
      } catch (error) {
        last = String(error);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return null;
  };
  // A `look` that never answers must not exceed the limit either.
  const limit = new Promise<null>((resolve) => setTimeout(() => resolve(null), limitMs));
  const reached = await Promise.race([watch(), limit]);
  if (!reached) throw new Error(`waited ${limitMs / 1000} s for ${what}; last seen: ${last}`);
  return reached.seen;
}
