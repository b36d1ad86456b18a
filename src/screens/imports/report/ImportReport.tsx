import type { ImportCounts } from '../../../../workers/data/storage/importRecord.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';

/** What came of the rows of a file. */
export function ImportReport({ counts }: { counts: ImportCounts }) {
  const { t, format } = useWords();
  const figure = (label: string, count: number, note?: string, attention = false) => ({
    label,
    value: format.integer(count),
    ...(note && count > 0 ? { note } : {}),
    attention: attention && count > 0,
  });
  return (
    <Panel title={t('imports.report.title')}>
      <StatGrid
        minWidth={136}
        figures={[
          figure(t('imports.report.read'), counts.read),
          figure(t('imports.report.imported'), counts.imported),
          figure(t('imports.report.rejected'), counts.rejected, undefined, true),
          figure(t('imports.report.duplicates'), counts.duplicates, t('imports.report.duplicatesNote')),
          figure(t('imports.report.updated'), counts.updated, t('imports.report.updatedNote')),
          figure(t('importRecord.unchanged'), counts.unchanged, t('importRecord.unchangedNote')),
          figure(t('importRecord.actualIncomes'), counts.actualIncomes),
          figure(t('imports.report.unreadable'), counts.unreadableCells, t('imports.report.missingNote'), true),
          figure(t('imports.report.unseen'), counts.unseenCategories, t('imports.report.missingNote'), true),
        ]}
      />
    </Panel>
  );
}
