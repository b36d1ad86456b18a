import type { Contract, FeatureGroup } from '../../../../core/contract/contract.ts';
import { type FeatureKind, kindOf } from '../../../../core/contract/externalContract.ts';
import type { Language } from '../../../../core/format.ts';

/** The model's features by name, in the model's order. */
export type FeatureTitles = ReadonlyMap<string, { title: string; group: FeatureGroup; kind: FeatureKind }>;

const NONE: FeatureTitles = new Map();
const made = new WeakMap<Contract, Map<Language, FeatureTitles>>();

/** Cached per contract and language, so that memoised components see the same object. */
export function featuresOf(contract: Contract | null, language: Language): FeatureTitles {
  if (!contract) return NONE;
  const languages = made.get(contract) ?? new Map<Language, FeatureTitles>();
  made.set(contract, languages);
  const titles =
    languages.get(language) ??
    new Map(
      contract.features.map((feature) => {
        const { name, title, group } = feature;
        return [name, { title: title[language], group, kind: kindOf(feature) }];
      }),
    );
  languages.set(language, titles);
  return titles;
}
