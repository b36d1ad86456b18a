import Box from '@mui/material/Box';
import type { ColumnReport } from '../../../../workers/data/imports/imports.api.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { missingDrift, missingSeverity, type Severity } from './columnRemarks.ts';
import { useFeatureTitles } from './useFeatureTitles.ts';

const COLOUR: Record<Severity, string> = { none: 'text.primary', attention: 'warning.main', failure: 'error.main' };

/** The features with the findings about their columns. */
export function ColumnsTable({ reports }: { reports: ColumnReport[] }) {
  const { t } = useWords();
  const titleOf = useFeatureTitles();
  return (
    <DenseTable label={t('imports.report.columns.title')}>
      <thead>
        <tr>
          <th>{t('imports.report.columns.feature')}</th>
          <th className="figure">{t('imports.report.columns.missing')}</th>
          <th className="figure">{t('imports.report.columns.training')}</th>
          <th className="figure">{t('imports.report.columns.unreadable')}</th>
          <th className="figure" title={t('imports.report.columns.outOfRangeHint')}>
            {t('imports.report.columns.outOfRange')}
          </th>
          <th className="figure">{t('imports.report.columns.unseen')}</th>
          <th className="figure" title={t('imports.report.columns.mendedHint')}>
            {t('imports.report.columns.mended')}
          </th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <ReportRow key={report.feature} report={report} title={titleOf(report.feature)} />
        ))}
      </tbody>
    </DenseTable>
  );
}

function ReportRow({ report, title }: { report: ColumnReport; title: string }) {
  const { t, format } = useWords();
  const { column, missingShare, trainingMissingShare, unreadable, outOfRange, unseenCategories } = report;
  return (
    <tr>
      <Box component="th" scope="row" sx={{ minWidth: 200, maxWidth: 320 }}>
        <bdi>{title}</bdi>
        <Box component="span" sx={{ display: 'block', fontSize: 12, color: 'text.secondary' }}>
          {column === null ? t('imports.report.columns.absent') : <Literal text={column} />}
        </Box>
      </Box>
      <Box component="td" className="figure">
        {format.percent(missingShare)}
        <Drift report={report} />
      </Box>
      <td className="figure quiet">{trainingMissingShare === null ? '—' : format.percent(trainingMissingShare)}</td>
      <Count count={unreadable} />
      <Count count={outOfRange} />
      <Count count={unseenCategories} />
      <Mended report={report} />
    </tr>
  );
}

/** Categories spelled otherwise: nothing is lost, so the count is no warning. */
function Mended({ report: { mendedCategories = 0, mendedExample } }: { report: ColumnReport }) {
  const { t, format } = useWords();
  return (
    <Box component="td" className="figure" sx={{ color: 'text.secondary' }}>
      {format.integer(mendedCategories)}
      {mendedExample && (
        <Box component="span" sx={{ display: 'block', fontSize: 12, maxWidth: 220, ml: 'auto' }}>
          {t('imports.report.columns.mendedAs', {
            value: makeVisible(mendedExample.value),
            category: makeVisible(mendedExample.category),
          })}
        </Box>
      )}
    </Box>
  );
}

/** The drift in words as well as in colour, for colour-blind users. */
function Drift({ report }: { report: ColumnReport }) {
  const { t, format } = useWords();
  const severity = missingSeverity(report);
  if (severity === 'none') return null;
  const drift = missingDrift(report);
  const points = format.integer(Math.round(Math.abs(drift ?? 0) * 100));
  const words =
    report.missingShare === 1
      ? t('imports.report.columns.allMissing')
      : t((drift ?? 0) > 0 ? 'imports.report.columns.more' : 'imports.report.columns.fewer', { points });
  return (
    <Box component="span" sx={{ display: 'block', fontSize: 12, color: COLOUR[severity] }}>
      {words}
    </Box>
  );
}

function Count({ count }: { count: number }) {
  const { format } = useWords();
  return (
    <Box component="td" className="figure" sx={{ color: count > 0 ? 'warning.main' : 'text.secondary' }}>
      {format.integer(count)}
    </Box>
  );
}
