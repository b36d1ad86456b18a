/** Words of the shared pieces in `src/ui/`. */
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
