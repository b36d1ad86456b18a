import type { Insights } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import type { Format, Language } from '../../../core/format.ts';
import type { Words } from '../../../i18n/i18n.ts';

export type ImportanceBy = 'feature' | 'group';

type ImportanceInput = {
  insights: Insights;
  contract: Contract;
  by: ImportanceBy;
  language: Language;
  t: Words;
  format: Format;
};

/** Bars, largest first. `note`: how often a feature is missing, or how many features a group has. */
export function importanceBars({ insights, contract, by, language, t, format }: ImportanceInput) {
  if (by === 'group') {
    return insights.groups.map(({ group, meanAbsRub, features }) => ({
      title: t(`card.groups.${group}`),
      rub: meanAbsRub,
      note: format.integer(features),
    }));
  }
  return insights.features.map(({ feature, meanAbsRub, missingShare }) => ({
    title: contract.features[feature]?.title[language] ?? '',
    rub: meanAbsRub,
    note: format.percent(missingShare),
  }));
}
