import type { ImportCounts } from '../../../../workers/data/storage/importRecord.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';

/** Counts of a file's rows by outcome. */
export function ImportReport({ counts }: { counts: ImportCounts }) {
  const { t, format } = useWords();
  const figure = (label: string, count: number, note?: string, attention = false) => ({
    label,
    value: format.integer(count),
    ...(note && count > 0 ? { note } : {}),
    attention: attention && count > 0,
  });
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
        ]}
      />
    </Panel>
  );
}
