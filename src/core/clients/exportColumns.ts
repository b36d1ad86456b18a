/** The columns that an export of clients can have, in this order; the id stands before them. */
export const EXPORT_COLUMNS = [
  'name',
  'forecast',
  'interval',
  'segment',
  'offers',
  'reasons',
  'actual',
  'import',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/** With reasons, more clients are written in the order in which they are stored, not in that of the list. */
export const MAX_IN_LIST_ORDER = 100_000;
