import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ScoreReport } from '../../cli/score/report.ts';
import { file, linesOf, run, write } from './command.ts';

/** Every file of the cases through the command line, with the model that ships. */

const CASES = new URL('../fixtures/cases/import/', import.meta.url);
const FORECASTS = ['53210.066', '147084.53', '89323.984', '197922.22', '29551.27', '33114.957'];

/** Lines of the six clients of clean.csv, or of some of them, by their first id. */
function clients(first = 501, from = 0, prefix = ''): string[] {
  return FORECASTS.slice(from).map((forecast, at) => `${prefix}${first + from + at};${forecast}`);
}

/** Scores a file, and checks what holds for every file. */
async function score(name: string) {
  write('in.csv', readFileSync(new URL(name, CASES)));
  const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv', '--report', 'report.json']);
  const report: ScoreReport = JSON.parse(readFileSync(file('report.json'), 'utf8'));
  const { total, clients: taken, rejected, passedOver } = report.records;
  expect(report.exitCode).toBe(code);
  if (report.problem) return { code, err, lines: [] };
  expect(total).toBe(taken + rejected + passedOver);
  expect(err).toContain(`Records: ${total} = clients ${taken} + rejected ${rejected} + passed over ${passedOver}\n`);
  const lines = linesOf('out.csv').slice(1);
  expect(lines).toHaveLength(taken);
  return { code, err, lines };
}

const RIGHT: [name: string, code: number, lines: string[]][] = [
  ...[
    'clean',
    'quote-two-stray',
    'us-quoted-thousands',
    'de-thousands-file-proves',
    'utf8-one-broken-byte',
    'cp866',
    'trailing-delimiter-rows',
    'column-numbers-row',
    'dashes-row',
    'id-zero-width',
    'two-ids',
    'header-table-prefix',
    'header-model-titles',
    'header-zero-width',
    'currency',
    'thousands-apostrophe',
    'nulls-sql',
  ].map((name): [string, number, string[]] => [name, 0, clients()]),
  ['id-formula', 0, clients(501, 0, '00')],
  ['header-again', 0, [...clients(), ...clients(9501)]],
  ['total-row', 1, clients()],
  ['header-in-line-4', 1, clients(501, 3)],
];

const REFUSED: [name: string, message: RegExp][] = [
  ['id-scientific', /ids? .*lost their digits/],
  ['caret-delimiter', /separated by "\^"/],
  ['line-in-quotes', /in quotes as a whole/],
  ['json-lines', /JSON, one client a line.*--json/],
  ['html-table', /web page/],
  ['spreadsheet-xml', /spreadsheet saved as XML/],
];

/** Files and their plain twins. */
const TWINS: [name: string, twin: string][] = [
  ['category-code-as-float', 'category-code-clean'],
  ['region-spelling', 'region-spelling-clean'],
  ['dates-postgres', 'dates-clean'],
  ['dates-excel-serial', 'dates-clean'],
];

describe('every case', () => {
  test.each(RIGHT)('%s.csv gives the right forecasts', async (name, code, lines) => {
    expect(await score(`${name}.csv`)).toMatchObject({ code, lines });
  });

  test.each(TWINS)('%s.csv gives the forecasts of %s.csv', async (name, twin) => {
    const { code, lines } = await score(`${twin}.csv`);
    expect(lines.length).toBeGreaterThan(2);
    expect(await score(`${name}.csv`)).toMatchObject({ code, lines });
  });

  test.each(REFUSED)('%s.csv is named for what it is, without its data', async (name, message) => {
    const { code, err } = await score(`${name}.csv`);
    expect(code).toBe(3);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/Анна|Женский|79765|193091/);
  });

  test('a minus is read however it is written, flags in whatever words', async () => {
    for (const [name, clients] of [
      ['minus-u2212', 6],
      ['flags-words', 3],
    ] as const) {
      const { code, lines } = await score(`${name}.csv`);
      expect({ name, code, clients: lines.length }).toEqual({ name, code: 0, clients });
    }
  });

  test('has its right answer here', () => {
    const tables = readdirSync(CASES).filter((name) => name.endsWith('.csv'));
    const named = [...RIGHT.map(([name]) => name), ...REFUSED.map(([name]) => name), ...TWINS.flat()];
    const known = new Set([...named, 'minus-u2212', 'flags-words'].map((name) => `${name}.csv`));
    expect(tables.filter((name) => !known.has(name))).toEqual([]);
  });
});
