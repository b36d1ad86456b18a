import { parseArgs } from 'node:util';
import { LANGUAGES, type Language } from '../../src/core/format.ts';
import { misuse } from './io.ts';
import { parseReading, type ReadingOptions } from './readingOptions.ts';

/** The parsed command line. */
export type Command = { kind: 'help' } | ScoreCommand;

/** Paths are as given; `-` is standard input or output. */
export type ScoreCommand = {
  kind: 'csv' | 'json';
  input: string;
  out: string;
  report: string | null;
  isQuiet: boolean;
  reading: ReadingOptions;
  /** Null = the app's active model. */
  model: string | null;
  language: Language;
  withInterval: boolean;
  withSegment: boolean;
  /** Number of reason columns. */
  reasons: number;
};

const MAX_REASONS = 1000;

const TEXT = { type: 'string' } as const;
const TEXTS = { type: 'string', multiple: true } as const;
const SWITCH = { type: 'boolean' } as const;

const OPTIONS = {
  csv: TEXT,
  json: TEXT,
  out: TEXT,
  report: TEXT,
  model: TEXT,
  lang: TEXT,
  interval: SWITCH,
  segment: SWITCH,
  reasons: TEXT,
  quiet: SWITCH,
  help: { type: 'boolean', short: 'h' },
  id: TEXT,
  column: TEXTS,
  unused: TEXTS,
  category: TEXTS,
  decimal: TEXT,
  thousands: TEXT,
  delimiter: TEXT,
  encoding: TEXT,
  skip: TEXT,
} as const;

type Options = ReturnType<typeof parseOptions>;

/** Options that mean nothing for JSON. */
const CSV_ONLY = ['interval', 'segment', 'reasons', 'delimiter', 'encoding', 'skip'] as const;

/** @throws Refusal for invalid arguments */
export function parseArguments(args: readonly string[]): Command {
  const options = parseOptions(args);
  if (options.help) return { kind: 'help' };
  const { quiet = false, model = null } = options;
  return {
    ...parseFiles(options),
    isQuiet: quiet,
    reading: parseReading(options),
    model,
    language: parseLanguage(options.lang ?? 'en'),
    withInterval: options.interval ?? false,
    withSegment: options.segment ?? false,
    reasons: parseReasons(options.reasons ?? '0'),
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error));
  }
}

function parseFiles(options: Options): Pick<ScoreCommand, 'kind' | 'input' | 'out' | 'report'> {
  const { csv, json } = options;
  const report = options.report === undefined ? null : pathOf('report', options.report);
  if (csv !== undefined && json !== undefined) throw misuse('--csv does not go with --json.');
  if (json === undefined && (csv === undefined || options.out === undefined))
    throw misuse('Either --csv IN and --out OUT are needed, or --json IN.');
  const other = json !== undefined && CSV_ONLY.find((name) => options[name] !== undefined);
  if (other) throw misuse(`--${other} does not go with --json.`);
  const out = pathOf('out', options.out ?? '-');
  if (out === report) throw misuse('The result and the report need different places.');
  return csv === undefined
    ? { kind: 'json', input: pathOf('json', json ?? ''), out, report }
    : { kind: 'csv', input: pathOf('csv', csv), out, report };
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
