import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useWords } from '../../i18n/i18n.ts';

type PagerProps = { offset: number; limit: number; total: number; onOffset: (offset: number) => void };

/** Shows which part of a long list is visible, with buttons to the previous and next part. Hidden when all of it is. */
export function Pager({ offset, limit, total, onOffset }: PagerProps) {
  const { t, format } = useWords();
  if (total <= limit) return null;
  const last = Math.min(total, offset + limit);
  const words = { from: format.integer(offset + 1), to: format.integer(last), total: format.integer(total) };
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center', pt: 1 }}>
      <Typography variant="caption" color="textSecondary" role="status">
        {t('pager.shown', words)}
      </Typography>
      <Button disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - limit))}>
        {t('pager.previous')}
      </Button>
      <Button disabled={last >= total} onClick={() => onOffset(offset + limit)}>
        {t('pager.next')}
      </Button>
    </Stack>
  );
}
