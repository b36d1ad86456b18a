import type { CliIo } from './io.ts';

const EVERY_MS = 200;
const CLEAR_LINE = '\r\u001b[K';

export type Progress = {
  /** Tells how much of the file has been read so far. */
  readTo(bytes: number): void;
  addRows(count: number): void;
  /** Removes the line. */
  end(): void;
};

/** One line that is redrawn on a terminal; nothing elsewhere. `sizeBytes` 0 = unknown, as for a pipe. */
export function createProgress(
  { isTerminal, warn, now }: Pick<CliIo, 'isTerminal' | 'warn' | 'now'>,
  { sizeBytes, isShown }: { sizeBytes: number; isShown: boolean },
): Progress {
  const startedAt = now();
  let drawnAt = startedAt;
  let isDrawn = false;
  let bytes = 0;
  let rows = 0;
  const draw = () => {
    const time = now();
    if (!isTerminal || !isShown || time - drawnAt < EVERY_MS) return;
    drawnAt = time;
    isDrawn = true;
    const share = sizeBytes > 0 ? `${Math.min(100, Math.floor((bytes * 100) / sizeBytes))} %, ` : '';
    const perSecond = Math.round((rows * 1000) / (time - startedAt));
    warn(`${CLEAR_LINE}${share}${rows} clients, ${perSecond} a second`);
  };
  return {
    readTo(count) {
      bytes = count;
      draw();
    },
    addRows(count) {
      rows += count;
      draw();
    },
    end() {
      if (isDrawn) warn(CLEAR_LINE);
    },
  };
}
