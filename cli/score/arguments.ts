import { parseArgs } from 'node:util';
import { LANGUAGES, type Language } from '../../src/core/format.ts';
import { EXIT, Refusal } from './io.ts';

/** The parsed command line. `model` null = the app's active model. */
export type Command = { kind: 'help' } | FileCommand | ClientCommand;

export type FileCommand = {
  kind: 'file';
  csv: string;
  out: string;
  model: string | null;
  language: Language;
  withInterval: boolean;
  withSegment: boolean;
  /** Number of reason columns. */
  reasons: number;
};

export type ClientCommand = { kind: 'client'; json: string; model: string | null; language: Language };

const MAX_REASONS = 1000;

export const HELP = `Forecasts the monthly income of clients, in roubles: the same numbers, bit for bit, as in the app.

  npm run --silent score -- --csv IN --out OUT [options]
      Every client of a CSV file of any size. OUT has the columns id;target, one line for each row in the order of IN:
      UTF-8, semicolons, decimal points. It is a stream: an id that stands twice in IN stands twice in OUT.
  npm run --silent score -- --json FILE [options]
      One client, an object whose keys are names of features; - is standard input. Values are numbers, the texts of
      categories and dates ("2024-08-31"); null is a missing value, and so is a key that is not there. Prints forecast,
      interval, segment, offers and explanation as JSON, with the segments and products that ship with the app.

Options
  --model NAME|FILE   a model that ships with the app, by its name, or a model file by its path (./my.onnx);
                      without it the model in use in the app
  --lang en|ru        language of segments, titles and sentences; without it en
  --interval          with --csv: columns "p10" and "p90"; eight of ten incomes lie between them
  --segment           with --csv: a column "segment", by the bands that ship with the app
  --reasons N         with --csv: columns reason_1 … reason_N, the largest contributions (SHAP): "title: ±roubles"
  --help              this text

Reading
  As in the app: the delimiter ; , tab or |, UTF-8, windows-1251 or UTF-16, decimal comma or point, a column with the client's id;
  plain or compressed with gzip (.csv.gz).
  Cells that cannot be read and unknown categories count as missing and are told. "target" and "w" are left out.

Writing
  Forecasts have as many digits as the model's number (float32) needs to be read back the same. OUT appears when it is
  complete, in the place of what was there; a run that fails leaves nothing behind. Relative paths begin where the command is called.

Exit codes
  0  everything was done
  1  some rows were rejected, the rest was written; which ones is told
  2  the command was called wrongly
  3  the input cannot be read as clients
  4  the model cannot be used
  5  anything else: the result cannot be written, for one
`;

const OPTIONS = {
  csv: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'string' },
  model: { type: 'string' },
  lang: { type: 'string' },
  interval: { type: 'boolean' },
  segment: { type: 'boolean' },
  reasons: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws Refusal for invalid arguments */
export function parseArguments(args: readonly string[]): Command {
  const options = parseOptions(args);
  if (options.help) return { kind: 'help' };
  const { csv, out, json, model = null } = options;
  const common = { model, language: parseLanguage(options.lang ?? 'en') };
  if (json !== undefined) {
    const other = (['csv', 'out', 'interval', 'segment', 'reasons'] as const).find(
      (name) => options[name] !== undefined,
    );
    if (other) throw misuse(`--${other} does not go with --json, which prints everything about one client.`);
    return { kind: 'client', json: pathOf('json', json), ...common };
  }
  if (csv === undefined || out === undefined) throw misuse('Either --csv IN and --out OUT are needed, or --json FILE.');
  return {
    kind: 'file',
    csv: pathOf('csv', csv),
    out: pathOf('out', out),
    withInterval: options.interval ?? false,
    withSegment: options.segment ?? false,
    reasons: parseReasons(options.reasons ?? '0'),
    ...common,
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error));
  }
}

function parseLanguage(text: string): Language {
  const language = LANGUAGES.find((candidate) => candidate === text);
  if (!language) throw misuse(`--lang is en or ru, not "${text}".`);
  return language;
}

function parseReasons(text: string): number {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count <= MAX_REASONS)) throw misuse(`--reasons is a whole number up to ${MAX_REASONS}, not "${text}".`);
  return count;
}

function pathOf(option: string, path: string): string {
  if (path === '') throw misuse(`--${option} needs a file.`);
  return path;
}

function misuse(message: string): Refusal {
  return new Refusal(EXIT.usage, `${message}\nThe option --help explains them all.`);
}
