/** A message to a model worker, as far as the gate reads it. */
type Call = { type?: string; path?: string[]; argumentList?: { value?: unknown }[] };

/** The gate between the data worker and its model workers. */
export type ModelGate = {
  /** Lets `passing` more calls through and holds those after them. */
  close(passing: number): void;
  /** Lets everything through again, the held calls first. */
  open(): void;
  held(): number;
};

/**
 * Installs the gate in a data worker. A test can then stop work for many clients half-way, however fast or slow the
 * machine is. Calls for a single client, which a card needs, pass a closed gate. The function must not use outer names:
 * Playwright sends it into the worker as text.
 */
export function installModelGate(): ModelGate {
  const NUMBERS_OF_ONE_CLIENT = 1_000;
  const post = Worker.prototype.postMessage as (this: Worker, message: unknown, rest?: unknown) => void;
  const waiting: (() => void)[] = [];
  let passing = Number.POSITIVE_INFINITY;

  const isForMany = ({ type, path, argumentList }: Call) => {
    if (type !== 'APPLY' || !['predict', 'explain'].includes(path?.[0] ?? '')) return false;
    const matrix = argumentList?.[0]?.value;
    return matrix instanceof Float32Array && matrix.length > NUMBERS_OF_ONE_CLIENT;
  };
  Worker.prototype.postMessage = function (this: Worker, message: unknown, rest?: unknown) {
    if (isForMany(message as Call) && passing-- <= 0) waiting.push(() => post.call(this, message, rest));
    else post.call(this, message, rest);
  };
  return {
    close(calls) {
      passing = calls;
    },
    open() {
      passing = Number.POSITIVE_INFINITY;
      for (const pass of waiting.splice(0)) pass();
    },
    held: () => waiting.length,
  };
}
