/**
 * Runs jobs one after the other, in the order of the calls. A failed job rejects its own call and does not stop the
 * others.
 */
export type Mutex = <Answer>(job: () => Answer | Promise<Answer>) => Promise<Answer>;

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const answer = last.then(job);
    last = answer.catch(() => {});
    return answer;
  };
}
