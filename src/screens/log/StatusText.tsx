import Box from '@mui/material/Box';
import type { LogEntry } from '../../../workers/data/log/log.api.ts';
import { useWords } from '../../i18n/i18n.ts';

/** An error is red and bold; a success has no colour. */
export function StatusText({ status }: { status: LogEntry['status'] }) {
  const { t } = useWords();
  const failed = status === 'error';
  return (
    <Box component="span" sx={{ color: failed ? 'error.main' : 'text.secondary', fontWeight: failed ? 600 : 400 }}>
      {t(`log.status.${status}`)}
    </Box>
  );
}
