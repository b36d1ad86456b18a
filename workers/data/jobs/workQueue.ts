/** Jobs under way at once, as many as `limit`. After the first failure, or an abort, no more are taken. */
export type WorkQueue = {
  /** Starts a job and waits while too many are under way. Rejects with the first error of any job. */
  take(job: () => Promise<void>): Promise<void>;
  /** Waits for all. Rejects with the first error of any. */
  finish(): Promise<void>;
  /** Waits until nothing is under way any more, however it ended. */
  settle(): Promise<void>;
};

export function createWorkQueue(limit: number, signal: AbortSignal): WorkQueue {
  const underWay = new Set<Promise<void>>();
  let failure: { error: unknown } | null = null;

  function stopOnFailure() {
    if (failure) throw failure.error;
    signal.throwIfAborted();
  }
  async function settle() {
    await Promise.all(underWay);
  }

  return {
    async take(job) {
      stopOnFailure();
      const working = job().catch((error: unknown) => {
        failure ??= { error };
      });
      underWay.add(working);
      void working.finally(() => underWay.delete(working));
      while (underWay.size >= limit) await Promise.race(underWay);
      stopOnFailure();
    },
    async finish() {
      await settle();
      stopOnFailure();
    },
    settle,
  };
}
