import { preview } from './preview.ts';
import { problem } from './problem.ts';
import { report } from './report.ts';

/** The list of imports, and how to start one. */
export const imports = {
  title: 'Import',
  drop: {
    title: 'Drop a CSV file here',
    hint: 'One table with a header line and an id column: .csv, .tsv, or the same as .gz. You see how it will be read before anything is stored, and it never leaves this device.',
    release: 'Release to look at the file',
    choose: 'Import CSV',
    demo: 'Load demo clients',
    busy: 'One import at a time: the next one can start when this one has ended.',
  },
  refused: {
    several: 'One file at a time. Several were dropped, so nothing was imported: drop them one after another.',
    folder: 'That is a folder. Nothing was imported: open it and drop the CSV file itself.',
    nothing: 'There was no file in what was dropped. Nothing was imported.',
  },
  empty: {
    title: 'No imports yet',
    text: 'Each CSV file that you import will stand here with its report: what was read, what was rejected and why.',
  },
  list: 'All imports',
  gone: {
    title: 'This import is no longer there',
    text: 'It was removed, perhaps in another tab. Its clients went with it.',
  },
  demoFile: 'Demo clients',
  state: {
    pending: 'Importing',
    ready: 'Imported',
    failed: 'Failed',
    cancelled: 'Cancelled',
    interrupted: 'Interrupted',
  },
  rows_one: '{{shown}} row',
  rows_other: '{{shown}} rows',
  rejected_one: '{{shown}} rejected',
  rejected_other: '{{shown}} rejected',
  model: 'model {{version}}',
  stored: '{{size}} stored',
  clientsOf: 'Show clients',
  preview,
  problem,
  report,
};
