import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { ask } from '../../data/connection.ts';
import { STALE_BY } from '../../data/questions.ts';
import { useChange } from '../../data/useChange.ts';
import { useWords } from '../../i18n/i18n.ts';

/** Says that the processor has replaced the chosen GPU. */
export function EngineNotice() {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  useChange(STALE_BY.engine.get, () => {
    ask((api) => api.engine.get()).then(
      ({ chosen, failure }) => setFailed(chosen === 'webgpu' && failure !== null),
      () => {},
    );
  });
  if (!failed) return null;
  return (
    <Alert
      severity="warning"
      variant="outlined"
      sx={{ m: 2 }}
      onClose={() => setFailed(false)}
      closeText={t('frame.close')}
    >
      {t('engines.notice')}{' '}
      <Link component={RouterLink} to="/models">
        {t('engines.noticeLink')}
      </Link>
    </Alert>
  );
}
