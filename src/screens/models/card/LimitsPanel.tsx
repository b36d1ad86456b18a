import Stack from '@mui/material/Stack';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';

const ALWAYS = ['point', 'person', 'range', 'time', 'missing'] as const;

/** The known limits of the model. */
export function LimitsPanel({ synthetic, hasInterval }: { synthetic: boolean; hasInterval: boolean }) {
  const { t } = useWords();
  return (
    <Panel title={t('models.card.limits')}>
      <Stack component="ul" spacing={0.5} sx={{ m: 0, pl: 2.5, maxWidth: 760 }}>
        {synthetic && <li>{t('models.card.limit.synthetic')}</li>}
        {hasInterval && <li>{t('models.card.limit.interval')}</li>}
        {ALWAYS.map((limit) => (
          <li key={limit}>{t(`models.card.limit.${limit}`)}</li>
        ))}
      </Stack>
    </Panel>
  );
}
