/**
 * Broken machinery by name. Only name and message of an Error cross the wire between page and workers, so the name is
 * the kind and comes from this closed set; the screens have the words for each.
 */
export const FAILURE_NAMES = [
  'ModelMissing',
  'ModelCorrupt',
  'ModelStopped',
  'DataStopped',
  'EngineUnavailable',
  'ExplanationMismatch',
  'NoCovers',
  'StorageFull',
  'StorageBlocked',
  'Busy',
  'NotFound',
  'Outdated',
  'Refused',
  'AbortError',
] as const;

export type FailureName = (typeof FAILURE_NAMES)[number];

export type Failure = { name: FailureName | 'Error'; message: string };

/** An Error with one of the known names. */
export function failWith(name: Failure['name'], message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** Converts an Error's name to a failure name; unknown names become `Error`. */
export function failureName(name: string): Failure['name'] {
  return FAILURE_NAMES.find((known) => known === name) ?? 'Error';
}
