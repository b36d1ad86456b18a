import type { Forecasts } from '../../model.api.ts';
import type { Payload } from './payload.ts';

/**
 * The records of the tables as stored on disk; only `ImportRecord` crosses the wire, so it is in `importRecord.api.ts`.
 * Field names are those of the first versions of the app, since stored data must still open: `sealed` is an encoded
 * payload, `keptAt` the time of an import.
 */
export type ChunkKey = [importId: number, index: number];
export type ScoresKey = [...ChunkKey, modelVersion: string];
export type ForecastSetKey = [importId: number, modelVersion: string];

export type ChunkRecord = { importId: number; index: number; sealed: Payload };
export type ScoresRecord = ChunkRecord & { modelVersion: string };

/** One model's forecasts of a whole import. Each ready import has one `shown` set; a `pending` set is incomplete. */
export type ForecastSet = {
  importId: number;
  modelVersion: string;
  modelName: string;
  source: 'import' | 'rescoring';
  state: 'pending' | 'shown' | 'past';
  madeAt: number;
};

/** `facts`: the entry in the list of models; `file`: the bytes of the model file. */
export type ImportedModelRecord = { version: string; keptAt: number; sha256: string; facts: Payload; file: Payload };
/** Covers counted for a model without covers: `sha256` is that of its file, `sealed` has a float32 for each node. */
export type CoversRecord = { version: string; sha256: string; rows: number; sealed: Payload };
/** The file of an import that has not succeeded. */
export type HandleRecord = { importId: number; handle: FileSystemFileHandle };
/**
 * The user's choices for files with a header: the header's hash, and in `sealed` the choices by column position.
 */
export type MappingRecord = {
  header: string;
  usedAt: number;
  sealed: Payload;
  /** The imports that ended well with these choices. Earlier versions of the app did not store them. */
  importIds?: number[];
};
/**
 * The eligibility of a chunk's clients for the products; `rulesKey` is the `eligibilityKey` by which it was computed.
 */
export type EligibilityRecord = ChunkRecord & { rulesKey: string };
/** What was wrong with an import, and its rejected rows cell by cell. Earlier versions of the app stored no rows. */
export type ProblemsRecord = { importId: number; sealed: Payload; rows?: Payload | null };
/** `clientKey` is empty for a batch, `importId` 0 for a single forecast, because indexes cannot hold null. */
export type LogRecord = { id: number; at: number; clientKey: string; importId: number; sealed: Payload };
export type LogDetailsRecord = { id: number; sealed: Payload };
export type SettingRecord = { key: 'segments' | 'products' | 'activeModel' | 'engine'; value: unknown };

/** Forecasts of a chunk's rows; the interval is null for a model without. */
export type Scores = Pick<Forecasts, 'income' | 'interval'>;

/** What the list of clients needs of a chunk: its record in `rows` and one in `scores`, decoded. */
export type SmallColumns = {
  importId: number;
  index: number;
  modelVersion: string;
  ids: readonly string[];
  names: readonly (string | null)[] | null;
  incomes: Float32Array;
  interval: Scores['interval'];
  /** Of each row's values, by `hashRows`; null for imports of earlier versions of the app. */
  hashes: Uint32Array | null;
  /** Roubles, NaN = not known; null when the file has none. */
  actualIncomes: Float64Array | null;
};
