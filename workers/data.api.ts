import type { ImportChoices } from '../src/core/csv/choices.ts';
import type { RowProblem } from '../src/core/csv/report.ts';
import type { Failure } from '../src/core/failures.ts';
import type { Product } from '../src/core/offers.ts';
import type { Segment } from '../src/core/segments.ts';
import type {
  ClientCard,
  ClientChanges,
  ClientsCsvOptions,
  ClientsFilter,
  ClientsPage,
  ClientsQuery,
  FeatureChange,
  PastForecast,
  Simulation,
} from './clients.api.ts';
import type { Engine, EngineState, EngineTrial } from './engines.api.ts';
import type { ColumnReport, ImportPreview, ImportRecord } from './imports.api.ts';
import type { Beeswarm, Dependence, FeatureCurve, InsightRun, InsightScope, Insights } from './insights.api.ts';
import type { Job } from './jobs.api.ts';
import type { LogDetails, LogPage, LogQuery, Monitoring, TimeRange } from './log.api.ts';
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
   * How a file would be imported with these choices (null = those remembered for its header, else none), judged by its first megabyte.
   * Throws `FileUnreadable`, and `ModelMissing` or `ModelCorrupt` when there are no features to match columns with.
   */
  importPreview(file: File, choices: ImportChoices | null): Promise<ImportPreview>;
  /**
   * Starts an import and answers with its id once it is registered; `imports` and `watch` follow it. The choices are remembered for
   * files with the same header; null = the remembered ones, else guesses. A handle is kept until the import has ended well, to run it
   * again. Throws `Locked` while another import runs, in any tab, and `ModelMissing` or `ModelCorrupt` when there is nothing to score with.
   */
  importStart(file: File, choices: ImportChoices | null, handle: FileSystemFileHandle | null): Promise<number>;
  /**
   * Runs an import that did not end well again: with its own choices when the file has the same name and size, else with those that are
   * remembered for the file's header. The old record gives way to the new one. Throws as `importStart`, and `NotFound`.
   */
  importAgain(importId: number, file: File, handle: FileSystemFileHandle | null): Promise<number>;
  /** The file of an import that did not end well, when the browser still knows it; the page asks for permission to read it. */
  importHandle(importId: number): Promise<FileSystemFileHandle | null>;
  /** Gives an import another name; an empty one brings the file's name back. Throws `NotFound`, and `Locked` while it runs. */
  importRename(importId: number, name: string): Promise<void>;
  /** Imports the demo clients that ship with the app. */
  seed(): Promise<number>;
  /** Stops a running import; nothing of it stays. */
  importCancel(importId: number): Promise<void>;
  /** All imports, newest first. */
  imports(): Promise<ImportRecord[]>;
  /** Rejected rows (at most `REJECTIONS_KEPT`) and other problems (at most `PROBLEMS_KEPT`), in file order. */
  importProblems(importId: number): Promise<RowProblem[]>;
  /** What was found column by column, for each feature of the import's model; null for imports of earlier versions of the app. */
  importColumns(importId: number): Promise<ColumnReport[] | null>;
  /** Its problems as a CSV file: line, column, value, reason. */
  importProblemsCsv(importId: number): Promise<Blob>;
  /**
   * Its rejected rows as a CSV file to be mended and imported again: the header of its file after the columns `rejected_line` and
   * `rejected_reason`, which an import leaves out, and the rows cell by cell, `rejectedRowsKept` of them. Of an import that kept none: line,
   * column, value, reason.
   */
  importRejectedCsv(importId: number, language: 'ru' | 'en'): Promise<Blob>;
  /** What was found column by column as a CSV file: figures in English notation, shares 0…1. */
  importColumnsCsv(importId: number): Promise<Blob>;
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
  /** What changed in a client's values with an import, against the import before; null when it did not bring the client. */
  clientChanges(clientId: string, importId: number): Promise<ClientChanges | null>;
  /**
   * The clients that a filter leaves as a CSV file: written to `handle` piece by piece, else answered as a Blob. In the order of the filter;
   * with reasons, more than 100,000 clients in the order in which they are stored. Null when it was cancelled;
   * `watch` follows it as an `Job`. Throws `Locked` while another one of this tab runs, `Refused` with a `ClientsCsvProblem`, and,
   * when reasons are asked for, `NoCovers` and the model's errors.
   */
  clientsCsv(
    filter: ClientsFilter,
    options: ClientsCsvOptions,
    handle: FileSystemFileHandle | null,
  ): Promise<Blob | 'written' | null>;
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
   * `insightStart`, `Refused` when clients, model or segments change meanwhile, and `Locked` while an `Job` of this tab runs. Null
   * when it was cancelled; `watch` follows it.
   */
  contributionsCsv(scope: InsightScope): Promise<Blob | null>;
  /**
   * Counts the covers of a model that came without them from the stored clients, so that its forecasts can be explained against that
   * background; forecasts stay the same bit for bit. Counting again counts anew. Throws `Refused` with a `CountCoversProblem`, `Locked`
   * while an import, a re-scoring, or an `Job` of this tab runs, and the model's errors. Null when it was cancelled; `watch`
   * follows it.
   */
  countCovers(version: string): Promise<ModelListing | null>;
  /** The job of this tab that runs, or the last one; null when there was none. */
  job(): Promise<Job | null>;
  /** Stops a running one; nothing of it stays. */
  jobCancel(): Promise<void>;

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
  | { kind: 'job'; job: Job }
  /** It is known of more clients which products fit them: of the share `known`, 0…1. At most once a second, and at the end. */
  | { kind: 'fits'; known: number }
  | { kind: 'log' };
