import type { Feature } from '../../../core/contract/contract.ts';
import type { Format } from '../../../core/format.ts';
import type { Rule } from '../../../core/offers/offers.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { OperatorSign } from './OperatorSign.tsx';

/** A rule in one line: the feature's title, the operator, the value with its unit. */
export function RuleLine({ rule, features }: { rule: Rule; features: readonly Feature[] }) {
  const { language, format } = useWords();
  const feature = features.find(({ name }) => name === rule.feature);
  return (
    <div>
      <bdi>{feature?.title[language] ?? rule.feature}</bdi> <OperatorSign operator={rule.operator} />{' '}
      <bdi>{toValueText(rule, feature, format)}</bdi>
    </div>
  );
}

function toValueText({ value }: Rule, feature: Feature | undefined, format: Format): string {
  if (typeof value === 'string') return value;
  if (feature?.kind === 'date') return format.day(value);
  return format.quantity(value, feature?.unit ?? 'none');
}
