import type { ImportCounts } from '../../../../workers/data/storage/importRecord.api.ts';
import type { useWords } from '../../../i18n/i18n.ts';

/**
 * How the rows of a file add up: rows = clients + replaced + rejected + passed over. Null for an import of an earlier
 * version of the app, which did not count every row.
 */
export function identityText(counts: ImportCounts, { t, format }: ReturnType<typeof useWords>): string | null {
  const { records, imported, duplicates, rejected, passedOver } = counts;
  if (records === undefined || passedOver === undefined) return null;
  const counted = (part: 'rows' | 'clients' | 'replaced' | 'rejected' | 'passedOver', count: number) =>
    t(`imports.report.identity.${part}`, { count, shown: format.integer(count) });
  const parts = [
    counted('clients', imported),
    counted('replaced', duplicates),
    counted('rejected', rejected),
    counted('passedOver', passedOver),
  ];
  return `${counted('rows', records)} = ${parts.join(' + ')}`;
}
