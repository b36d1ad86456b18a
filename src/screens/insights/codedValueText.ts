import type { Feature } from '../../core/contract/contract.ts';
import { valueText } from '../../core/explain/explanationText.ts';
import type { Language } from '../../core/format.ts';

/** A value of the model in words: a category is given by its code, a missing value by NaN. */
export function codedValueText(feature: Feature, value: number, language: Language): string {
  if (Number.isNaN(value)) return valueText(feature, null, language);
  if (feature.kind === 'category') return valueText(feature, feature.categories[value] ?? null, language);
  return valueText(feature, value, language);
}
