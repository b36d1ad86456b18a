import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useWords } from '../../../i18n/i18n.ts';
import type { ClientPagesState } from '../useClientPages.ts';
import { LINE } from './ClientLine.tsx';

type GridFooterProps = { pages: ClientPagesState; offset: number; inView: number };

/** How many clients are stored, how many match, and which of them are visible. */
export function GridFooter({ pages, offset, inView }: GridFooterProps) {
  const { t, format } = useWords();
  if (!pages.shown) return null;
  const { matched, total } = pages.shown;
  const from = Math.min(matched, Math.ceil(offset / LINE) + 1);
  const to = Math.min(matched, from + inView - 1);
  const position = t('clients.position', {
    from: format.integer(from),
    to: format.integer(to),
    of: format.integer(matched),
  });
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, px: 2, py: 1 }}>
      <Typography variant="caption" color="textSecondary" role="status">
        {t('clients.total', { count: total, n: format.integer(total) })}
        {' · '}
        {t('clients.shown', { n: format.integer(matched) })}
      </Typography>
      <Typography variant="caption" color="textSecondary">
        {position}
      </Typography>
    </Box>
  );
}
