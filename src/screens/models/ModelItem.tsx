import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import type { ModelListing } from '../../../workers/data/models/models.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { SyntheticLabel } from '../../parts/SyntheticLabel.tsx';
import { Literal } from '../../ui/texts/Literal.tsx';
import { ActivateButton } from './ActivateButton.tsx';
import { RemoveModelButton } from './RemoveModelButton.tsx';

type ModelItemProps = { listing: ModelListing; clients: number; onDone: (text: string) => void };

/** One model: its name and marks, a line of facts, and its actions at the right. */
export function ModelItem({ listing, clients, onDone }: ModelItemProps) {
  const { t } = useWords();
  const { name, isActive, synthetic, origin } = listing;
  return (
    <Box
      component="li"
      aria-current={isActive ? 'true' : undefined}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 0.5,
        px: 2,
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        '&[aria-current]': { bgcolor: 'action.selected' },
        '&:last-of-type': { borderRadius: '0 0 7px 7px' },
      }}
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Box component="span" sx={{ fontWeight: 600, minWidth: 0 }}>
            <Literal text={name} wrap />
          </Box>
          {isActive && <Chip size="small" color="primary" label={t('models.active')} sx={{ height: 20 }} />}
          {synthetic && <SyntheticLabel />}
        </Stack>
        <ModelLine listing={listing} />
      </Box>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        {!isActive && <ActivateButton listing={listing} clients={clients} onDone={onDone} />}
        {!isActive && origin === 'imported' && <RemoveModelButton listing={listing} onDone={onDone} />}
      </Stack>
    </Box>
  );
}

function ModelLine({ listing }: { listing: ModelListing }) {
  const { t, format } = useWords();
  const { version, origin, trees, features, sizeBytes, hasInterval, isExplainable, clients } = listing;
  const counted = (count: number) => ({ count, shown: format.integer(count) });
  const facts = [
    t('models.version', { version }),
    t(`models.origin.${origin}`),
    t('models.trees', counted(trees)),
    t('models.features', counted(features)),
    format.bytes(sizeBytes),
    t(hasInterval ? 'models.interval' : 'models.noInterval'),
    t(isExplainable ? 'models.explainable' : 'models.notExplainable'),
    clients > 0 ? t('models.clients', counted(clients)) : t('models.noClients'),
  ];
  return (
    <Box sx={{ fontSize: 12, color: 'text.secondary', overflowWrap: 'anywhere' }}>
      <bdi>{facts.join(' · ')}</bdi>
    </Box>
  );
}
