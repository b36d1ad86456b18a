import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { FeatureKind } from '../../../../core/contract/externalContract.ts';
import { makeVisible } from '../../../../core/visibleText.ts';
import { useWords } from '../../../../i18n/i18n.ts';
import type { PlacedFeature } from './placedFeature.ts';

type ActiveKindsProps = {
  features: readonly PlacedFeature[];
  onTake: (kinds: Record<number, FeatureKind>) => Promise<unknown>;
};

/** Names that are listed. */
const LISTED = 6;

/** Offers the kinds and codes of the active model for columns of the same names, and says when that would be right. */
export function ActiveKinds({ features, onTake }: ActiveKindsProps) {
  const { t, language, format } = useWords();
  const open = features.filter(({ activeKind, kindFrom }) => activeKind !== null && kindFrom === 'assumed');
  if (open.length === 0) return null;
  const names = open.slice(0, LISTED).map(({ name, title }) => makeVisible(title?.[language] ?? name));
  const counts = { count: open.length, shown: format.integer(open.length) };
  const take = () => {
    const kinds = open.flatMap(({ position, activeKind }) => (activeKind ? [[position, activeKind] as const] : []));
    return onTake(Object.fromEntries(kinds));
  };
  return (
    <Alert severity="info" variant="outlined">
      <bdi>
        {t('models.import.columns.active', {
          ...counts,
          names: [...names, ...(open.length > LISTED ? ['…'] : [])].join(', '),
        })}
      </bdi>{' '}
      <Button size="small" onClick={take} sx={{ display: 'block', mt: 0.5, ml: -0.5 }}>
        {t('models.import.columns.takeAll', counts)}
      </Button>
    </Alert>
  );
}
