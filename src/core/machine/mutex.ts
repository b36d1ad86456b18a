/**
 * Runs jobs one at a time, in the order of the calls. A job that fails rejects its own call and stops none of the
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
