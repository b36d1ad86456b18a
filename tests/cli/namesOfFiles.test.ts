import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeBlock } from '../../src/core/clients/clientBlock.ts';
import { createClientReader } from '../../src/core/csv/read/clientReader.ts';
import { readTrees } from '../../src/core/trees/formats/readTrees.ts';
import { openScorer } from '../../src/core/trees/scoring/scorer.ts';
import { contractOf, planOf } from '../core/csv/reading.ts';
import { linesOf, ROOT, run } from './command.ts';

/** Columns and categories as people write them, and files that are no tables, with the right forecasts. */
const CASES = join(ROOT, 'tests/fixtures/cases');

async function score(name: string) {
  const { code, err } = await run(['--csv', join(CASES, 'import', `${name}.csv`), '--out', 'out.csv']);
  return { code, err };
}

/** The forecasts by id. */
async function forecastsOf(name: string): Promise<Record<string, string>> {
  const { code, err } = await score(name);
  expect(code, err).toBe(0);
  return Object.fromEntries(
    linesOf('out.csv')
      .slice(1)
      .map((line) => line.split(';')),
  );
}

const RIGHT = {
  501: '53210.066',
  502: '147084.53',
  503: '89323.984',
  504: '197922.22',
  505: '29551.27',
  506: '33114.957',
};

test.each(['clean', 'header-model-titles', 'header-table-prefix', 'header-zero-width', 'two-ids'])(
  '%s gives the right forecasts',
  async (name) => {
    expect(await forecastsOf(name)).toEqual(RIGHT);
  },
);

test.each([
  ['region-spelling', 'region-spelling-clean'],
  ['category-code-as-float', 'category-code-clean'],
])('%s gives the forecasts of its clean twin', async (name, clean) => {
  expect(await forecastsOf(name)).toEqual(await forecastsOf(clean));
});

test('what was mended and what is doubtful is told', async () => {
  expect((await score('region-spelling')).err).toContain(
    'Categories of "adminarea" spelled otherwise than in the model: 3, such as "г. Санкт - Петербург" as "г. Санкт-Петербург"',
  );
  expect((await score('two-ids')).err).toContain(
    '"client_id" was taken for the id, since the other column only numbers',
  );
});

test('JSON is read by the same rules', async () => {
  const forecast = async (region: string) => {
    const stdin = JSON.stringify({
      'c.id': '501',
      Возраст: 31,
      Пол: 'Ж',
      adminarea: region,
      'incomeValue, руб.': 79765,
    });
    const { code, out, err } = await run(['--json', '-'], { stdin });
    expect(code, err).toBe(0);
    return JSON.parse(out) as { id: string; forecastRub: number };
  };
  const answer = await forecast('г. Санкт - Петербург');
  expect(answer).toEqual(await forecast('г. Санкт-Петербург'));
  const { 501: right } = await forecastsOf('region-spelling-clean');
  expect({ id: answer.id, forecast: String(answer.forecastRub) }).toEqual({ id: '501', forecast: right });
});

test.each([
  ['line-in-quotes', 'Every line of the file is in quotes'],
  ['caret-delimiter', 'separated by "^"'],
  ['json-lines', 'JSON, one client a line'],
  ['html-table', 'a web page'],
  ['spreadsheet-xml', 'a spreadsheet saved as XML'],
])('%s is named for what it is, without a word of its clients', async (name, words) => {
  const { code, err } = await score(name);
  expect(code).not.toBe(0);
  expect(err).toContain(words);
  expect(err).not.toMatch(/Анна|501|81234/);
});

test('a feature called id beside client_id is the feature', () => {
  const folder = join(CASES, 'models/09-feature-called-id');
  const { ensemble, features } = readTrees(readFileSync(join(folder, 'res_id.json')), 'res_id.json');
  const contract = contractOf(...(features ?? []));
  const csv = readFileSync(join(folder, 'res_id.csv'));
  const reader = createClientReader(planOf(csv, contract), contract, 10_000);
  const blocks = [...reader.push(csv), ...reader.finish()];
  const rows = csv.toString().trim().split('\n').slice(1);
  const expected = rows.map((row) => row.split(','));
  expect(blocks.flatMap(({ ids }) => ids)).toEqual(expected.map(([id]) => id));
  const scorer = openScorer([ensemble]);
  const forecasts = blocks.flatMap((block) => [...(scorer?.sums(encodeBlock(block, contract).matrix)[0] ?? [])]);
  for (const [row, [, , , pred]] of expected.entries()) expect(forecasts[row]).toBeCloseTo(Number(pred), 1);
});
