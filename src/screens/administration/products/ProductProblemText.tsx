import type { Feature } from '../../../core/contract/contract.ts';
import type { ProductProblem } from '../../../core/offers/products.ts';
import { useWords } from '../../../i18n/i18n.ts';

/** Says why a product cannot be saved. */
export function ProductProblemText({ problem, features }: { problem: ProductProblem; features: readonly Feature[] }) {
  const { t, language, format } = useWords();
  const name = 'feature' in problem ? problem.feature : '';
  const feature = features.find((known) => known.name === name)?.title[language] ?? name;
  const row = 'rule' in problem ? problem.rule + 1 : 0;
  switch (problem.kind) {
    case 'name-missing':
    case 'benefit-missing':
      return t(`administration.products.problem.${problem.kind}-${problem.language}`);
    case 'not-a-number':
      return t(`administration.products.problem.${problem.kind}-${problem.field}`);
    case 'bounds-reversed':
      return t('administration.products.problem.bounds-reversed', {
        min: format.rub(problem.minRub),
        max: format.rub(problem.maxRub),
      });
    case 'unknown-segment':
      return t('administration.products.problem.unknown-segment', { segment: problem.segmentId });
    default:
      return t(`administration.products.problem.${problem.kind}`, { row, feature });
  }
}
