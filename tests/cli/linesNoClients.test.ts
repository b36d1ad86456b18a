import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { linesOf, run, write } from './command.ts';

/** The clients of clean.csv. */
const FORECASTS = ['53210.066', '147084.53', '89323.984', '197922.22', '29551.27', '33114.957'];

function bytesOf(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/cases/import/${name}.csv`, import.meta.url));
}

/** Forecasts by id, the exit code, and what was said of rejected rows. */
async function score(bytes: Uint8Array) {
  write('in.csv', bytes);
  const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv']);
  const rows = linesOf('out.csv')
    .slice(1)
    .map((line) => line.split(';'));
  return { code, err, forecasts: Object.fromEntries(rows) as Record<string, string> };
}

function expected(...ids: string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, FORECASTS[(Number(id) % 10) - 1]!]));
}

const ALL = ['501', '502', '503', '504', '505', '506'];

test.each([
  ['clean', 0, expected(...ALL)],
  ['quote-two-stray', 0, expected(...ALL)],
  ['utf8-one-broken-byte', 0, expected(...ALL)],
  ['cp866', 0, expected(...ALL)],
  ['trailing-delimiter-rows', 0, expected(...ALL)],
  ['header-in-line-4', 1, expected('504', '505', '506')],
  ['header-again', 0, expected(...ALL, '9501', '9502', '9503', '9504', '9505', '9506')],
  ['column-numbers-row', 0, expected(...ALL)],
  ['dashes-row', 0, expected(...ALL)],
  ['total-row', 1, expected(...ALL)],
  ['id-formula', 0, expected('00501', '00502', '00503', '00504', '00505', '00506')],
  ['id-zero-width', 0, expected(...ALL)],
])('the clients of %s.csv have the forecasts of their clean twins', async (name, code, forecasts) => {
  const scored = await score(bytesOf(name));
  expect(scored.forecasts).toEqual(forecasts);
  expect(scored.code).toBe(code);
});

test('ids in scientific notation are refused with the way to mend them, and nothing is written', async () => {
  write('in.csv', bytesOf('id-scientific'));
  const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv']);
  expect(code).not.toBe(0);
  expect(err).toMatch(/"5,01E\+02".*format Text/s);
  expect(() => linesOf('out.csv')).toThrow('no such file');
});
