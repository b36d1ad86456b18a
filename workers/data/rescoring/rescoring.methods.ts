import type { RescoringApi } from './rescoring.api.ts';
import type { RescoringService } from './rescoring.ts';

export function rescoringMethods({ start, cancel, getCurrent }: RescoringService): RescoringApi {
  return { start, cancel, getCurrent };
}
