import Typography from '@mui/material/Typography';
import type { ImportCounts, ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';
import { NameList } from '../../../ui/texts/NameList.tsx';
import { identityText } from './identityText.ts';

/** Counts of a file's rows by outcome, how they add up, and the lines that are no clients. */
export function ImportReport({ record: { id, counts } }: { record: ImportRecord }) {
  const words = useWords();
  const { t, format } = words;
  const figure = (label: string, count: number, note?: string, attention = false) => ({
    label,
    value: format.integer(count),
    ...(note && count > 0 ? { note } : {}),
    attention: attention && count > 0,
  });
  const identity = identityText(counts, words);
  return (
    <Panel title={t('imports.report.counts.title')}>
      <StatGrid
        minWidth={136}
        figures={[
          figure(t('imports.report.counts.read'), counts.read),
          figure(t('imports.report.counts.imported'), counts.imported),
          figure(t('imports.report.counts.rejected'), counts.rejected, undefined, true),
          figure(t('imports.report.counts.duplicates'), counts.duplicates, t('imports.report.counts.duplicatesNote')),
          figure(t('imports.report.counts.updated'), counts.updated, t('imports.report.counts.updatedNote')),
          figure(t('imports.report.counts.unchanged'), counts.unchanged, t('imports.report.counts.unchangedNote')),
          figure(t('imports.report.counts.actualIncomes'), counts.actualIncomes),
          figure(
            t('imports.report.counts.unreadable'),
            counts.unreadableCells,
            t('imports.report.counts.missingNote'),
            true,
          ),
          figure(
            t('imports.report.counts.unseen'),
            counts.unseenCategories,
            t('imports.report.counts.missingNote'),
            true,
          ),
          ...RARE.filter((kind) => (counts[kind] ?? 0) > 0).map((kind) =>
            figure(
              t(`imports.report.counts.${kind}`),
              counts[kind] ?? 0,
              t(`imports.report.counts.${kind}Note`),
              kind !== 'mendedIds',
            ),
          ),
        ]}
      />
      {identity && (
        <Typography component="p" sx={{ mt: 2 }}>
          {identity}
        </Typography>
      )}
      {(counts.passedOver ?? 0) > 0 && <PassedOverLines importId={id} />}
    </Panel>
  );
}

/** Figures that most files do not have. */
const RARE = ['doubtfulNumbers', 'strayQuotes', 'badBytes', 'mendedIds'] as const satisfies (keyof ImportCounts)[];

/** The lines that are no clients, each with its reason. */
function PassedOverLines({ importId }: { importId: number }) {
  const { t, format } = useWords();
  const [loaded] = useQuery((api) => api.imports.listPassedOver(importId), [importId]);
  const lines = loaded.state === 'ready' ? loaded.value : null;
  if (!lines || lines.length === 0) return null;
  const names = lines.map(({ line, why }) =>
    t('imports.report.passedOver.line', { line: format.integer(line), why: t(`imports.report.passedOver.why.${why}`) }),
  );
  return (
    <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 0.5 }}>
      {t('imports.report.passedOver.title')} <NameList names={names} />
    </Typography>
  );
}
