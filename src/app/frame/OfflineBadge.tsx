import Typography from '@mui/material/Typography';
import { useWords } from '../../i18n/i18n.ts';
import { useOffline } from '../offline.ts';

/** Whether the app would open without a network. */
export function OfflineBadge() {
  const { t } = useWords();
  const { state } = useOffline();
  const key = state === 'update' ? 'ready' : state;
  return (
    <Typography variant="caption" color="textSecondary" role="status" sx={{ display: { xs: 'none', sm: 'block' } }}>
      {t(`frame.offline.${key}`)}
    </Typography>
  );
}
