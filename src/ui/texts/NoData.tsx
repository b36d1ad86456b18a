import Box from '@mui/material/Box';
import { useWords } from '../../i18n/i18n.ts';

/** A missing value in grey italics; it is never shown as 0. */
export function NoData() {
  const { t } = useWords();
  return (
    <Box component="em" sx={{ color: 'text.secondary', fontSize: 14, fontWeight: 400 }}>
      {t('frame.noData')}
    </Box>
  );
}
