import Box from '@mui/material/Box';
import { Link } from 'react-router';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { importTitle } from '../../parts/imports/importTitle.ts';
import { Literal } from '../../ui/texts/Literal.tsx';
import { ImportStateLabel } from './ImportStateLabel.tsx';

/** Every import in two lines: file and state, then time, size, counts and model. */
export function ImportList({ records, chosenId }: { records: ImportRecord[]; chosenId: number | null }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mx: -2, mb: -2 }}>
      {records.map((record) => (
        <Box component="li" key={record.id} sx={{ borderTop: 1, borderColor: 'divider' }}>
          <ImportLink record={record} chosen={record.id === chosenId} />
        </Box>
      ))}
    </Box>
  );
}

function ImportLink({ record, chosen }: { record: ImportRecord; chosen: boolean }) {
  const { t, format } = useWords();
  const { source, state, counts, progress, modelVersion, storedBytes } = record;
  const rows = state === 'pending' ? progress.rows : counts.imported;
  const facts = [
    format.dateTime(record.startedAt),
    source === 'file' && format.bytes(record.sizeBytes),
    rows > 0 && t('imports.rows', { count: rows, shown: format.integer(rows) }),
    counts.rejected > 0 && t('imports.rejected', { count: counts.rejected, shown: format.integer(counts.rejected) }),
    state === 'ready' && storedBytes && t('imports.stored', { size: format.bytes(storedBytes) }),
    state === 'ready' && modelVersion && t('imports.model', { version: modelVersion }),
  ];
  return (
    <Box
      component={Link}
      to={`/imports/${record.id}`}
      aria-current={chosen ? 'true' : undefined}
      sx={{
        display: 'block',
        px: 2,
        py: 1,
        color: 'text.primary',
        textDecoration: 'none',
        '&:hover': { bgcolor: 'action.hover' },
        '&[aria-current]': { bgcolor: 'action.selected' },
        '&:focus-visible': { outlineOffset: -2 },
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between', alignItems: 'baseline' }}>
        <Box sx={{ fontWeight: 600, minWidth: 0, display: 'flex' }}>
          <Literal text={importTitle(record, t)} />
        </Box>
        <ImportStateLabel state={state} />
      </Box>
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{facts.filter(Boolean).join(' · ')}</Box>
    </Box>
  );
}
