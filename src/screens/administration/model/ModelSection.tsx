import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ModelCard } from '../../../../workers/data.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Answer } from '../../../ui/Answer.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { useData } from '../../../useData.ts';
import { ModelMetrics } from './ModelMetrics.tsx';
import { SyntheticLabel } from './SyntheticLabel.tsx';

/** The active model: what it is, how good it is and on what that was measured, where it ends. */
export function ModelSection() {
  const { t } = useWords();
  const model = useData((api) => api.model(), []);
  return (
    <Answer of={model} rows={10}>
      {(card) => (
        <Stack spacing={2}>
          <Panel title={t('administration.model.title')} actions={card.contract.synthetic && <SyntheticLabel />}>
            <ModelFacts card={card} />
          </Panel>
          <ModelMetrics contract={card.contract} />
          <Panel title={t('administration.model.limits')}>
            <Limits synthetic={card.contract.synthetic} />
          </Panel>
        </Stack>
      )}
    </Answer>
  );
}

function ModelFacts({ card }: { card: ModelCard }) {
  const { t, format } = useWords();
  const { contract, sha256, sizeBytes, file } = card;
  const lowest = contract.incomePercentiles[0] ?? 0;
  const highest = contract.incomePercentiles.at(-1) ?? 0;
  const facts = {
    name: contract.name,
    version: contract.version,
    trainedAt: format.day(Date.parse(contract.trainedAt) / 86_400_000),
    forecasts: t('administration.model.forecastsValue'),
    features: format.integer(contract.features.length),
    range: `${format.rub(lowest)} – ${format.rub(highest)}`,
    file,
    size: format.bytes(sizeBytes),
  };
  const keys = ['name', 'version', 'trainedAt', 'forecasts', 'features', 'range', 'file', 'size'] as const;
  return (
    <Facts
      facts={[
        ...keys.map((key) => ({ label: t(`administration.model.${key}`), value: facts[key] })),
        {
          label: 'SHA-256',
          value: (
            <Typography component="span" sx={{ fontSize: 12, fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
              {sha256}
            </Typography>
          ),
        },
      ]}
    />
  );
}

const LIMITS = ['person', 'range', 'time', 'missing'] as const;

function Limits({ synthetic }: { synthetic: boolean }) {
  const { t } = useWords();
  return (
    <Stack component="ul" spacing={0.5} sx={{ m: 0, pl: 2.5, maxWidth: 760 }}>
      {synthetic && <li>{t('administration.model.limit.synthetic')}</li>}
      {LIMITS.map((limit) => (
        <li key={limit}>{t(`administration.model.limit.${limit}`)}</li>
      ))}
    </Stack>
  );
}
