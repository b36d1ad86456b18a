/**
 * The first columns of a file of rejected rows, which the app writes for users to correct and import again: the row's
 * line, and why it was rejected. The row's own columns follow.
 */
export const REJECTION_COLUMNS = ['rejected_line', 'rejected_reason'] as const;

/** Whether a file is one of rejected rows that the app has written. */
export function isRejectedHeader(header: readonly string[]): boolean {
  return REJECTION_COLUMNS.every((name, column) => header[column] === name);
}
