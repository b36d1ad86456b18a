import type { Contract } from '../../../src/core/contract/contract.ts';
import type { Outcome } from '../../../src/core/outcome.ts';

export type ModelsApi = {
  /**
   * A model's contract: features with titles, metrics, reference figures; the active model's without a version. Throws
   * `ModelMissing` for a version that neither ships nor was imported, and `ModelCorrupt`.
   */
  get(version?: string): Promise<ModelCard>;
  /** All models that can be made active: those that ship, then the imported ones, each in the order of their names. */
  list(): Promise<ModelListing[]>;
  /**
   * Makes another model the active one, here and in all tabs. Forecasts that were made stay, each with the version that
   * made it, until `rescoring.start`. Throws `Busy` while an import or a re-scoring runs, `NotFound`, `ModelMissing`,
   * `ModelCorrupt`.
   */
  activate(version: string): Promise<void>;
  /** Removes an imported model; forecasts that it made stay. Throws `NotFound`. */
  remove(version: string): Promise<Outcome<void, ModelRemoveProblem>>;
  /**
   * Counts the covers of a model that came without them from the stored clients, so that its forecasts can be explained
   * against that background; forecasts stay the same bit for bit. Counting again counts anew. Throws `Busy` while an
   * import, a re-scoring, or another `Job` of this tab runs, and the model's errors. Null when it was cancelled;
   * `watch` follows it.
   */
  countCovers(version: string): Promise<Outcome<ModelListing, CountCoversProblem> | null>;
};

export type ModelCard = ModelListing & { contract: Contract };

/** `imported`: by people, stored in this browser. */
export type ModelOrigin = 'shipped' | 'imported';

export type ModelListing = {
  name: string;
  /** Tells models apart: everything that can change a forecast changes it. */
  version: string;
  origin: ModelOrigin;
  isActive: boolean;
  /** Hexadecimal, of the model file. */
  sha256: string;
  sizeBytes: number;
  /** ISO date of training; null when the file does not say. */
  trainedAt: string | null;
  synthetic: boolean;
  features: number;
  trees: number;
  hasInterval: boolean;
  /** False when there are no covers: it forecasts, but no forecast can be explained exactly. */
  isExplainable: boolean;
  /**
   * The file came without covers and they were counted from so many clients (`countCovers`); null for covers of
   * training, or none.
   */
  countedRows: number | null;
  /** Stored clients whose visible forecast is of this version. */
  clients: number;
};

export type ModelRemoveProblem = { kind: 'active' } | { kind: 'shipped' };

/** Why covers are not counted. */
export type CountCoversProblem = { kind: 'no-clients' } | { kind: 'has-covers' };

/**
 * Against what a hidden feature is averaged: the covers of training, or covers counted from so many imported clients.
 */
export type Background = { kind: 'training' } | { kind: 'clients'; rows: number };
