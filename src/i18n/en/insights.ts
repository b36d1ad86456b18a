/** What the model looks at, over many clients. */
export const insights = {
  title: 'Insights',
  empty: {
    title: 'No clients to explain yet',
    text: 'This screen shows what the model looks at, from the forecasts of your clients. Import clients or load the demo ones first.',
  },
  scope: {
    title: 'Whose forecasts to explain',
    lead: 'The active model forecasts these clients anew and every forecast is taken apart exactly. Nothing stored changes.',
    clients: 'Clients',
    everyone: 'Everyone',
    segment: 'Segment {{name}}',
    sample: 'How many',
    some_one: 'A sample of {{shown}}',
    some_other: 'A sample of at most {{shown}}',
    all: 'All of them',
    start: 'Explain',
    again: 'Explain anew',
    noOne: 'No client is in this scope: {{scope}}. Choose another.',
  },
  csv: {
    button: 'Contributions as CSV',
    cancelled: 'Cancelled, no file was written.',
    changed: 'The clients or the model changed meanwhile, so no file was written. Ask for it again.',
  },
  jobs: {
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
  },
  covers: {
    title: 'The model does not explain its forecasts yet',
    offer_one:
      'The missing counts can be taken from the imported client instead: the same exact formulae, with that client as the background.',
    offer_other:
      'The missing counts can be taken from the {{shown}} imported clients instead: the same exact formulae, with those clients as the background.',
    count: 'Count covers from the imported clients',
    counted_one: 'The model came without covers; they were counted from {{shown}} imported client.',
    counted_other: 'The model came without covers; they were counted from {{shown}} imported clients.',
    anew: 'Count anew',
    cancelled: 'Cancelled. Nothing was changed.',
  },
  state: {
    never: 'Nothing has been explained in this tab yet.',
    cancelled: 'Cancelled. Nothing of the run was kept; start again whenever you like.',
    changed: 'The clients or the model have changed since the last run, so its answer no longer holds. Run it again.',
    others_one:
      '{{shown}} client has a stored forecast of another version. Here the active model explains its own forecast.',
    others_other:
      '{{shown}} clients have stored forecasts of other versions. Here the active model explains its own forecasts.',
    rescore: 'Re-score in Models',
  },
  progress: {
    title: 'Explaining',
    running: 'Taking apart the forecasts of {{name}} {{version}}',
    cancel: 'Cancel',
  },
  method: {
    title: 'What was explained',
    all_one: '{{shown}} client, all of the scope, by {{name}} {{version}}.',
    all_other: '{{shown}} clients, all of the scope, by {{name}} {{version}}.',
    sampled_one: '{{shown}} of {{total}} client, by {{name}} {{version}}.',
    sampled_other: '{{shown}} of {{total}} clients, drawn evenly, by {{name}} {{version}}.',
    base: 'Base value: {{base}} a month.',
    gap: 'Every row adds up, worst gap ₽{{gap}}',
    single: 'One client shows no habit of the model: these are the effects on that client’s forecast alone.',
  },
  importance: {
    title: 'What matters',
    by: 'Bars by',
    feature: 'By feature',
    group: 'By group',
    mean: 'Mean effect on a forecast',
    head: { feature: 'Feature', group: 'Group' },
    note: { feature: 'No data', group: 'Features' },
    all_one: 'Show all: {{n}} feature',
    all_other: 'Show all {{n}} features',
    fewer: 'Show the first {{n}}',
  },
  swarm: {
    title: 'Effects of the strongest features',
    lead: 'A dot is a client: to the right the feature raised the forecast, to the left it lowered it.',
    colour: 'Colour: the client’s value',
    missing: 'ring below the dots: no data',
    rank: 'higher than {{percent}} of those shown',
    none: 'No feature moved these forecasts.',
    sample_one: '{{shown}} client is drawn.',
    sample_other: '{{shown}} clients are drawn.',
    lowest: 'Lowest effect',
    median: 'Median effect',
    highest: 'Highest effect',
  },
  dependence: {
    title: 'One feature in detail',
    of: 'Effect of: {{title}}',
    lead: 'Its values from left to right, what they did to the forecast upwards. Dots at one value differ because other features act together with it.',
    colour: 'Coloured by',
    noColour: 'one colour',
    colourOf: 'Colour: {{title}}',
    missing: 'rings at the left: no data',
    allMissing: 'None of these clients has a value of this feature. What is drawn is the effect of having none.',
    oneValue:
      'Every client that has a value here has the same one: {{value}}. Effects differ because other features act together with it.',
    noEffect: 'This feature moved none of these forecasts.',
    leftOut_one: '{{shown}} client of a rarer category is not drawn.',
    leftOut_other: '{{shown}} clients of rarer categories are not drawn.',
    count: 'Clients',
  },
};

/** A picture of dots and how it is looked at. */
export const dots = {
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
