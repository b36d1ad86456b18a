import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ModelCard } from '../../../../workers/data/models/models.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import type { Format } from '../../../core/format.ts';
import { DAY_MS } from '../../../core/time.ts';
import { useWords, type Words } from '../../../i18n/i18n.ts';
import { Facts } from '../../../ui/panels/Facts.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';

/** Facts about the active model, line by line. */
export function ModelFacts({ card }: { card: ModelCard }) {
  const { t, format } = useWords();
  const { contract, sha256, sizeBytes, trainedAt, trees, hasInterval, isExplainable } = card;
  const { transform, incomePercentiles } = contract;
  const exponent = transform.kind === 'power' ? format.number(transform.exponent) : '';
  const unknown = <Unknown />;
  const facts: [Parameters<typeof t>[0], ReactNode][] = [
    ['models.card.name', <Literal key="name" text={contract.name} wrap />],
    ['models.card.version', <Literal key="version" text={contract.version} wrap />],
    ['models.card.trainedAt', trainedAt === null ? unknown : format.day(Date.parse(trainedAt) / DAY_MS)],
    ['models.card.forecasts', t('models.card.forecastsValue')],
    ['models.card.transform', t(`models.card.transforms.${transform.kind}`, { exponent })],
    ['models.card.interval', t(hasInterval ? 'models.card.intervalYes' : 'models.card.intervalNo')],
    ['models.card.explanation', t(isExplainable ? 'models.card.explanationYes' : 'models.card.explanationNo')],
    ['models.card.features', <FeatureCount key="features" count={contract.features.length} />],
    ['models.card.trees', treesText(contract, trees, { t, format })],
    ['models.card.range', <Range key="range" percentiles={incomePercentiles} />],
    ['models.card.size', format.bytes(sizeBytes)],
  ];
  const hash = (
    <Typography component="span" sx={{ fontSize: 12, fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
      {sha256}
    </Typography>
  );
  return (
    <Facts facts={[...facts.map(([key, value]) => ({ label: t(key), value })), { label: 'SHA-256', value: hash }]} />
  );
}

/** An imported model may leave out trees of its file. */
function treesText({ treesOfFile }: Contract, trees: number, { t, format }: { t: Words; format: Format }): string {
  if (!treesOfFile) return format.integer(trees);
  return t('models.card.treesPart', { used: format.integer(treesOfFile.used), all: format.integer(treesOfFile.all) });
}

function FeatureCount({ count }: { count: number }) {
  const { t, format } = useWords();
  return (
    <>
      {format.integer(count)} ·{' '}
      <MuiLink component={Link} to="/administration/features" underline="always">
        {t('models.card.dictionary')}
      </MuiLink>
    </>
  );
}

function Range({ percentiles }: { percentiles: number[] | null }) {
  const { format } = useWords();
  if (!percentiles) return <Unknown />;
  return `${format.rub(percentiles[0] ?? 0)} – ${format.rub(percentiles.at(-1) ?? 0)}`;
}

function Unknown() {
  const { t } = useWords();
  return (
    <Typography component="em" color="textSecondary">
      {t('models.card.unknown')}
    </Typography>
  );
}
