import type { RescoringApi } from './rescoring.api.ts';
import type { Rescorings } from './rescoring.ts';

export function rescoringMethods(rescorings: Rescorings): RescoringApi {
  return {
    start: rescorings.start,
    cancel: rescorings.cancel,
    getCurrent: rescorings.current,
  };
}
