/** Words of the components in `src/ui` and `src/parts`, which several screens share. */
export const pager = { shown: '{{from}}–{{to}} of {{total}}', previous: 'Previous', next: 'Next' };

export const period = {
  label: 'Period',
  hour: 'Last hour',
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
  all: 'All time',
  custom: 'Custom…',
  from: 'From',
  to: 'To',
};

/** The scatter and its view buttons. */
export const scatter = {
  view: 'View',
  left: 'Move left',
  right: 'Move right',
  closer: 'Look closer',
  farther: 'Look from farther',
  whole: 'Whole',
  low: 'low',
  high: 'high',
  hint: 'A click opens the client. Drag to move, Ctrl and the wheel to look closer; from the keyboard arrows, + − 0 and Enter. Far outliers may lie outside the first view: Whole shows them all.',
};

/** Progress of a running job. */
export const progress = {
  rows: '{{done}} of {{total}} clients',
  rate: '{{rows}} clients/s',
  left: '{{time}} left',
  leftUnknown: 'estimating the time left',
  cancelling: 'Cancelling…',
};

/** Background jobs of this tab. */
export const jobs = {
  contributions: {
    title: 'Writing the contributions',
    note: 'The file is handed over when it is complete; other screens can be used meanwhile.',
  },
  'clients-csv': {
    title: 'Writing the list of clients',
    note: 'The file is handed over when it is complete; other screens can be used meanwhile.',
  },
  covers: {
    title: 'Counting covers',
    note: 'Nothing changes until all are counted; other screens can be used meanwhile.',
  },
  cancel: 'Cancel',
};

export const names = {
  more: 'Show all {{total}}',
  fewer: 'Show fewer',
};

export const files = {
  tables: 'Tables of clients',
};
