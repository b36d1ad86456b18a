import Box from '@mui/material/Box';
import { useWords } from '../i18n/i18n.ts';

/** Shown next to every score of a model trained on generated data. */
export function SyntheticLabel() {
  const { t } = useWords();
  return (
    <Box
      component="span"
      sx={{ px: 1, border: 1, borderColor: 'warning.main', borderRadius: 1, color: 'warning.main', fontSize: 12 }}
    >
      {t('models.card.synthetic')}
    </Box>
  );
}
