import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import { useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useOffline } from '../offline.ts';

/** Names the active model and links to its card. */
export function ModelBadge() {
  const { t } = useWords();
  const [loaded] = useQuery((api) => api.models.get(), []);
  if (loaded.state !== 'ready') return null;
  const { name, synthetic } = loaded.value.contract;
  return (
    <Link
      component={RouterLink}
      to="/models"
      variant="caption"
      color="textSecondary"
      title={loaded.value.contract.version}
      sx={{ display: { xs: 'none', md: 'block' } }}
    >
      {t(synthetic ? 'frame.modelSynthetic' : 'frame.model', { name })}
    </Link>
  );
}

/** Says whether the app would open without a network. */
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
