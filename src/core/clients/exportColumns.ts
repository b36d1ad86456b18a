/** The columns that an export of clients can have, in this order, after the id. */
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

/** With reasons, more clients than this are written in storage order instead of list order. */
export const MAX_IN_LIST_ORDER = 100_000;
