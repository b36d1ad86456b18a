import type { ImportChoices } from '../../../src/core/csv/choices.ts';
import type { ReadingCounts } from '../../../src/core/csv/read/readingReport.ts';
import type { CsvSchema, FileProblem } from '../../../src/core/csv/report.ts';
import type { Failure } from '../../../src/core/failures.ts';
import type { Wmae } from '../../../src/core/metrics/metrics.ts';

/** `interrupted`: the tab was closed or crashed in the middle; nothing of the import was kept. */
export type ImportState = 'pending' | 'ready' | 'failed' | 'cancelled' | 'interrupted';
export type ImportSource = 'file' | 'demo';

export type ImportRecord = {
  id: number;
  source: ImportSource;
  /** The import's name: the file's name until the user renames it. */
  name: string;
  fileName: string;
  sizeBytes: number;
  state: ImportState;
  /** Milliseconds since 1970. */
  startedAt: number;
  finishedAt: number | null;
  progress: ImportProgress;
  counts: ImportCounts;
  /** How the file was read; null before its head has been looked at. */
  schema: CsvSchema | null;
  /** Why it failed; null unless `state` is `failed`. */
  failure: ImportFailure | null;
  /** The model of the import itself; a re-scoring does not change it. */
  modelName: string | null;
  modelVersion: string | null;
  /** The engine of the forecasts; null before the end, and for imports of earlier versions of the app. */
  engine: ForecastEngine | null;
  timings: ImportTimings;
  /** The user's choices in the preview. */
  choices: ImportChoices;
  /**
   * Bytes of its clients and forecasts in storage, which deleting the import frees; null for imports of earlier
   * versions of the app.
   */
  storedBytes: number | null;
  /** How the forecasts compare with the actual incomes of the file; null when it has none. */
  quality: ImportQuality | null;
  /**
   * Number of rejected rows stored whole: the first `REJECTIONS_KEPT`, in at most 32 MB. Absent before the import has
   * ended, and in imports of earlier versions of the app.
   */
  rejectedRowsKept?: number;
  /**
   * Whether the browser still knows the file of an unsuccessful import (`imports.getHandle`), so that the user need not
   * choose it again.
   */
  canRunAgain: boolean;
};

/** Forecasts compared with the file's actual incomes: `rows` clients, roubles. */
export type ImportQuality = { rows: number; wmae: Wmae; maeRub: number };

export type ImportProgress = {
  doneBytes: number;
  totalBytes: number;
  rows: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
};

/** Figures that may be absent are unknown for imports of earlier versions of the app. */
export type ImportCounts = Partial<
  Pick<ReadingCounts, 'records' | 'passedOver' | 'strayQuotes' | 'badBytes' | 'doubtfulNumbers' | 'mendedIds'>
> & {
  read: number;
  imported: number;
  rejected: number;
  /** Rows replaced by a later row of the same id in the same file. */
  duplicates: number;
  /** Imported clients that were known from an earlier import. */
  updated: number;
  /**
   * Updated clients whose values are the same as before: the forecast by the same model was taken over, not made again.
   */
  unchanged: number;
  /** Imported clients with an actual income in the file. */
  actualIncomes: number;
  /** Cells that are not the expected number or date; they became missing. */
  unreadableCells: number;
  /** Cells with a category that the model does not know; missing for the model. */
  unseenCategories: number;
};

/** Milliseconds; the stages overlap, so they add up to more than `total`. */
export type ImportTimings = { parse: number; score: number; store: number; total: number };

/** Why a whole import failed: the file itself, or the machinery around it. */
export type ImportFailure = FileProblem | { kind: 'file-unreadable' } | { kind: 'machinery'; failure: Failure };

/**
 * The engine for forecasts of many clients: the processor (WebAssembly) or the GPU (WebGPU). Both give the same bits.
 */
export type ForecastEngine = 'wasm' | 'webgpu';
