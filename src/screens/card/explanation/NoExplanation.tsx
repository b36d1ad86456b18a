import Alert from '@mui/material/Alert';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import { useWords } from '../../../i18n/i18n.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';

type NoExplanationProps = { error: { name: string; message: string }; onRetry?: () => void };

/** Says why there is no explanation. A model without covers is not an error, and retrying would not help. */
export function NoExplanation({ error, onRetry }: NoExplanationProps) {
  const { t } = useWords();
  if (error.name !== 'NoCovers') return <ErrorPanel error={error} onRetry={onRetry} />;
  return (
    <Alert severity="info" variant="outlined">
      {t('failures.NoCovers')}{' '}
      <MuiLink component={Link} to="/insights">
        {t('card.explanation.countCovers')}
      </MuiLink>
    </Alert>
  );
}
