import { type Contract, LONGEST_FEATURE_NAME, NEVER_FEATURES } from '../../../src/core/contract/contract.ts';
import { FEATURE_LIST_BYTES, readFeatureList } from '../../../src/core/csv/detect/featureList.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { readPart } from '../files/fileParts.ts';
import type { FeatureNameProblem, ModelDraftProblem } from './modelImport.api.ts';

/** Sources of the names and titles of features: a list dropped beside the file, and the active model's contract. */
export type FeatureSources = { featureList: File | null; dictionary: Contract | null };

export type FeatureNames = { names: readonly string[]; areNamesCertain: boolean };

/**
 * The names of a file's features, one for each: the file's own, or those of the list when the file has none or
 * unusable ones, or those of the active model when it has as many features.
 */
export async function nameFeatures(
  { names: own, count }: { names: readonly string[] | null; count: number },
  { featureList, dictionary }: FeatureSources,
): Promise<Outcome<FeatureNames, ModelDraftProblem>> {
  const ownProblem = own && namesProblem(own, 'file');
  if (own && !ownProblem) return { value: { names: own, areNamesCertain: true } };
  if (ownProblem && (!featureList || ownProblem.kind === 'never-a-feature')) return { problem: ownProblem };
  if (featureList) {
    const head = await readPart(featureList, 0, FEATURE_LIST_BYTES).catch(() => new Uint8Array(0));
    const names = readFeatureList(head, { count, contract: dictionary });
    if (!names) return { problem: { kind: 'list-unreadable' } };
    if (names.length !== count) return { problem: { kind: 'feature-count', trees: count, listed: names.length } };
    const problem = namesProblem(names, 'list');
    return problem ? { problem } : { value: { names, areNamesCertain: true } };
  }
  if (dictionary?.features.length !== count) return { problem: { kind: 'features-unnamed', features: count } };
  return { value: { names: dictionary.features.map(({ name }) => name), areNamesCertain: false } };
}

function namesProblem(names: readonly string[], from: 'file' | 'list'): FeatureNameProblem | null {
  const earlier = new Set<string>();
  for (const [index, feature] of names.entries()) {
    if (feature.trim() === '') return { kind: 'feature-empty', position: index + 1, from };
    if (feature.length > LONGEST_FEATURE_NAME) {
      return { kind: 'feature-long', feature: `${feature.slice(0, 40)}…`, most: LONGEST_FEATURE_NAME, from };
    }
    if (isTheAnswer(feature)) return { kind: 'never-a-feature', feature, from };
    if (earlier.has(feature)) return { kind: 'feature-twice', feature, from };
    earlier.add(feature);
  }
  return null;
}

/** `W` may be a width; a weight of the bank's files is `w`. Nothing but the actual income is called target. */
function isTheAnswer(feature: string): boolean {
  return NEVER_FEATURES.includes(feature.trim()) || feature.trim().toLowerCase() === 'target';
}
