import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import type { Words } from '../../i18n/i18n.ts';

/** The name of an import. The demo clients have a name in each language until the user renames them. */
export function importTitle(
  { source, name, fileName }: Pick<ImportRecord, 'source' | 'name' | 'fileName'>,
  t: Words,
): string {
  return source === 'demo' && name === fileName ? t('imports.demoFile') : name;
}
