import type { Background } from '../../workers/data/models/models.api.ts';
import type { Format } from '../core/format.ts';
import type { Words } from '../i18n/i18n.ts';

/** Says in a sentence which data a hidden feature is averaged over. */
export function backgroundText(background: Background, { t, format }: { t: Words; format: Format }): string {
  if (background.kind === 'training') {
    const text = t('card.explanation.background.training');
    return background.hasEmptyLeaves ? `${text} ${t('card.explanation.background.emptyLeaves')}` : text;
  }
  const { rows } = background;
  return t('card.explanation.background.clients', { count: rows, shown: format.integer(rows) });
}
