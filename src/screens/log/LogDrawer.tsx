import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { EmptyPanel } from '../../ui/panels/states.tsx';
import { LogEntryDetails } from './LogEntryDetails.tsx';

/** Everything recorded about one request, next to the table. Esc closes it. */
export function LogDrawer({ entryId, onClose }: { entryId: number; onClose: () => void }) {
  const { t } = useWords();
  const titleId = useId();
  const answer = useQuery(
    async (api) => {
      const [entry, segments] = await Promise.all([api.log.get(entryId), api.offers.listSegments()]);
      // Feature titles come from the request's model, or from the active model when that one is gone.
      const active = () => api.models.get().catch(() => null);
      const model = await (entry?.modelVersion ? api.models.get(entry.modelVersion).catch(active) : active());
      return { entry, segments, model };
    },
    [entryId],
  );
  return (
    <Drawer
      open
      anchor="right"
      onClose={onClose}
      transitionDuration={0}
      slotProps={{
        backdrop: { sx: { bgcolor: 'rgb(0 0 0 / 20%)' } },
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': titleId,
          sx: { width: { xs: '100%', sm: 560 }, borderLeft: 1, borderColor: 'divider' },
        },
      }}
    >
      <Stack direction="row" sx={{ px: 2, py: 1.5, alignItems: 'center', justifyContent: 'space-between' }}>
        <Typography id={titleId} component="h2" variant="h1">
          {t('log.details.title', { id: entryId })}
        </Typography>
        <Button onClick={onClose}>{t('frame.close')}</Button>
      </Stack>
      <Box sx={{ px: 2, pb: 3 }}>
        <AsyncView of={answer} rows={14}>
          {({ entry, segments, model }) =>
            entry ? (
              <LogEntryDetails entry={entry} segments={segments} features={model?.contract.features ?? []} />
            ) : (
              <EmptyPanel title={t('log.gone.title')} text={t('log.gone.text')} />
            )
          }
        </AsyncView>
      </Box>
    </Drawer>
  );
}
