/** Pieces of work in progress, only as many as keep the workers busy, so that memory stays bounded. */
export type WorkQueue = {
  /**
   * Starts a piece and waits while too many are in progress. Rejects with the first error of any piece, and once the
   * work is cancelled.
   */
  take(piece: () => Promise<void>): Promise<void>;
  /**
   * Aborted when the work is cancelled, and by its first error, which is the reason: the remaining pieces are not
   * needed.
   */
  readonly signal: AbortSignal;
};

/** Workers that `close` ends; their calls then reject. */
type ClosablePool = { workers: number; close(): void };

/**
 * Works on a pool: `work` queues its pieces; this function waits for all of them and closes the pool, at once when the
 * work is cancelled. Once it settles, nothing is in progress any more.
 * @param pool belongs to this function from now on
 * @param options `ahead`: pieces in progress beyond one per worker, so that a free worker finds the next one ready
 * @throws the first error of `work` or of any piece; the reason of the signal
 */
export async function withPool<Answer>(
  pool: ClosablePool,
  { signal, ahead }: { signal: AbortSignal; ahead: number },
  work: (queue: WorkQueue) => Promise<Answer>,
): Promise<Answer> {
  const queue = createQueue(pool.workers + ahead);
  const cancel = () => {
    queue.stop(signal.reason);
    pool.close();
  };
  signal.addEventListener('abort', cancel);
  try {
    signal.throwIfAborted();
    const answer = await work(queue);
    await queue.settle();
    queue.signal.throwIfAborted();
    return answer;
  } catch (error) {
    queue.stop(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    pool.close();
    await queue.settle();
  }
}

function createQueue(limit: number) {
  const underWay = new Set<Promise<void>>();
  const stopped = new AbortController();
  const { signal } = stopped;
  const stop = (reason: unknown) => stopped.abort(reason);

  return {
    signal,
    stop,
    async take(piece: () => Promise<void>): Promise<void> {
      signal.throwIfAborted();
      const working = piece().catch(stop);
      underWay.add(working);
      void working.finally(() => underWay.delete(working));
      while (underWay.size >= limit) await Promise.race(underWay);
      signal.throwIfAborted();
    },
    /** Waits until nothing is in progress. */
    async settle(): Promise<void> {
      await Promise.all(underWay);
    },
  };
}
