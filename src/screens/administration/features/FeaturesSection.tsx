import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useState } from 'react';
import { FEATURE_GROUPS, type Feature, type FeatureGroup } from '../../../core/contract/contract.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { Pager } from '../../../ui/tables/Pager.tsx';
import { FeaturesTable } from './FeaturesTable.tsx';

const PAGE = 50;

/** The dictionary of the model's features, with their column names. */
export function FeaturesSection() {
  const { t } = useWords();
  const model = useQuery((api) => api.models.get(), []);
  return (
    <Panel title={t('administration.features.title')}>
      <AsyncView of={model} rows={12}>
        {({ contract }) => <Dictionary features={contract.features} />}
      </AsyncView>
    </Panel>
  );
}

function Dictionary({ features }: { features: Feature[] }) {
  const { t, format } = useWords();
  const [search, setSearch] = useState('');
  const [group, setGroup] = useState<FeatureGroup | ''>('');
  const [offset, setOffset] = useState(0);
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const found = features.filter((feature) => (group === '' || feature.group === group) && isNamed(feature, wanted));
  return (
    <Stack spacing={2} useFlexGap>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', rowGap: 1.5 }}>
        <TextField
          type="search"
          label={t('administration.features.search')}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setOffset(0);
          }}
          sx={{ flex: '0 1 320px', minWidth: 200 }}
        />
        <TextField
          select
          label={t('administration.features.group')}
          value={group}
          onChange={(event) => {
            setGroup(event.target.value as FeatureGroup | '');
            setOffset(0);
          }}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          sx={{ minWidth: 220 }}
        >
          <MenuItem value="">{t('administration.features.allGroups')}</MenuItem>
          {FEATURE_GROUPS.map((name) => (
            <MenuItem key={name} value={name}>
              {t(`administration.groups.${name}`)}
            </MenuItem>
          ))}
        </TextField>
        <Typography variant="caption" color="textSecondary" role="status">
          {t('administration.features.shown', {
            count: found.length,
            shown: format.integer(found.length),
            total: format.integer(features.length),
          })}
        </Typography>
      </Stack>
      {found.length === 0 ? (
        <Typography color="textSecondary">{t('administration.features.none')}</Typography>
      ) : (
        <FeaturesTable features={found.slice(offset, offset + PAGE)} />
      )}
      <Pager offset={offset} limit={PAGE} total={found.length} onOffset={setOffset} />
    </Stack>
  );
}

function isNamed({ name, title }: Feature, wanted: string): boolean {
  return [name, title.ru, title.en].some((text) => text.toLowerCase().includes(wanted));
}
