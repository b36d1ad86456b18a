import { useWords } from '../../i18n/i18n.ts';
import { useData } from '../../useData.ts';
import { featuresOf } from './preview/featureTitles.ts';

/** Titles of features in the present language; a feature's own name as long as the model is unknown, or does not have it. */
export function useFeatureTitles(): (feature: string) => string {
  const { language } = useWords();
  const [model] = useData((api) => api.model(), [], ['models']);
  const titles = featuresOf(model.state === 'ready' ? model.value.contract : null, language);
  return (feature) => titles.get(feature)?.title ?? feature;
}
