import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { Metrics } from '../../../core/contract/modelMetrics.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { Pager } from '../../../ui/tables/Pager.tsx';
import { SlicesTable } from './SlicesTable.tsx';

const PAGE = 15;
const DIMENSIONS = ['gender', 'ageBand', 'region', 'salary'] as const;

/** Accuracy for groups of clients: which are forecast better or worse. */
export function SlicesPanel({ slices }: { slices: Metrics['slices'] }) {
  const { t } = useWords();
  const known = DIMENSIONS.filter((name) => slices.some(({ by }) => by === name));
  const [chosen, setChosen] = useState(known[0] ?? 'gender');
  const [offset, setOffset] = useState(0);
  const own = slices.filter(({ by }) => by === chosen);
  return (
    <Panel title={t('models.card.slices.title')}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={chosen}
        aria-label={t('models.card.slices.by')}
        onChange={(_, name: (typeof DIMENSIONS)[number] | null) => {
          if (!name) return;
          setChosen(name);
          setOffset(0);
        }}
        sx={{ mb: 1 }}
      >
        {known.map((name) => (
          <ToggleButton key={name} value={name} sx={{ px: 1.5, py: 0.25, textTransform: 'none' }}>
            {t(`models.card.slices.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SlicesTable slices={own.slice(offset, offset + PAGE)} />
      <Pager offset={offset} limit={PAGE} total={own.length} onOffset={setOffset} />
    </Panel>
  );
}
