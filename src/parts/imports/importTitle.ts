import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import type { Words } from '../../i18n/i18n.ts';

/**
 * What an import is called: the demo clients have a name of their own in each language, until somebody renames them.
 */
export function importTitle(
  { source, name, fileName }: Pick<ImportRecord, 'source' | 'name' | 'fileName'>,
  t: Words,
): string {
  return source === 'demo' && name === fileName ? t('imports.demoFile') : name;
}
