import type { Encoding } from './report.ts';

/** The name by which people know an encoding. */
export function encodingName(encoding: Encoding): string {
  if (encoding === 'ibm866') return 'CP866 (DOS)';
  return encoding.toUpperCase().replace('WINDOWS', 'Windows');
}
