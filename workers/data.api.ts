import type { Failure } from '../src/core/failures.ts';
import type { CardApi } from './data/card/card.api.ts';
import type { ClientsApi } from './data/clients/clients.api.ts';
import type { ExportsApi } from './data/exports/exports.api.ts';
import type { ImportsApi } from './data/imports/imports.api.ts';
import type { InsightRun, InsightsApi } from './data/insights/insights.api.ts';
import type { Job, JobsApi } from './data/jobs/jobs.api.ts';
import type { LogApi } from './data/log/log.api.ts';
import type { ModelImportApi } from './data/modelImport/modelImport.api.ts';
import type { ModelsApi } from './data/models/models.api.ts';
import type { MonitoringApi } from './data/monitoring/monitoring.api.ts';
import type { OffersApi } from './data/offers/offers.api.ts';
import type { Rescoring, RescoringApi } from './data/rescoring/rescoring.api.ts';
import type { EngineApi } from './data/scoring/engine.api.ts';
import type { ImportRecord } from './data/storage/importRecord.api.ts';

/**
 * API of the data worker, which owns all stored data: one method for each thing that the product can do.
 *
 * Bad data is a value (`RowProblem`, `ImportRecord.failure`). Broken machinery throws an `Error` whose `name` is one of
 * `FailureName`; the screens have the words for each.
 */
export type DataApi = {
  /**
   * Opens the database and reads the model's contract, without starting the model. Call it first, with the page's
   * `document.baseURI`.
   */
  open(appUrl: string): Promise<AppState>;
  /** Calls `listener` on every change, in this tab or another. It replaces an earlier listener. */
  watch(listener: (event: DataEvent) => void): Promise<void>;

  imports: ImportsApi;
  clients: ClientsApi;
  card: CardApi;
  insights: InsightsApi;
  exports: ExportsApi;
  models: ModelsApi;
  modelImport: ModelImportApi;
  rescoring: RescoringApi;
  engine: EngineApi;
  offers: OffersApi;
  log: LogApi;
  monitoring: MonitoringApi;
  jobs: JobsApi;
};

export type { Failure };

export type AppState = {
  clients: number;
  /** Imports that a closed tab or a crash cut off; this start has cleaned them up. */
  interrupted: number[];
  /** Why the model cannot be used, or null. Stored data stay readable either way. */
  modelFailure: Failure | null;
};

export type DataEvent =
  /**
   * The import's record changed: progress at most 10 times a second, and every change of state. `elsewhere`: in another
   * tab.
   */
  | { kind: 'import'; record: ImportRecord; elsewhere: boolean }
  /** The set of visible clients changed. */
  | { kind: 'clients'; clients: number }
  | { kind: 'offers' }
  /** The active model or the list of models changed. */
  | { kind: 'models' }
  /** The engine for many forecasts changed, or failed. */
  | { kind: 'engine' }
  /** Progress at most 10 times a second, and every change of state. */
  | { kind: 'rescoring'; rescoring: Rescoring }
  /** Progress of explaining many clients in this tab, at most 10 times a second, and every change of state. */
  | { kind: 'insights'; run: InsightRun }
  | { kind: 'job'; job: Job }
  /** Eligibility is known for the share `known` of the clients, 0…1. Sent at most once a second, and at the end. */
  | { kind: 'eligibility'; known: number }
  | { kind: 'log' };
