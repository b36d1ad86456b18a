import type { Contract } from '../../../core/contract/contract.ts';
import { valueText } from '../../../core/explain/explanationText.ts';
import { formatIn, type Language } from '../../../core/format.ts';
import type { Condition } from '../../../core/offers/offers.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import type { Words } from '../../../i18n/i18n.ts';

type ConditionContext = { contract: Contract | null; segments: Segment[]; language: Language; t: Words };

/** For a met condition, what the client has; for an unmet one, what is required and what the client has. */
export function conditionText(condition: Condition, context: ConditionContext): string {
  const { segments, language, t } = context;
  const format = formatIn(language);
  switch (condition.kind) {
    case 'income': {
      const { minRub, maxRub, incomeRub, met } = condition;
      if (met) return t('card.offers.income', { actual: format.rub(incomeRub) });
      const wanted = bounds(minRub, maxRub, context);
      return `${t('card.offers.income', { actual: wanted })} (${t('card.offers.isNow', { value: format.rub(incomeRub) })})`;
    }
    case 'segment': {
      const name = (id: string) => segments.find((segment) => segment.id === id)?.name[language] ?? id;
      const actual = name(condition.segmentId);
      if (condition.met) return t('card.offers.segment', { actual });
      const wanted = new Intl.ListFormat(language, { type: 'disjunction' }).format(condition.segmentIds.map(name));
      return `${t('card.offers.segmentWanted', { wanted })} (${t('card.offers.isNow', { value: actual })})`;
    }
    case 'rule':
      return ruleText(condition, context);
  }
}

function ruleText(condition: Condition & { kind: 'rule' }, { contract, language, t }: ConditionContext): string {
  const { rule, value, met } = condition;
  if (!contract) return t('card.offers.unnamedFeature');
  const feature = contract.features.find(({ name }) => name === rule.feature);
  if (!feature) return t('card.offers.removedFeature');
  const title = feature.title[language];
  const actual = valueText(feature, value, language);
  if (met) return `${title}: ${actual}`;
  const wanted = `${t(`card.offers.operator.${rule.operator}`)} ${valueText(feature, rule.value, language)}`;
  return `${title} ${wanted} (${t('card.offers.isNow', { value: actual })})`;
}

function bounds(minRub: number | null, maxRub: number | null, { language, t }: ConditionContext): string {
  const format = formatIn(language);
  const min = minRub === null ? '' : format.rub(minRub);
  const max = maxRub === null ? '' : format.rub(maxRub);
  if (min && max) return t('card.offers.incomeBetween', { min, max });
  return min ? t('card.offers.incomeFrom', { min }) : t('card.offers.incomeTo', { max });
}
