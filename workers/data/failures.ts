import { type Failure, failureName, failWith } from '../../src/core/failures.ts';

export { failWith };

/** What browsers and Dexie call a database that cannot be opened, was closed, or lost its files. */
const STORAGE_ERRORS = new Set([
  'DatabaseClosedError',
  'MissingAPIError',
  'OpenFailedError',
  'InvalidStateError',
  'SecurityError',
  'UnknownError',
  'VersionError',
  'NoSuchDatabaseError',
  'TransactionInactiveError',
]);

/** Anything thrown, as a value. */
export function toFailure(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  // A full disk shows as an AbortError around a QuotaExceededError, possibly only when the transaction commits.
  if (causes(error).some((cause) => cause.name === 'QuotaExceededError')) {
    return { name: 'StorageFull', message: error.message };
  }
  const name = STORAGE_ERRORS.has(error.name) ? 'StorageBlocked' : failureName(error.name);
  return { name, message: error.message };
}

/** Only the name and the message of an error cross the wire, so each error leaves with one of the contract's names. */
export async function withNamedErrors<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    const { name, message } = toFailure(thrown);
    throw failWith(name, message);
  }
}

/** The error and those inside it: Dexie's `inner`, and `failures` of a bulk operation. */
function causes(error: NestedError): NestedError[] {
  const inside = [error.inner, ...Object.values(error.failuresByPos ?? {})].filter((cause) => cause instanceof Error);
  return [error, ...inside.flatMap((cause) => causes(cause))];
}

type NestedError = Error & { inner?: unknown; failuresByPos?: Record<number, unknown> };
