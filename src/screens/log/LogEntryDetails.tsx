import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { LogDetails } from '../../../workers/data/log/log.api.ts';
import type { Feature } from '../../core/contract/contract.ts';
import { failureName } from '../../core/failures.ts';
import type { Segment } from '../../core/offers/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { clientPath } from '../../parts/clientAddress.ts';
import { SegmentName } from '../../parts/SegmentName.tsx';
import { Facts } from '../../ui/panels/Facts.tsx';
import { Literal } from '../../ui/texts/Literal.tsx';
import { LatencyFacts } from './LatencyFacts.tsx';
import { LogInputs } from './LogInputs.tsx';
import { toMomentText } from './momentText.ts';
import { StatusText } from './StatusText.tsx';

type LogEntryDetailsProps = { entry: LogDetails; segments: readonly Segment[]; features: readonly Feature[] };

export function LogEntryDetails({ entry, segments, features }: LogEntryDetailsProps) {
  const { t } = useWords();
  const { failure, changes, inputs, importId, kind } = entry;
  const changed = Object.fromEntries(changes.map(({ feature, value }) => [feature, value]));
  return (
    <Stack spacing={2.5} useFlexGap>
      <RequestFacts entry={entry} segments={segments} />
      {failure && (
        <Alert severity="error" variant="outlined">
          <AlertTitle>{t(`failures.${failureName(failure.name)}`)}</AlertTitle>
          <Literal text={`${failure.name}: ${failure.message}`} wrap />
        </Alert>
      )}
      <Part title={t('log.details.latency')}>
        <LatencyFacts latency={entry.latency} />
      </Part>
      {changes.length > 0 && (
        <Part title={t('log.details.changes')}>
          <LogInputs label={t('log.details.changes')} inputs={changed} features={features} />
        </Part>
      )}
      <Part title={t('log.details.inputs')}>
        {inputs ? (
          <LogInputs label={t('log.details.inputs')} inputs={inputs} features={features} searchable />
        ) : (
          <Typography color="textSecondary">
            {t(kind === 'batch' ? 'log.details.batchInputs' : 'log.details.noInputs')}{' '}
            {importId !== null && (
              <MuiLink component={Link} to={`/imports/${importId}`} underline="always">
                {t('log.details.import')}
              </MuiLink>
            )}
          </Typography>
        )}
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title}>
      <Typography component="h3" variant="h3" color="textSecondary" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function RequestFacts({ entry, segments }: { entry: LogDetails; segments: readonly Segment[] }) {
  const { t, format } = useWords();
  const { clientId, source, incomeRub, interval, segmentId, modelVersion, requests, kind } = entry;
  const client = clientId !== null && {
    label: t('log.client'),
    value: (
      <MuiLink component={Link} to={clientPath(clientId)}>
        <Literal text={clientId} wrap />
      </MuiLink>
    ),
  };
  const rows = kind === 'batch' && { label: t('log.details.requests'), value: format.integer(requests) };
  const forecast = incomeRub !== null && {
    label: t('log.forecast'),
    value: `${format.rub(incomeRub)} ${t('frame.perMonth')}`,
  };
  const between = interval && {
    label: t('log.interval'),
    value: `${format.rub(interval.lowRub)} – ${format.rub(interval.highRub)}`,
  };
  const segment = segmentId !== null && {
    label: t('log.segment'),
    value: <SegmentName segmentId={segmentId} segments={segments} />,
  };
  const facts = [
    { label: t('log.time'), value: toMomentText(entry.at, format) },
    client,
    { label: t('log.filter.source'), value: t(`log.source.${source}`) },
    rows,
    { label: t('log.filter.status'), value: <StatusText status={entry.status} /> },
    forecast,
    between,
    segment,
    { label: t('log.model'), value: modelVersion ?? '—' },
  ];
  return <Facts facts={facts.filter((fact) => fact !== false && fact !== null)} />;
}
