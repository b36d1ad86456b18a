import type { Contract } from '../../../src/core/contract/contract.ts';
import type { Outcome } from '../../../src/core/outcome.ts';

export type ModelsApi = {
  /**
   * A model's contract: features with titles, metrics, reference figures; the active model's without a version. Throws
   * `ModelMissing` for a version that neither ships nor was imported, and `ModelCorrupt`.
   */
  get(version?: string): Promise<ModelCard>;
  /** All models that can be made active: the shipped ones, then the imported ones, each in the order of their names. */
  list(): Promise<ModelListing[]>;
  /**
   * Makes another model active, in all tabs. Existing forecasts stay, each with the version that made it, until
   * `rescoring.start`. Throws `Busy` while an import or a re-scoring runs, `NotFound`, `ModelMissing`, `ModelCorrupt`.
   */
  activate(version: string): Promise<void>;
  /** Removes an imported model; its forecasts stay. Throws `NotFound`. */
  remove(version: string): Promise<Outcome<void, ModelRemoveProblem>>;
  /**
   * Counts covers from the stored clients for a model whose file has none, so that its forecasts can be explained
   * against that background; forecasts stay the same bit for bit. Counting again replaces the counts. Throws `Busy`
   * while an import, a re-scoring, or another `Job` of this tab runs, and the model's errors. Null when cancelled;
   * `watch` follows it.
   */
  countCovers(version: string): Promise<Outcome<ModelListing, CountCoversProblem> | null>;
};

export type ModelCard = ModelListing & { contract: Contract };

/** `imported`: by the user, stored in this browser. */
export type ModelOrigin = 'shipped' | 'imported';

export type ModelListing = {
  name: string;
  /** Identifies a model: everything that can change a forecast changes it. */
  version: string;
  origin: ModelOrigin;
  isActive: boolean;
  /** SHA-256 of the model file, hexadecimal. */
  sha256: string;
  sizeBytes: number;
  /** ISO date of training; null when the file does not say. */
  trainedAt: string | null;
  synthetic: boolean;
  features: number;
  trees: number;
  hasInterval: boolean;
  /** False without covers: the model forecasts, but no forecast can be explained exactly. */
  isExplainable: boolean;
  /** Number of clients from which the covers were counted (`countCovers`); null for covers of training, or none. */
  countedRows: number | null;
  /** Stored clients whose visible forecast is by this version. */
  clients: number;
};

export type ModelRemoveProblem = { kind: 'active' } | { kind: 'shipped' };

/** Why covers are not counted. */
export type CountCoversProblem = { kind: 'no-clients' } | { kind: 'has-covers' };

/**
 * The rows that a hidden feature is averaged over: the training rows, or `rows` imported clients. `hasEmptyLeaves`: the
 * model forecasts by leaves that no training row reached; libraries explain clients there in ways of their own.
 */
export type Background = { kind: 'training'; hasEmptyLeaves?: true } | { kind: 'clients'; rows: number };
