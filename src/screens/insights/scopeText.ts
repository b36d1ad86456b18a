import type { InsightScope } from '../../../workers/data/scoring/explain.api.ts';
import type { Format, Language } from '../../core/format.ts';
import type { Segment } from '../../core/offers/segments.ts';
import type { Words } from '../../i18n/i18n.ts';

type Context = { segments: readonly Segment[]; language: Language; t: Words; format: Format };

/** The explained clients in words: "segment High, a sample of at most 5,000". */
export function scopeText({ segmentId, sample }: InsightScope, { segments, language, t, format }: Context): string {
  const segment = segments.find(({ id }) => id === segmentId)?.name[language] ?? segmentId ?? '';
  const whom = segmentId === null ? t('insights.scope.everyone') : t('insights.scope.segment', { name: segment });
  if (sample === null) return whom;
  return `${whom}, ${t('insights.scope.some', { count: sample, shown: format.integer(sample) }).toLocaleLowerCase()}`;
}
