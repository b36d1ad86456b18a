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

/** The encoding that a byte order mark announces; without one UTF-8. Shells write UTF-16. */
export function encodingOf([first = 0, second = 0]: Uint8Array): string {
  const mark = (first << 8) | second;
  if (mark === 0xfffe) return 'utf-16le';
  return mark === 0xfeff ? 'utf-16be' : 'utf-8';
}

/** The text without a byte order mark. @throws ModelFileError for bytes that are no text */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ModelFileError(`the file is damaged: its text is not ${encoding.toUpperCase()}`);
  }
}

/**
 * Parses JSON, also with the numbers NaN and Infinity, which Python and XGBoost write: both become Infinity, which no
 * tree may have where it matters.
 * @throws ModelFileError for text that is not JSON, or nested too deeply
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseLooseJson(text);
  }
}

const STRING_OR_NOT_FINITE = /"(?:[^"\\]|\\.)*"|\bNaN\b|\bInfinity\b/g;

function parseLooseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(STRING_OR_NOT_FINITE, (found) => (found.startsWith('"') ? found : '1e999')));
  } catch {
    throw new ModelFileError('the JSON is cut short or damaged');
  }
}
