import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { featuresOf } from '../preview/columns/featureTitles.ts';

/** Titles of features in the present language; the feature's name when the model is not loaded or does not have it. */
export function useFeatureTitles(): (feature: string) => string {
  const { language } = useWords();
  const [model] = useQuery((api) => api.models.get(), []);
  const titles = featuresOf(model.state === 'ready' ? model.value.contract : null, language);
  return (feature) => titles.get(feature)?.title ?? feature;
}
