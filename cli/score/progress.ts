import type { CliIo } from './score.ts';

const EVERY_MS = 200;
const CLEAR_LINE = '\r\u001b[K';

export type Progress = {
  /** How much of the file has been read by now. */
  readTo(bytes: number): void;
  addRows(count: number): void;
  /** Takes the line away. */
  end(): void;
};

/** One line on a person's screen, drawn again and again; nothing elsewhere. `sizeBytes` 0 = unknown, as of a pipe. */
export function createProgress({ isTerminal, warn }: CliIo, sizeBytes: number): Progress {
  const startedAt = performance.now();
  let shownAt = startedAt;
  let bytes = 0;
  let rows = 0;
  const show = () => {
    const now = performance.now();
    if (!isTerminal || now - shownAt < EVERY_MS) return;
    shownAt = now;
    const share = sizeBytes > 0 ? `${Math.min(100, Math.floor((bytes * 100) / sizeBytes))} %, ` : '';
    const perSecond = Math.round((rows * 1000) / (now - startedAt));
    warn(`${CLEAR_LINE}${share}${rows} clients, ${perSecond} a second`);
  };
  return {
    readTo(count) {
      bytes = count;
      show();
    },
    addRows(count) {
      rows += count;
      show();
    },
    end() {
      if (shownAt !== startedAt) warn(CLEAR_LINE);
    },
  };
}
