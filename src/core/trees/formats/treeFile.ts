import { ModelFileError, type TreeEnsemble } from '../ensemble.ts';

/** The trees of a file. */
export type Trees = {
  ensemble: TreeEnsemble;
  /**
   * False when the file does not say how the training rows spread over the nodes: then all covers are 0, and no SHAP is
   * exact.
   */
  hasCovers: boolean;
};

/** What a reader of another library's file gives. */
export type TreeFile = Trees & {
  /** The features' own names in order; null when the file has none, or only those that the library made up. */
  features: readonly string[] | null;
};

/** @throws ModelFileError for bytes that are no UTF-8 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ModelFileError('the file is damaged: its text is not UTF-8');
  }
}

/** @throws ModelFileError for text that is no JSON, or nested too deeply for one */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelFileError('the JSON is cut short or damaged');
  }
}
