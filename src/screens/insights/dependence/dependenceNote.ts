import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Language } from '../../../core/format.ts';
import type { Words } from '../../../i18n/i18n.ts';
import { codedValueText } from '../codedValueText.ts';

/** A note on an unusual picture: no value, one value, or no effect; null when there is nothing to note. */
export function dependenceNote(
  { values, distinctValues, contributionsRub }: Dependence,
  feature: Feature,
  { t, language }: { t: Words; language: Language },
): string | null {
  const notes: string[] = [];
  const only = values.find((value) => !Number.isNaN(value)) ?? Number.NaN;
  const moved = contributionsRub.some((rub) => rub !== 0);
  if (distinctValues === 0) notes.push(t('insights.dependence.allMissing'));
  if (distinctValues === 1 && values.length > 1 && moved)
    notes.push(t('insights.dependence.oneValue', { value: codedValueText(feature, only, language) }));
  if (!moved) notes.push(t('insights.dependence.noEffect'));
  return notes.length === 0 ? null : notes.join(' ');
}
