import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf, ROOT, run, write } from './command.ts';

/** Files as spreadsheets and databases write them, each beside a plain twin of the same clients. */

const CASES = join(ROOT, 'tests/fixtures/cases/import');
const text = (name: string) => readFileSync(join(CASES, name), 'utf8');

const CLEAN = ['501;53210.066', '502;147084.53', '503;89323.984', '504;197922.22', '505;29551.27', '506;33114.957'];

async function forecast(csv: string): Promise<{ rows: string[]; err: string }> {
  write('in.csv', csv);
  const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv']);
  expect(code).toBe(0);
  return { rows: linesOf('out.csv').slice(1), err };
}

test.each([
  'clean.csv',
  'us-quoted-thousands.csv',
  'de-thousands-file-proves.csv',
  'currency.csv',
  'thousands-apostrophe.csv',
  'nulls-sql.csv',
])('%s has the forecasts of its plain twin, and nothing to tell', async (name) => {
  const { rows, err } = await forecast(text(name));
  expect(rows).toEqual(CLEAN);
  expect(err).not.toMatch(/cannot be read|read as/);
});

test.each(['dates-postgres.csv', 'dates-excel-serial.csv'])('%s has the forecasts of plain dates', async (name) => {
  const plain = await forecast(text('dates-clean.csv'));
  expect(plain.rows).not.toEqual(CLEAN);
  expect((await forecast(text(name))).rows).toEqual(plain.rows);
});

test('every minus is one', async () => {
  const csv = text('minus-u2212.csv');
  const plain = await forecast(csv.replaceAll('−', '-'));
  expect(plain.rows).not.toEqual(CLEAN);
  expect(await forecast(csv)).toEqual(plain);
});

test('words for yes and no are 1 and 0', async () => {
  const plain = 'id;age;incomeValue;client_active_flag;blacklist_flag;accountsalary_out_flag\n';
  const rows = '501;31;79765;1;0;1\n502;45;193091;1;0;0\n503;57;162803;1;0;1\n';
  expect(await forecast(text('flags-words.csv'))).toEqual(await forecast(plain + rows));
});

test('a number that can be read in two ways is told, and the command line decides', async () => {
  const { err } = await forecast('id;age;incomeValue\n1;30;"79,765"\n');
  expect(err).toMatch(/"79,765" was read as 79\.765/);
  const amount = join(CASES, 'amount-text.json');
  const doubtful = await run(['--json', amount]);
  expect(doubtful.err).toMatch(/"193,091" was read as 193\.091/);
  const plain = await run(['--json', '-'], { stdin: '{"id": 1, "age": 45, "incomeValue": 193091}' });
  const decided = await run(['--json', amount, '--thousands', ',']);
  expect(decided.out).toBe(plain.out);
  expect(decided.err).toBe(plain.err);
  expect(doubtful.out).not.toBe(plain.out);
});

test('a proof that comes late stops the command before it has written anything', async () => {
  // More than the head of a file, which is asked for proofs.
  const rows = Array.from({ length: 1_500 }, (_, at) => `${at};30;"79,765";${'note '.repeat(200)}\n`).join('');
  write('late.csv', `id;age;incomeValue;note\n${rows}1501;30;"1,234.5";\n`);
  const { code, err } = await run(['--csv', 'late.csv', '--out', 'late-out.csv']);
  expect(code).not.toBe(0);
  expect(err).toMatch(/Line 1502.*--decimal/s);
  expect(() => linesOf('late-out.csv')).toThrow();
});
