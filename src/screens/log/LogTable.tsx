import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link, useNavigate, useParams } from 'react-router';
import type { LogEntry } from '../../../workers/data/log/log.api.ts';
import type { Segment } from '../../core/offers/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { SegmentName } from '../../parts/SegmentName.tsx';
import { DenseTable } from '../../ui/tables/DenseTable.tsx';
import { Literal } from '../../ui/texts/Literal.tsx';
import { toMomentText } from './momentText.ts';
import { StatusText } from './StatusText.tsx';

type LogTableProps = { entries: LogEntry[]; segments: readonly Segment[]; search: string };

export function LogTable({ entries, segments, search }: LogTableProps) {
  const { t } = useWords();
  return (
    <DenseTable label={t('log.entries')}>
      <thead>
        <tr>
          <th className="tight">{t('log.time')}</th>
          <th>{t('log.client')}</th>
          <th>{t('log.filter.source')}</th>
          <th className="figure">{t('log.forecast')}</th>
          <th>{t('log.segment')}</th>
          <th>{t('log.filter.status')}</th>
          <th className="figure">{t('log.latency')}</th>
          <th>{t('log.model')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} segments={segments} search={search} />
        ))}
      </tbody>
    </DenseTable>
  );
}

function Row({ entry, segments, search }: { entry: LogEntry; segments: readonly Segment[]; search: string }) {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const { entryId } = useParams();
  const to = `/log/${entry.id}${search}`;
  const { kind, source, requests, clientId, incomeRub, segmentId, modelVersion } = entry;
  return (
    <tr className="clickable" aria-current={entryId === String(entry.id)} onClick={() => navigate(to)}>
      <td className="tight">
        <MuiLink component={Link} to={to} color="inherit" onClick={(event) => event.stopPropagation()}>
          {toMomentText(entry.at, format)}
        </MuiLink>
      </td>
      <Box component="td" sx={{ maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {clientId === null ? <Dash /> : <Literal text={clientId} />}
      </Box>
      <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
        {t(`log.source.${source}`)}
        {kind === 'batch' && ` · ${t('log.rows', { count: requests, shown: format.integer(requests) })}`}
      </Box>
      <td className="figure">{incomeRub === null ? <Dash /> : format.rub(incomeRub)}</td>
      <td>{segmentId === null ? <Dash /> : <SegmentName segmentId={segmentId} segments={segments} />}</td>
      <td>
        <StatusText status={entry.status} />
      </td>
      <td className="figure">{format.duration(entry.latencyMs)}</td>
      <td className="quiet">{modelVersion ?? '—'}</td>
    </tr>
  );
}

function Dash() {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      —
    </Box>
  );
}
