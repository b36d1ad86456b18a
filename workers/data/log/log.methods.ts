import type { LogApi } from './log.api.ts';
import type { Log } from './log.ts';

export function logMethods(log: Log): LogApi {
  return { list: log.page, get: log.details };
}
