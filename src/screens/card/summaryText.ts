import type { ClientCard } from '../../../workers/data/card/card.api.ts';
import type { Contract } from '../../core/contract/contract.ts';
import { explanationText } from '../../core/explain/explanationText.ts';
import { formatIn, type Language } from '../../core/format.ts';
import type { Words } from '../../i18n/i18n.ts';

type SummaryInput = { card: ClientCard; contract: Contract | null; language: Language; t: Words };

/** The card as plain text, for a letter or a note. */
export function summaryText({ card, contract, language, t }: SummaryInput): string {
  const format = formatIn(language);
  const { forecast, segment, offers, explanation, values } = card;
  const eligible = offers.filter(({ verdict }) => verdict === 'fits').map(({ product }) => product.name[language]);
  const { interval } = forecast;
  const ends = interval && { low: format.rub(interval.lowRub), high: format.rub(interval.highRub) };
  const model = t('card.forecast.model', {
    name: forecast.modelName,
    version: forecast.modelVersion,
    time: format.dateTime(forecast.madeAt),
  });
  return [
    [`${t('card.client')} ${card.id}`, card.name].filter(Boolean).join(' · '),
    `${t('card.forecast.title')}: ${format.rub(forecast.incomeRub)} ${t('frame.perMonth')}`,
    ...(ends ? [t('card.forecast.interval', ends)] : []),
    `${t('card.segment.title')}: ${segment.name[language]}`,
    `${t('card.offers.title')}: ${eligible.join(', ') || t('card.offers.noneFits')}`,
    ...('failure' in explanation || !contract
      ? []
      : explanationText({ explanation, features: contract.features, values }, language).slice(1)),
    contract?.synthetic ? `${model} (${t('card.forecast.synthetic')})` : model,
  ].join('\n');
}
