import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type {
  DraftChoices,
  DraftFeature,
  ModelDraft,
} from '../../../../../workers/data/modelImport/modelImport.api.ts';
import type { FeatureKind } from '../../../../core/contract/externalContract.ts';
import { useWords } from '../../../../i18n/i18n.ts';
import { Pager } from '../../../../ui/tables/Pager.tsx';
import { ModelProblemAlert, type ModelRefusal } from '../ModelProblemAlert.tsx';
import { Step } from '../Step.tsx';
import { ActiveKinds } from './ActiveKinds.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import { LevelsDialog } from './LevelsDialog.tsx';
import type { PlacedFeature } from './placedFeature.ts';

type ColumnsStepProps = {
  draft: ModelDraft;
  choices: DraftChoices;
  onChoose: (choices: DraftChoices) => Promise<ModelDraft | ModelRefusal>;
};

const PAGE = 20;
const SHOWS = ['all', 'other', 'active'] as const;
type Shown = (typeof SHOWS)[number];

/** Kind and codes of each feature, which can be changed. */
export function ColumnsStep({ draft, choices, onChoose }: ColumnsStepProps) {
  const { t, format } = useWords();
  const [search, setSearch] = useState('');
  const [show, setShow] = useState<Shown>('all');
  const [offset, setOffset] = useState(0);
  const [edited, setEdited] = useState<PlacedFeature | null>(null);
  const [refusal, setRefusal] = useState<ModelRefusal | null>(null);
  const features = draft.features.map((feature, position) => ({ ...feature, position }));
  const wanted = search.trim().toLowerCase();
  const like = features.filter((feature) => isShown(feature, show) && isNamed(feature, wanted));
  const choose = async (kinds: Record<number, FeatureKind>) => {
    const answer = await onChoose({ ...choices, kinds: { ...choices.kinds, ...kinds } });
    const refused = 'features' in answer ? null : answer;
    setRefusal(refused);
    return refused;
  };
  const chooseKind = (feature: PlacedFeature, kind: FeatureKind['kind']) => {
    if (kind !== 'category') void choose({ [feature.position]: { kind } });
    else setEdited(feature);
  };
  const from = offset < like.length ? offset : 0;
  return (
    <Step name="columns">
      <Typography color="textSecondary" sx={{ maxWidth: '80ch' }}>
        {t('models.import.columns.lead')}
      </Typography>
      <ActiveKinds features={features} onTake={choose} />
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', pt: 1, rowGap: 1.5 }}>
        <TextField
          type="search"
          label={t('models.import.columns.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          sx={{ flex: '0 1 280px', minWidth: 180 }}
        />
        <TextField
          select
          label={t('models.import.columns.show')}
          value={show}
          onChange={(event) => setShow(event.target.value as Shown)}
          sx={{ minWidth: 180 }}
        >
          {SHOWS.map((name) => (
            <MenuItem key={name} value={name}>
              {t(`models.import.columns.shows.${name}`, {
                shown: format.integer(features.filter((feature) => isShown(feature, name)).length),
              })}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      {like.length === 0 ? (
        <Typography color="textSecondary">{t('models.import.columns.none')}</Typography>
      ) : (
        <ColumnsTable
          features={like.slice(from, from + PAGE)}
          onKind={chooseKind}
          onLevels={setEdited}
          onTake={({ position, activeKind }) => activeKind && choose({ [position]: activeKind })}
        />
      )}
      <Pager offset={from} limit={PAGE} total={like.length} onOffset={setOffset} />
      {refusal && !edited && <ModelProblemAlert refusal={refusal} />}
      {edited && (
        <LevelsDialog
          feature={edited}
          onSave={(categories) => choose({ [edited.position]: { kind: 'category', categories } })}
          onClose={() => setEdited(null)}
        />
      )}
    </Step>
  );
}

function isShown({ kind, activeKind }: DraftFeature, show: Shown): boolean {
  if (show === 'all') return true;
  return show === 'other' ? kind.kind !== 'number' : activeKind !== null;
}

function isNamed({ name, title }: DraftFeature, wanted: string): boolean {
  return [name, title?.ru ?? '', title?.en ?? ''].some((text) => text.toLowerCase().includes(wanted));
}
