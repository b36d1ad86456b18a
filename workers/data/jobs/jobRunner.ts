import { failWith } from '../failures.ts';
import { throttle } from './throttle.ts';

/**
 * The lifecycle of long work, the same for every feature: a job starts, tells its progress at most ten times a second,
 * may be cancelled, and ends. A runner has at most one running job in this tab. `State` is what the page is told of a
 * job; only its `JobKind` looks into it. Most jobs count rows: `openRowsJobs` has a runner for them.
 */
export type JobRunner<State> = {
  /**
   * Starts a job and resolves with its end, a value: callers that do not wait leave no unhandled rejection.
   * @throws Busy while another job of the runner is running
   */
  start<Value>(state: State, work: (run: JobRun) => Promise<Value>): Promise<JobEnd<Value>>;
  /** Asks the running job to stop, and waits until it has. */
  cancel(): Promise<void>;
  /** The state of the running job or the last one; null when there was none. */
  getCurrent(): State | null;
};

/** How the runner handles the state of its jobs. */
export type JobKind<State> = {
  /** Tells the page, or all tabs, about the start, the progress and the end of a job. */
  notify(state: State): void;
  /** Writes rate and time left into the state, before progress is told. */
  measure(state: State, elapsedMs: number): void;
  /** Writes into the state how the job ended. */
  end(state: State, end: JobEnd<unknown>): void;
};

/** The input of a job's work, which writes its progress into the state itself. */
export type JobRun = {
  /**
   * Aborted when the job is cancelled; the work then rejects within a second. If the work resolves anyway, the job is
   * done.
   */
  signal: AbortSignal;
  /**
   * Called once the amount of work is known, if finding it took time: the rate counts from here. The page is told at
   * once.
   */
  begin(): void;
  /** Called after each piece of work, any number of times. */
  onProgress(): void;
};

export type JobEnd<Value> =
  | { state: 'done'; value: Value }
  | { state: 'cancelled' }
  | { state: 'failed'; error: unknown };

const NOTIFY_EVERY_MS = 100;

export function openJobRunner<State>({ notify, measure, end }: JobKind<State>): JobRunner<State> {
  let current: State | null = null;
  let running: { abort: AbortController; ended: Promise<unknown> } | null = null;

  async function run<Value>(
    state: State,
    signal: AbortSignal,
    work: (run: JobRun) => Promise<Value>,
  ): Promise<JobEnd<Value>> {
    let beganAt = Date.now();
    const notifyProgress = () => {
      measure(state, Date.now() - beganAt);
      notify(state);
    };
    let onProgress = throttle(NOTIFY_EVERY_MS, notifyProgress);
    const begin = () => {
      beganAt = Date.now();
      onProgress = throttle(NOTIFY_EVERY_MS, notifyProgress);
      notify(state);
    };
    notify(state);
    // Also turns an error thrown before the first await into the job's failure.
    const start = async () => work({ signal, begin, onProgress: () => onProgress() });
    let ended: JobEnd<Value>;
    try {
      ended = { state: 'done', value: await start() };
    } catch (error) {
      ended = signal.aborted ? { state: 'cancelled' } : { state: 'failed', error };
    }
    end(state, ended);
    running = null;
    notify(state);
    return ended;
  }

  return {
    start(state, work) {
      if (running) throw failWith('Busy', 'a job of this kind is running');
      const abort = new AbortController();
      current = state;
      const ended = run(state, abort.signal, work);
      running = { abort, ended };
      return ended;
    },
    async cancel() {
      running?.abort.abort();
      await running?.ended;
    },
    getCurrent: () => current,
  };
}
