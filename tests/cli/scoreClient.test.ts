import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/core/contract/contract.ts';
import { DEFAULT_SEGMENTS, segmentIndex } from '../../src/core/offers/segments.ts';
import { floats, GOLDEN_CSV, linesOf, names, run, small, write, writeModel } from './command.ts';

const RECORDS = 'Records: 1 = clients 1 + rejected 0 + passed over 0\n';

describe('one client as JSON', () => {
  test('says of one client what it says in a file, with offers and an explanation that adds up', async () => {
    const [header = '', row = ''] = readFileSync(GOLDEN_CSV, 'utf8').split('\n');
    const cells = row.split(';');
    const client = Object.fromEntries(header.split(';').map((name, at) => [name, cells[at]]));
    write('client.json', JSON.stringify({ ...client, target: 1, w: 2, 'no such feature': 3 }));
    const { code, out, err } = await run(['--json', 'client.json']);
    expect(code).toBe(0);
    expect(err).toContain(
      'Keys that the model does not use: "no such feature"\nLeft out, they are the answer: "target", "w"',
    );

    const answer = JSON.parse(out);
    const [native, p10, p90] = floats('income.forecasts.f32');
    expect(answer.id).toBe(client.id);
    expect(answer.model).toMatchObject({ name: 'income', synthetic: true });
    expect(Math.abs(answer.forecastRub / native! - 1)).toBeLessThanOrEqual(1e-5);
    expect(Math.abs(answer.interval.p10Rub / p10! - 1)).toBeLessThanOrEqual(1e-5);
    expect(Math.abs(answer.interval.p90Rub / p90! - 1)).toBeLessThanOrEqual(1e-5);
    expect(answer.segment.name).toBe(DEFAULT_SEGMENTS[segmentIndex(DEFAULT_SEGMENTS, native!)]?.name.en);
    expect(answer.offers.length).toBeGreaterThan(0);
    for (const { verdict, conditions } of answer.offers) {
      const unmet = conditions.filter(({ met }: { met: boolean }) => !met);
      expect(unmet).toHaveLength(verdict === 'fits' ? 0 : 1);
    }
    const { baseRub, contributions, sentences } = answer.explanation;
    const sum = contributions.reduce((total: number, { rub }: { rub: number }) => total + rub, baseRub);
    expect(Math.abs(sum - answer.forecastRub)).toBeLessThanOrEqual(1e-4 * answer.forecastRub);
    expect(sentences[0]).toMatch(/^Income forecast: ₽/);
    expect(sentences[1]).toMatch(/^Eight in ten such clients earn between ₽.* and ₽/);
    const [first] = contributions;
    expect(sentences.join(' ')).toContain(first.title);
  });

  const typed: Contract = {
    ...small,
    features: small.features.map((feature, at) => {
      const { name, group, title, missingShare } = feature;
      const common = { name, group, title, unit: 'none' as const, missingShare };
      if (at === 0) return { ...common, kind: 'category' as const, typical: 0, categories: ['Уфа', '77'] };
      if (at === 1) return { ...common, kind: 'date' as const, typical: null, deciles: null };
      if (at === 2) return { ...common, kind: 'number' as const, unit: 'flag' as const, typical: 0, deciles: null };
      return feature;
    }),
  };
  const forecast = async (client: unknown) => {
    writeModel('m.onnx', typed);
    const { code, out, err } = await run(['--json', '-', '--model', './m.onnx'], { stdin: JSON.stringify(client) });
    return { code, err, answer: out === '' ? null : JSON.parse(out) };
  };

  test('is understood as a cell of a file is: texts, dates, flags, and missing in every spelling', async () => {
    const client = { f0: 'Уфа', f1: '2024-08-31', f2: true, f3: '1 234,5', f4: 'None', f5: null, f6: -1.5, f7: '' };
    const one = await forecast({ id: 7, ...client });
    expect(one).toMatchObject({
      code: 0,
      err: RECORDS,
      answer: { id: '7', model: { name: typed.name, synthetic: false } },
    });
    write('in.csv', `id;${names.join(';')}\n7;Уфа;31.08.2024;да;1234.5;nan;;-1,5;-\n`);
    expect((await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx'])).code).toBe(0);
    expect(linesOf('out.csv')).toEqual(['id;target', `7;${one.answer.forecastRub}`]);
  });

  test('tells what cannot be read, counts it as missing, and ends with code 6', async () => {
    const strange = await forecast({ f0: 'Тула', f1: '2024-02-31', f2: 'maybe', f3: [1], f4: { x: 1 }, f5: 1 });
    expect(strange.code).toBe(6);
    expect(strange.err.split('\n')).toEqual([
      'Features without a column, missing for every client (2 of 8): "f6", "f7"',
      'Cells that cannot be read and count as missing: 4',
      '  line 1: "f1" cannot be read: "2024-02-31"',
      '  line 1: "f2" cannot be read: "maybe"',
      '  line 1: "f3" cannot be read: "[…]"',
      '  line 1: "f4" cannot be read: "{…}"',
      'Unknown categories that count as missing: 1',
      '  line 1: "f0": the model does not know the category "Тула"',
      'Of these columns not one value could be read: "f0", "f1", "f2", "f3", "f4"',
      RECORDS.trimEnd(),
      '',
    ]);
    expect(strange.answer.forecastRub).toBe((await forecast({ f5: 1 })).answer.forecastRub);
  });

  test('takes hostile keys for keys like any others', async () => {
    writeModel('m.onnx');
    const stdin = '{"f0": 1, "__proto__": {"f1": 5}, "constructor": 1, "toString": null, "\\u001b[2J": 1}';
    const { code, out, err } = await run(['--json', '-', '--model', './m.onnx'], { stdin });
    expect(code).toBe(0);
    expect(err).toContain('\nKeys that the model does not use: "__proto__", "constructor", "toString", "\\u001b[2J"\n');
    const plain = await run(['--json', '-', '--model', './m.onnx'], { stdin: '{"f0": 1}' });
    expect(out).toBe(plain.out);
    expect(({} as Record<string, unknown>).f1).toBeUndefined();
  });

  test.each([
    ['no JSON', '{', /not JSON of clients. Line 1: a text in quotes is missing/],
    ['a list of numbers', '[1]', /Line 1: a client is an object/],
    ['a client cut off', '{"f0":1}\n{"f0":', /Line 2: a value/],
    ['a single quote', "{'f0':1}", /Line 1: a text in quotes is missing/],
    ['something behind a list', '[{"f0":1}] {"f0":1}', /Line 1: something follows the list/],
    ['no client', '[]', /no client/],
    ['nothing', '', /no client/],
    ['another encoding', Buffer.from('{"f0":"\u00ff"}', 'latin1'), /not UTF-8/],
    ['clients by their ids', '{"501": {"f0":1}, "502": {"f0":2}}', /No key is a feature of the model. Keys found: 2/],
    ['nothing that the model knows', '{"__proto__": 1}', /No key is a feature of the model. Keys found: 1/],
  ])('%s ends with code 3', async (_, stdin, message) => {
    writeModel('m.onnx');
    const { code, out, err } = await run(['--json', '-', '--model', './m.onnx'], { stdin });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(message);
  });
});
