import Box from '@mui/material/Box';
import type { ImportState } from '../../../workers/data/storage/importRecord.api.ts';
import { useWords } from '../../i18n/i18n.ts';

const COLOR: Record<ImportState, string> = {
  pending: 'primary.main',
  ready: 'text.secondary',
  failed: 'error.main',
  cancelled: 'text.secondary',
  interrupted: 'warning.main',
};

export function ImportStateLabel({ state }: { state: ImportState }) {
  const { t } = useWords();
  return (
    <Box component="span" sx={{ fontSize: 12, fontWeight: 600, whiteSpace: 'nowrap', color: COLOR[state] }}>
      {t(`imports.state.${state}`)}
    </Box>
  );
}
