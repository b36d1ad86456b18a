import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useWords } from '../../i18n/i18n.ts';
import { Columns } from './Columns.tsx';

/** The shape of the card until its figures arrive. */
export function CardSkeleton() {
  const { t } = useWords();
  return (
    <Stack spacing={2} role="status" aria-label={t('frame.loading')} sx={{ p: { xs: 1.5, md: 2.5 }, maxWidth: 1440 }}>
      <Skeleton variant="rounded" height={52} width="50%" animation={false} />
      <Columns wide="640px" template="2fr 1fr">
        <Skeleton variant="rounded" height={210} animation={false} />
        <Skeleton variant="rounded" height={210} animation={false} />
      </Columns>
      <Skeleton variant="rounded" height={140} animation={false} />
      <Skeleton variant="rounded" height={520} animation={false} />
    </Stack>
  );
}
