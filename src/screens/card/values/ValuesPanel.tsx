import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useState } from 'react';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import { type Contract, FEATURE_GROUPS } from '../../../core/contract/contract.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { matchesFeature } from '../../../parts/featureSearch.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { ValuesGroup } from './ValuesGroup.tsx';

type ValuesPanelProps = { card: ClientCard; contract: Contract; onPick: (feature: number) => void };

/** All features by group, each with the client's value, the typical value and the contribution. */
export function ValuesPanel({ card, contract, onPick }: ValuesPanelProps) {
  const { t, format } = useWords();
  const [open, setOpen] = useState(false);
  const filled = card.values.filter((value) => value !== null).length;
  const count = t('card.values.known', { known: format.integer(filled), all: format.integer(card.values.length) });
  return (
    <Panel
      title={t('card.values.title')}
      actions={
        <Typography variant="caption" color="textSecondary">
          {count}
        </Typography>
      }
    >
      {open && <Values card={card} contract={contract} onPick={onPick} />}
      <Button
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        sx={{ ml: -0.625, '@media print': { display: 'none' } }}
      >
        {t(open ? 'card.values.hide' : 'card.values.show')}
      </Button>
    </Panel>
  );
}

function Values({ card, contract, onPick }: ValuesPanelProps) {
  const { t, language } = useWords();
  const [search, setSearch] = useState('');
  const deferredSearch = useDeferredValue(search);
  const deferredCard = useDeferredValue(card, null);
  const groupTitle = (index: number) => t(`card.groups.${contract.features[index]?.group ?? 'person'}`);
  const matching = contract.features.flatMap((feature, index) =>
    matchesFeature(deferredSearch, feature.title[language], groupTitle(index)) ? [index] : [],
  );
  return (
    <>
      <TextField
        type="search"
        value={search}
        placeholder={t('card.values.search')}
        onChange={(event) => setSearch(event.target.value)}
        sx={{ width: '100%', maxWidth: 360, mb: 1 }}
        slotProps={{
          htmlInput: { 'aria-label': t('card.values.search'), autoComplete: 'off', spellCheck: false, maxLength: 200 },
        }}
      />
      {matching.length === 0 && <Typography color="textSecondary">{t('card.values.none')}</Typography>}
      {deferredCard &&
        FEATURE_GROUPS.map((group) => {
          const members = matching.filter((index) => contract.features[index]?.group === group);
          if (members.length === 0) return null;
          return (
            <Box key={group} sx={{ mb: 2 }}>
              <Typography component="h3" variant="h3" sx={{ my: 1 }}>
                {t(`card.groups.${group}`)}
              </Typography>
              <ValuesGroup
                label={t(`card.groups.${group}`)}
                members={members}
                card={deferredCard}
                contract={contract}
                onPick={onPick}
              />
            </Box>
          );
        })}
    </>
  );
}
