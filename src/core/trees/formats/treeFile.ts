import type { FeatureKind } from '../../contract/externalContract.ts';
import { ModelFileError, type TreeEnsemble } from '../ensemble.ts';

/** The trees of a file. */
export type Trees = {
  ensemble: TreeEnsemble;
  /**
   * False when the file does not tell how the training rows spread over the nodes: all covers are then 0, and SHAP is
   * not exact.
   */
  hasCovers: boolean;
};

/** The result of a reader for another library's file. */
export type TreeFile = Trees & {
  /** The features' names in order; null when the file has none, or only generated ones. */
  features: readonly string[] | null;
  /** All trees of a file that was stopped early: `ensemble` has the first of them. Absent when all trees count. */
  allTrees?: TreeEnsemble;
  /** The features' kinds in order; null for a feature of which the file says nothing. Absent when it says none. */
  kinds?: readonly (FeatureKind | null)[];
};

/** @throws ModelFileError for bytes that are not UTF-8 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ModelFileError('the file is damaged: its text is not UTF-8');
  }
}

/** @throws ModelFileError for text that is not JSON, or nested too deeply */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelFileError('the JSON is cut short or damaged');
  }
}
