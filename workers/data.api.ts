import type { CsvSchema, FileProblem, RowProblem } from '../src/core/csv/report.ts';
import type { Explanation, IncomeInterval } from '../src/core/explanation.ts';
import type { Failure } from '../src/core/failures.ts';
import type { FeatureValue, Offer, Product } from '../src/core/offers.ts';
import type { Segment } from '../src/core/segments.ts';
import type { Engine, EngineState, EngineTrial } from './engines.api.ts';
import type {
  Background,
  Beeswarm,
  Dependence,
  FeatureCurve,
  InsightRun,
  InsightScope,
  Insights,
} from './insights.api.ts';
import type { ModelCard, ModelCheck, ModelDraft, ModelListing, Rescoring } from './models.api.ts';

/**
 * The data worker: the office. It owns every fact; one method for each thing the product can do. Read as a list, it is
 * the product.
 *
 * Bad data is a value (`RowProblem`, `ImportRecord.failure`). Broken machinery throws an `Error` whose `name` is one of
 * `FailureName`; the screens have the words for each.
 */
export type DataApi = {
  /** Opens the database and reads the model's contract, without starting the model. Call it first, with the page's `document.baseURI`. */
  open(appUrl: string): Promise<AppState>;
  /** `listener` hears of every change, in this tab or another. It replaces an earlier listener. */
  watch(listener: (event: DataEvent) => void): Promise<void>;

  /**
   * A model's contract: features with titles, metrics, reference figures; the active model's without a version. Throws `ModelMissing`
   * for a version that is neither shipped nor kept, and `ModelCorrupt`.
   */
  model(version?: string): Promise<ModelCard>;
  /** All models that can be made active: those that ship, then those kept here, in the order of their names. */
  models(): Promise<ModelListing[]>;
  /**
   * Makes another model the active one, here and in all tabs. Forecasts that were made stay, each with the version that made it, until
   * `rescoreStart`. Throws `Locked` while an import or a re-scoring runs, `NotFound`, `ModelMissing`, `ModelCorrupt`.
   */
  modelActivate(version: string): Promise<void>;
  /**
   * Reads a dropped model file: one of ours whole, or another library's trees, whose features are named by the file itself or by
   * `featureList`: a text with one name a line, or a CSV file whose header gives the order. Nothing is kept yet; a second call
   * forgets the first. Throws `ModelCorrupt` saying what is wrong with the file, or `Refused` with a `ModelDraftProblem`.
   */
  modelOpen(file: File, featureList: File | null): Promise<ModelDraft>;
  /**
   * Forecasts the rows of a CSV file with the opened model and compares with a column of the file itself. Throws `Refused` with a
   * `ModelCheckProblem`, and the model's errors.
   */
  modelCheck(rows: File, column: string): Promise<ModelCheck>;
  /** Keeps the opened model under a name, beside those that ship. Throws `Refused` with a `ModelKeepProblem`, `StorageFull`. */
  modelKeep(name: string): Promise<ModelListing>;
  /** Removes a kept model; forecasts that it made stay. Throws `Refused` with a `ModelRemoveProblem`, `NotFound`. */
  modelRemove(version: string): Promise<void>;
  /**
   * Forecasts all stored clients anew with the active model; `watch` follows it. Until its end, and when it is cancelled or fails, the
   * old forecasts stay visible. Throws `Locked` while an import or another re-scoring runs, in any tab.
   */
  rescoreStart(): Promise<void>;
  /** Stops a running re-scoring; nothing of it stays. */
  rescoreCancel(): Promise<void>;
  /** What computes the forecasts of many clients, here and in all tabs of this browser. */
  engine(): Promise<EngineState>;
  engineChoose(engine: Engine): Promise<void>;
  /**
   * Lets both engines forecast stored clients for half a second each; WebGPU is chosen when it proves faster, and left when not. The first
   * time it fetches 27 MB. Throws `Locked` while an import or a re-scoring runs, `Refused` with an `EngineTrialProblem`.
   */
  engineTrial(): Promise<EngineTrial>;
  /** The running re-scoring of any tab, or the last one of this tab; null when there was none. */
  rescoring(): Promise<Rescoring | null>;

  /**
   * Starts an import and answers with its id once it is registered; `imports` and `watch` follow it. Throws `Locked` while
   * another import runs, in any tab, and `ModelMissing` or `ModelCorrupt` when there is nothing to score with.
   */
  importStart(file: File): Promise<number>;
  /** Imports the demo clients that ship with the app. */
  seed(): Promise<number>;
  /** Stops a running import; nothing of it stays. */
  importCancel(importId: number): Promise<void>;
  /** All imports, newest first. */
  imports(): Promise<ImportRecord[]>;
  /** Rejected rows (at most `REJECTIONS_KEPT`) and other problems (at most `PROBLEMS_KEPT`), in file order. */
  importProblems(importId: number): Promise<RowProblem[]>;
  /** The same as a CSV file: line, column, value, reason. */
  importProblemsCsv(importId: number): Promise<Blob>;
  /**
   * Removes an import with its clients, its scores and the space they take; older imports of the same clients reappear.
   * The log keeps what was forecast. Throws `Locked` while another tab is running it.
   */
  importDelete(importId: number): Promise<void>;

  /** One page of the list. */
  clients(query: ClientsQuery): Promise<ClientsPage>;
  /** Where a client stands in the list that a filter leaves, from 0; −1 when it leaves the client out. */
  clientPosition(clientId: string, filter: ClientsFilter): Promise<number>;
  /** Everything about one client; null when there is no such client. */
  card(clientId: string): Promise<ClientCard | null>;
  /** Forecasts a stored client anew with the active model and logs it. */
  predict(clientId: string): Promise<PastForecast>;
  /** Forecasts a client with some values changed and logs it as a simulation. Nothing stored changes. */
  simulate(clientId: string, changes: FeatureChange[]): Promise<Simulation>;

  /**
   * How a stored client's forecast would move along one feature; null when there is no such client. It is a picture of the model, not a
   * request: the log has nothing of it. Throws `Refused` with an `InsightProblem` for an unknown feature, and the model's errors.
   */
  featureCurve(clientId: string, feature: string): Promise<FeatureCurve | null>;
  /**
   * Explains the clients of a scope with the active model; `watch` follows it. Replaces the run before. Throws `Refused` with an
   * `InsightProblem`, `NoCovers`, and the model's errors. A run under which clients, model or segments change fails.
   */
  insightStart(scope: InsightScope): Promise<void>;
  /** Stops a running one; what the run before it found is gone. */
  insightCancel(): Promise<void>;
  /** The run of this tab, running or ended; null when there was none, or the clients, the active model or the segments changed since. */
  insightRun(): Promise<InsightRun | null>;
  /** What the last finished run found; null when there is none, or the clients, the active model or the segments changed since. */
  insights(): Promise<Insights | null>;
  /** The dots of the features that matter most. */
  beeswarm(features: number): Promise<Beeswarm | null>;
  /** `colourFeature` null = the feature that interacts most with it is not looked for, dots have one colour. */
  dependence(feature: number, colourFeature: number | null): Promise<Dependence | null>;
  /**
   * The contributions of every client of a scope as a CSV file: id, forecast, base value, a column for each feature. Throws as
   * `insightStart`, and `Refused` when clients, model or segments change meanwhile.
   */
  contributionsCsv(scope: InsightScope): Promise<Blob>;
  /**
   * Counts the covers of a model that came without them from the stored clients, so that its forecasts can be explained against that
   * background; forecasts stay the same bit for bit. Counting again counts anew. Throws `Refused` with a `CountCoversProblem`, `Locked`
   * while an import or a re-scoring runs, and the model's errors.
   */
  countCovers(version: string): Promise<ModelListing>;

  segments(): Promise<Segment[]>;
  /** Replaces all segments, since gaps and overlaps are properties of the whole list. Throws `Refused`. */
  saveSegments(segments: Segment[]): Promise<Segment[]>;
  products(): Promise<Product[]>;
  /** Replaces the product with the same id, or adds one: at `position` in the order of offers, else last. Throws `Refused`. */
  saveProduct(product: Product, position?: number): Promise<Product[]>;
  removeProduct(productId: string): Promise<Product[]>;
  /** Brings the shipped segments and products back. */
  resetAdministration(): Promise<void>;

  /** One page of the log, newest first. */
  log(query: LogQuery): Promise<LogPage>;
  /** Everything recorded about one request; null when there is no such entry. */
  logEntry(entryId: number): Promise<LogDetails | null>;
  monitoring(range: TimeRange): Promise<Monitoring>;
};

/** `Refused` carries a JSON `SegmentProblem`, `ProductProblem`, `ChangeProblem` or a problem of `models.api.ts` as its message. */
export type { Failure };

export type AppState = {
  clients: number;
  /** Imports that a closed tab or a crash cut off, found and cleaned up by this start. */
  interrupted: number[];
  /** Why the model cannot be used, or null. Stored data stay readable either way. */
  modelFailure: Failure | null;
};

export type DataEvent =
  /** The import's record changed: progress at most 10 times a second, and every change of state. `elsewhere`: in another tab. */
  | { kind: 'import'; record: ImportRecord; elsewhere: boolean }
  /** The set of visible clients changed. */
  | { kind: 'clients'; clients: number }
  | { kind: 'administration' }
  /** The active model or the list of models changed. */
  | { kind: 'models' }
  /** What computes many forecasts changed, or failed. */
  | { kind: 'engine' }
  /** Progress at most 10 times a second, and every change of state. */
  | { kind: 'rescoring'; rescoring: Rescoring }
  /** Progress of explaining many clients in this tab, at most 10 times a second, and every change of state. */
  | { kind: 'insights'; run: InsightRun }
  | { kind: 'log' };

// Imports ------------------------------------------------------------------------------------------------------------

/** `interrupted`: the tab was closed or crashed in the middle; nothing of the import was kept. */
export type ImportState = 'pending' | 'ready' | 'failed' | 'cancelled' | 'interrupted';
export type ImportSource = 'file' | 'demo';

export type ImportRecord = {
  id: number;
  source: ImportSource;
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
  /** The model of the import itself; a re-scoring leaves them as they are. */
  modelName: string | null;
  modelVersion: string | null;
  /** What made the forecasts; null before its end, and for imports of earlier versions of the app. */
  engine: Engine | null;
  timings: ImportTimings;
};

export type ImportProgress = {
  doneBytes: number;
  totalBytes: number;
  rows: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
};

export type ImportCounts = {
  read: number;
  imported: number;
  rejected: number;
  /** Rows replaced by a later row of the same id in the same file. */
  duplicates: number;
  /** Imported clients that were known from an earlier import. */
  updated: number;
  /** Cells that are no number or no date where one is expected; they became missing. */
  unreadableCells: number;
  /** Cells with a category that the model does not know; missing for the model. */
  unseenCategories: number;
};

/** Milliseconds; the stages overlap, so they add up to more than `total`. */
export type ImportTimings = { parse: number; score: number; store: number; total: number };

/** Why a whole import failed: the file itself, or the machinery around it. */
export type ImportFailure = FileProblem | { kind: 'file-unreadable' } | { kind: 'machinery'; failure: Failure };

// Clients ------------------------------------------------------------------------------------------------------------

export type ClientsSort = 'id' | 'name' | 'income' | 'segment';

export type ClientsFilter = {
  /** Matches the beginning of an id or any part of a name, regardless of case; empty = everyone. */
  search: string;
  segmentIds: string[];
  minIncomeRub: number | null;
  maxIncomeRub: number | null;
  sort: ClientsSort;
  descending: boolean;
};

export type ClientsQuery = ClientsFilter & { offset: number; limit: number };

export type { IncomeInterval };

export type ClientRow = {
  id: string;
  name: string | null;
  incomeRub: number;
  /** Null when the model that made the forecast has no intervals. */
  interval: IncomeInterval | null;
  segmentId: string;
};

export type ClientsPage = {
  rows: ClientRow[];
  /** Clients that match the search and the filters. */
  matched: number;
  /** All clients. */
  total: number;
  /** Clients by segment that match everything but the segment filter. */
  segmentCounts: Record<string, number>;
};

export type ClientCard = {
  id: string;
  name: string | null;
  /** Date the features are of (`dt` in the file), as the file gives it. */
  asOf: string | null;
  importId: number;
  importSource: ImportSource;
  fileName: string;
  importedAt: number;
  forecast: {
    incomeRub: number;
    interval: IncomeInterval | null;
    modelName: string;
    modelVersion: string;
    madeAt: number;
    /** False when another model has become the active one since. */
    isByActiveModel: boolean;
  };
  /** Share of all stored clients with a lower forecast, 0…1. */
  percentile: number;
  segment: Segment;
  offers: Offer[];
  /** By the model that made the forecast, and by no other. */
  explanation: Explanation | { failure: Failure };
  /** What the explanation averages a hidden feature with; null without an explanation. */
  background: Background | null;
  /** What the model saw, in the order of the features of `model(valuesModel)`. */
  values: FeatureValue[];
  /**
   * Version of the model whose features `values` and `explanation` follow: the one that made the forecast when it can be had, else the
   * active one; null without any.
   */
  valuesModel: string | null;
  /** Every past forecast of this client, newest first. */
  history: PastForecast[];
};

export type ForecastSource = 'import' | 'rescoring' | 'card' | 'what-if';

export type PastForecast = {
  at: number;
  source: ForecastSource;
  incomeRub: number;
  interval: IncomeInterval | null;
  segmentId: string;
  modelVersion: string;
  isSimulation: boolean;
  /** The log entry with the details; null for a row of an import or of a re-scoring. */
  entryId: number | null;
};

/** `value`: a number, a category's text, or null for missing. Dates are days since 1970-01-01. */
export type FeatureChange = { feature: string; value: FeatureValue };

/** Why a change was refused. */
export type ChangeProblem = { kind: 'unknown-feature' | 'value-not-a-number' | 'value-not-text'; feature: string };

export type Simulation = {
  incomeRub: number;
  interval: IncomeInterval | null;
  segment: Segment;
  offers: Offer[];
  explanation: Explanation | { failure: Failure };
  modelVersion: string;
  latency: Latency;
};

// Log and monitoring -------------------------------------------------------------------------------------------------

/** Milliseconds a request spent in each stage. */
export type Latency = { encode: number; predict: number; explain: number; total: number };

export type LogQuery = {
  range: TimeRange;
  /** Exact client id; empty = all. */
  clientId: string;
  source: ForecastSource | null;
  status: 'ok' | 'error' | null;
  offset: number;
  limit: number;
};

/** `batch` stands for one chunk of an import or of a re-scoring: `requests` rows at once. */
export type LogEntry = {
  id: number;
  at: number;
  kind: 'single' | 'batch';
  requests: number;
  clientId: string | null;
  source: ForecastSource;
  isSimulation: boolean;
  status: 'ok' | 'error';
  failure: Failure | null;
  incomeRub: number | null;
  interval: IncomeInterval | null;
  segmentId: string | null;
  latencyMs: number;
  modelVersion: string | null;
  importId: number | null;
};

export type LogPage = { entries: LogEntry[]; matched: number };

/** `inputs` is exactly what the model saw, by column name; for a batch the inputs are the import's chunk. */
export type LogDetails = LogEntry & {
  latency: Latency;
  inputs: Record<string, FeatureValue> | null;
  changes: FeatureChange[];
};

/** Milliseconds since 1970; `from` inclusive, `to` exclusive. */
export type TimeRange = { from: number; to: number };

export type Monitoring = {
  range: TimeRange;
  /** An imported row counts as one request. */
  requests: number;
  simulations: number;
  uniqueClients: number;
  errors: number;
  errorsByName: Record<string, number>;
  /** Of single requests; null when there were none. */
  latency: { p50Ms: number; p95Ms: number; count: number } | null;
  /** Of imported rows: milliseconds of scoring for one row, weighted by rows; null when there were none. */
  batchLatency: { p50Ms: number; p95Ms: number; rows: number } | null;
  byModelVersion: Record<string, number>;
  bySource: Record<ForecastSource, number>;
  /** Forecasts (simulations left out) by the segment they had when they were made. */
  bySegment: Record<string, number>;
  /** Requests over time in equal buckets. */
  timeline: { from: number; requests: number; simulations: number; errors: number }[];
  imports: {
    total: number;
    ready: number;
    failed: number;
    cancelled: number;
    interrupted: number;
    rejectedRows: number;
  };
};
