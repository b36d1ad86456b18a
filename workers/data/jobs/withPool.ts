/** Pieces of work under way at once, no more than keep the workers busy, so that memory stays bounded. */
export type WorkQueue = {
  /**
   * Starts a piece and waits while too many are under way. Rejects with the first error of any piece, and once the work
   * is cancelled.
   */
  take(piece: () => Promise<void>): Promise<void>;
  /**
   * Aborted when the work is cancelled and by its first error, which is the reason: what is still under way is not
   * wanted any more.
   */
  readonly signal: AbortSignal;
};

/** Workers that are ended by `close`; their calls reject then. */
type ClosablePool = { workers: number; close(): void };

/**
 * Works on a pool: `work` queues its pieces, all of them are waited for, and the pool is closed, at once when the work
 * is cancelled. When this settles nothing is under way any more, however it ended.
 * @param pool is this function's from now on
 * @param options `ahead` pieces are under way beyond one for each worker, so that the next ones are ready when a worker
 * is
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
    /** Waits until nothing is under way. */
    async settle(): Promise<void> {
      await Promise.all(underWay);
    },
  };
}
