import { type CliIo, EXIT } from './io.ts';
import type { ScoreReport } from './report.ts';
import { doubtText, fileProblemText, namesNotes, problemText, quoted } from './words.ts';

/** Problems that are listed; further ones are only counted. */
const SHOWN = 10;

/** Tells the user how the clients were read: all that was lost or doubtful, and where every record went. */
export function writeMessages(
  report: ScoreReport,
  { warn, isQuiet }: Pick<CliIo, 'warn'> & { isQuiet: boolean },
): void {
  const end = report.problem ? [fileProblemText(report.problem)] : endNotes(report);
  const isSilent = isQuiet && report.exitCode === EXIT.ok;
  const notes = isQuiet || report.problem ? [] : [...modelNotes(report), ...columnNotes(report), ...cellNotes(report)];
  for (const note of isSilent ? [] : [...notes, ...end]) warn(`${note}\n`);
}

/** Notes for models trained on synthetic clients, and for those that leave out trees of their file. */
function modelNotes({ model: { name, version, synthetic, treesOfFile } }: ScoreReport): string[] {
  const model = `The model ${name} ${version}`;
  return [
    ...(synthetic ? [`${model} was trained on synthetic clients: for trying out only.`] : []),
    ...(treesOfFile ? [`${model} adds up the first ${treesOfFile.used} of ${treesOfFile.all} trees of its file.`] : []),
  ];
}

function columnNotes(report: ScoreReport): string[] {
  const { features, unknownColumns, duplicateColumns, leftOutColumns, input } = report;
  const columns = input.kind === 'csv' ? 'Columns' : 'Keys';
  return namesNotes([
    [
      `Features without a column, missing for every client (${features.missing.length} of ${features.total})`,
      features.missing,
    ],
    [`${columns} that the model does not use`, unknownColumns],
    [`${columns} that stand more than once, the first one counts`, duplicateColumns],
    ['Left out, they are the answer', leftOutColumns],
  ]);
}

function cellNotes({ cells, problems, doubts, columns, mended, rejections, records }: ScoreReport): string[] {
  const listed = (title: string, count: number, kind: ScoreReport['problems'][number]['kind']) => {
    const lines = problems.filter((problem) => problem.kind === kind);
    return count === 0 ? [] : [withLines(`${title}: ${count}`, lines)];
  };
  const countOf = (kind: string) => problems.filter((problem) => problem.kind === kind).length;
  const names = columns.map(({ name }) => name);
  const questions = doubts.flatMap((doubt) => doubtText(doubt, names) ?? []);
  return [
    ...questions.slice(0, SHOWN),
    ...(questions.length > SHOWN ? [`Further questions, which --report lists: ${questions.length - SHOWN}`] : []),
    ...listed(
      'Numbers that can be read in two ways; --decimal or --thousands decides',
      cells.doubtfulNumbers,
      'doubtful-number',
    ),
    ...listed('Cells that cannot be read and count as missing', cells.unreadable, 'unreadable'),
    ...listed('NaN, which is no number of JSON, counts as missing', countOf('not-a-number'), 'not-a-number'),
    ...listed('Keys that stand more than once, the last one counts', countOf('repeated-key'), 'repeated-key'),
    ...listed('Unknown categories that count as missing', cells.unseenCategories, 'unseen-category'),
    ...mendedNotes(mended),
    ...listed('Cells with bytes of another encoding', cells.badBytes, 'bad-bytes'),
    ...listed('Rows with a quote that encloses no cell, read as a letter', cells.strayQuotes, 'stray-quote'),
    ...listed('Clients whose id stands before them already', records.repeated, 'duplicate-id'),
    ...(cells.mendedIds > 0 ? [`Ids without the signs that were around them: ${cells.mendedIds}`] : []),
    ...(records.rejected > 0 ? [withLines(`Rejected rows: ${records.rejected} of ${records.total}`, rejections)] : []),
  ];
}

/** One note per feature whose categories are spelled otherwise than in the model, with the commonest text. */
function mendedNotes(mended: ScoreReport['mended']): string[] {
  return [...new Set(mended.map(({ column }) => column))].flatMap((column) => {
    const own = mended.filter((one) => one.column === column).sort((one, other) => other.rows - one.rows);
    const rows = own.reduce((sum, one) => sum + one.rows, 0);
    const [first] = own;
    if (!first) return [];
    const example = `${quoted(first.value)} as ${quoted(first.category)}`;
    return [`Categories of ${quoted(column)} spelled otherwise than in the model: ${rows}, such as ${example}`];
  });
}

function withLines(title: string, problems: ScoreReport['problems']): string {
  return [title, ...problems.slice(0, SHOWN).map((problem) => `  ${problemText(problem)}`)].join('\n');
}

/** What decides the exit code, and where every record went. */
function endNotes({ exitCode, features, records, unexplained }: ScoreReport): string[] {
  const { total, clients, rejected, passedOver } = records;
  return [
    ...namesNotes([['Of these columns not one value could be read', features.unreadable]]),
    ...unexplainedNotes(unexplained),
    ...(exitCode === EXIT.nothingWritten ? ['No row is a client: nothing was written.'] : []),
    `Records: ${total} = clients ${clients} + rejected ${rejected} + passed over ${passedOver}`,
  ];
}

function unexplainedNotes({ total, first }: ScoreReport['unexplained']): string[] {
  if (total === 0) return [];
  const title = `Clients without an explanation, because their contributions do not add up to the forecast: ${total}`;
  return [[title, ...first.slice(0, SHOWN).map(({ line, id }) => `  line ${line}: ${quoted(id)}`)].join('\n')];
}
