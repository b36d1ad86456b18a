import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import type { EngineState } from '../../../workers/data/scoring/engine.api.ts';
import { failureName } from '../../core/failures.ts';
import { useWords } from '../../i18n/i18n.ts';

/**
 * The graphics adapter, what its first use costs, why the processor replaced it, and whether our kernel is mistrusted.
 */
export function EngineFacts({ state }: { state: EngineState }) {
  const { t } = useWords();
  const { chosen, adapter, failure, isKernelMistrusted } = state;
  const named = adapter && [adapter.vendor, adapter.architecture, adapter.description].filter(Boolean);
  const facts = named && [
    named.length > 0 ? [...new Set(named)].join(', ') : t('engines.unnamed'),
    ...(adapter.isFallback ? [t('engines.software')] : []),
  ];
  return (
    <>
      <Typography variant="caption" color="textSecondary" component="p">
        {t('engines.download')} {facts && <bdi>{t('engines.adapter', { facts: facts.join(' · ') })}</bdi>}
      </Typography>
      {chosen === 'webgpu' && failure && (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>
          {t('engines.failure', { why: t(`failures.${failureName(failure.name)}`) })}
        </Alert>
      )}
      {isKernelMistrusted && (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>
          {t('engines.kernelMistrusted')}
        </Alert>
      )}
    </>
  );
}
