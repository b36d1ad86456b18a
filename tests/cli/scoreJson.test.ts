import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClients } from '../../cli/score/json/readClients.ts';
import { linesOf, run, write, writeModel } from './command.ts';

const CASES = new URL('../fixtures/cases/import/', import.meta.url);

/** Scores JSON with the model that ships. */
async function income(stdin: string, ...args: string[]) {
  const { code, out, err } = await run(['--json', '-', ...args], { stdin });
  return { code, err, answer: JSON.parse(out) };
}

describe('the cases', () => {
  const given = (name: string) => readFileSync(new URL(name, CASES), 'utf8');

  test('big-id.json: an id keeps its digits', async () => {
    const { code, answer } = await income(given('big-id.json'));
    expect({ code, id: answer.id }).toEqual({ code: 0, id: '1234567890123456789' });
  });

  test('nan.json: NaN is named, and missing', async () => {
    const { code, err, answer } = await income(given('nan.json'));
    expect({ code, id: answer.id }).toEqual({ code: 0, id: '7' });
    expect(err).toContain('NaN, which is no number of JSON, counts as missing: 1\n  line 1: "incomeValue"\n');
    expect(answer.forecastRub).toBe((await income('{"id": 7, "age": 45}')).answer.forecastRub);
  });

  test('amount-text.json: an amount as text is read as a cell is, its doubt told and decided by --decimal', async () => {
    const doubtful = await income(given('amount-text.json'));
    expect(doubtful.code).toBe(0);
    expect(doubtful.err).toMatch(
      /two ways; --decimal .*\n {2}line 1: "incomeValue": "193,091" was read as 193.091, not as 193091\n/,
    );
    const forecastOf = async (value: number) =>
      (await income(JSON.stringify({ id: 1, age: 45, incomeValue: value }))).answer.forecastRub;
    expect(doubtful.answer.forecastRub).toBe(await forecastOf(193.091));
    const points = await income(given('amount-text.json'), '--decimal', '.');
    expect(points.answer.forecastRub).toBe(await forecastOf(193_091));
    const commas = await income(given('amount-text.json'), '--decimal', ',');
    expect(commas.answer.forecastRub).toBe(await forecastOf(193.091));
    for (const { err } of [points, commas]) expect(err).not.toMatch(/two ways/);
  });
});

describe('several clients', () => {
  const clients = Array.from({ length: 700 }, (_, at) => ({ id: at, f0: at / 4, f3: at % 7, f5: null }));
  const forecasts = async (stdin: string, ...args: string[]) => {
    writeModel('m.onnx');
    return run(['--json', '-', '--model', './m.onnx', ...args], { stdin });
  };

  test('a list or one on each line give a line each, with the forecasts of a file of them', async () => {
    const list = await forecasts(JSON.stringify(clients, null, 2));
    const lines = await forecasts(clients.map((client) => JSON.stringify(client)).join('\n'));
    expect(lines).toEqual(list);
    expect(list.code).toBe(0);
    expect(list.err).toContain('Records: 700 = clients 700 + rejected 0 + passed over 0\n');
    const answers = list.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    write('in.csv', ['id;f0;f3;f5', ...clients.map(({ id, f0, f3 }) => `${id};${f0};${f3};`)].join('\n'));
    expect((await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx'])).code).toBe(0);
    expect(answers.map(({ id, forecastRub }) => `${id};${forecastRub}`)).toEqual(linesOf('out.csv').slice(1));
    expect(answers[3].explanation.contributions.length).toBeGreaterThan(0);
  });

  test('go into a file with --out', async () => {
    const printed = await forecasts(JSON.stringify(clients.slice(0, 2)));
    expect(await forecasts(JSON.stringify(clients.slice(0, 2)), '--out', 'out.jsonl')).toEqual({ ...printed, out: '' });
    expect(linesOf('out.jsonl')).toEqual(printed.out.trimEnd().split('\n'));
  });

  test('one in a list has its line too, one without an id has none', async () => {
    const { out, code } = await forecasts('[{"f0": 1}]');
    expect({ code, lines: out.trimEnd().split('\n').length, id: JSON.parse(out).id }).toEqual({
      code: 0,
      lines: 1,
      id: null,
    });
  });

  test('one without an id among others is rejected by its line in the text', async () => {
    const { code, out, err } = await forecasts('[\n {"id": "a1", "f0": 1},\n {"f0": 2},\n {"id": "a3", "f0": 3}\n]');
    expect(code).toBe(1);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(['a1', 'a3']);
    expect(err).toContain(
      'Rejected rows: 1 of 3\n  line 3: no id\nRecords: 3 = clients 2 + rejected 1 + passed over 0\n',
    );
  });

  test('a key that stands twice in a client is told, the last one counts', async () => {
    const { code, out, err } = await forecasts('{"id": 1, "f0": 1, "f0": 9}');
    expect(code).toBe(0);
    expect(err).toContain('Keys that stand more than once, the last one counts: 1\n  line 1: "f0"\n');
    expect(JSON.parse(out)).toEqual(JSON.parse((await forecasts('{"id": 1, "f0": 9}')).out));
  });

  test('--id names the key of the id', async () => {
    const { out } = await forecasts('{"id": 1, "договор": 98765432109876543210, "f0": 9}', '--id', 'договор');
    expect(JSON.parse(out).id).toBe('98765432109876543210');
  });

  test('numbers are read to the last digit, and a point in them is never taken for a thousands sign', async () => {
    const values = ['1.125', '-0.5', '1.5e3', '123456789.123456789', '1e-3', '12.000'];
    const json = values.map((value, at) => `{"id": ${at}, "f0": ${value}, "f1": "1.234,5"}`).join('\n');
    const { code, out, err } = await forecasts(json);
    expect(code).toBe(0);
    expect(err).not.toMatch(/two ways/);
    write('in.csv', ['id;f0;f1', ...values.map((value, at) => `${at};${Number(value)};1234.5`)].join('\n'));
    expect((await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx', '--decimal', '.'])).code).toBe(0);
    const found = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found.map(({ id, forecastRub }) => `${id};${forecastRub}`)).toEqual(linesOf('out.csv').slice(1));
  });
});

describe('readClients', () => {
  const textOf = (value: unknown) => {
    if (value === null) return '';
    return typeof value === 'object' ? value : String(Object.is(value, -0) ? '-0' : value);
  };

  test('reads what JSON.parse reads, whatever the layout', () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    const client = fc.dictionary(fc.string({ unit: 'binary' }), scalar);
    fc.assert(
      fc.property(fc.array(client, { minLength: 1 }), fc.constantFrom(undefined, 2, '\t'), (clients, indent) => {
        const texts = clients.map((one) => JSON.stringify(one, null, indent));
        const list = readClients(`[${texts.join(',\r\n')}]`);
        const sequence = readClients(texts.join('\n'));
        expect(sequence.isSingle).toBe(clients.length === 1);
        for (const { clients: read } of [list, sequence]) {
          const found = read.map(({ values }) => Object.fromEntries([...values].map(([key, { text }]) => [key, text])));
          expect(found).toEqual(texts.map((text) => JSON.parse(text, (_, value) => textOf(value))));
        }
      }),
    );
  });

  test('says the line of each client', () => {
    const { clients } = readClients('\ufeff[\n{"a": "\\n"},\r\n{"a": {"b": ["]", {}]}}, {"a": 1}\n]\n');
    expect(clients.map(({ line, values }) => [line, values.get('a')?.text])).toEqual([
      [2, '\n'],
      [3, '{…}'],
      [3, '1'],
    ]);
  });
});
