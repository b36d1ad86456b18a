import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toReasonCell } from '../../cli/score/forecastLines.ts';
import { toRoubles } from '../../src/core/contract/transform.ts';
import { toShortDecimal } from '../../src/core/csv/write/cells.ts';
import { DEFAULT_SEGMENTS, segmentIndex } from '../../src/core/offers/segments.ts';
import { outputsOf, readOnnx } from '../../src/core/onnx/own/file.ts';
import { openSession } from '../../workers/runtime/session.ts';
import {
  file,
  floats,
  GOLDEN_CSV,
  INCOME,
  linesOf,
  names,
  run,
  small,
  write,
  writeClients,
  writeModel,
} from './command.ts';

describe('the income model that ships', () => {
  test('forecasts the golden rows and their intervals as the native libraries do, and bit for bit as the app does', async () => {
    const { code, out, err } = await run(['--csv', GOLDEN_CSV, '--out', 'прогноз.csv', '--interval']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toMatch(/^The model income \S+ was trained on synthetic clients/);

    const [header, ...rows] = linesOf('прогноз.csv').map((line) => line.split(';'));
    expect(header).toEqual(['id', 'target', 'p10', 'p90']);
    const ids = readFileSync(GOLDEN_CSV, 'utf8').trimEnd().split('\n').slice(1);
    expect(rows.map(([id]) => id)).toEqual(ids.map((line) => line.slice(0, line.indexOf(';'))));

    const columns = [1, 2, 3].map((at) => Float32Array.from(rows, (cells) => Number(cells[at])));
    const bytes = readFileSync(INCOME);
    const model = readOnnx(bytes);
    const outputs = outputsOf(model);
    const session = await openSession(bytes, { featureCount: model.forecast.featureCount, outputs });
    expect(columns).toEqual(await session.run(floats('income.matrix.f32')));
    await session.close();
    const native = floats('income.forecasts.f32');
    expect(native.length).toBe(3 * rows.length);
    const worst = native.reduce(
      (most, x, i) => Math.max(most, Math.abs(columns[i % 3]![Math.floor(i / 3)]! - x) / x),
      0,
    );
    expect(worst).toBeLessThanOrEqual(1e-5);
  });

  test('adds segments by the shipped bands and reasons that add up to the forecast', async () => {
    const head = readFileSync(GOLDEN_CSV, 'utf8').split('\n').slice(0, 21).join('\n');
    write('in.csv', head);
    const { forecast: ensemble, contract } = readOnnx(readFileSync(INCOME));
    const all = String(ensemble.featureCount);
    const args = ['--csv', 'in.csv', '--out', 'out.csv', '--segment', '--lang', 'ru', '--model', 'income'];
    expect((await run([...args, '--reasons', all])).code).toBe(0);

    const [header, ...rows] = linesOf('out.csv').map((line) => line.split(';'));
    expect(header?.slice(0, 4)).toEqual(['id', 'target', 'segment', 'reason_1']);
    const contribs = floats('income.contribs.f32');
    const width = ensemble.featureCount + 1;
    rows.forEach(([, target, segment, ...reasons], row) => {
      expect(reasons).toHaveLength(ensemble.featureCount);
      const forecast = Number(target);
      expect(segment).toBe(DEFAULT_SEGMENTS[segmentIndex(DEFAULT_SEGMENTS, forecast)]?.name.ru);
      const effects = reasons.filter((reason) => reason !== '').map((reason) => Number(reason.split(': ').at(-1)));
      const base = toRoubles(contract.transform, contribs[row * width + width - 1]!);
      const sum = effects.reduce((total, effect) => total + effect, base);
      expect(Math.abs(sum - forecast)).toBeLessThan(0.005 * effects.length + 1e-4 * forecast);
      const native = contribs.subarray(row * width, row * width + width - 1);
      const largest = native.reduce((best, effect, at) => (Math.abs(effect) > Math.abs(native[best]!) ? at : best), 0);
      expect(reasons[0]).toMatch(`${contract.features[largest]?.title.ru}: ${native[largest]! < 0 ? '-' : '+'}`);
    });
  });
});

describe('a file', () => {
  test('keeps every id as it is, twice if it stands twice', async () => {
    const ids = ['007', '=1+1', 'a;b', 'say "hi"', '-5', 'имя', '007', '9007199254740993'];
    writeModel('m.onnx');
    writeClients('in.csv', ids);
    expect((await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx'])).code).toBe(0);
    const text = readFileSync(file('out.csv'), 'utf8');
    const found = [...text.matchAll(/^("(?:[^"]|"")*"|[^;"\n]*);-?[\d.]+$/gm)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    );
    expect(found).toEqual(ids);
  });

  test('with a quote that is never closed loses no row, and tells it', async () => {
    writeModel('m.onnx');
    writeClients('in.csv', ['1', '2']);
    write('in.csv', `${readFileSync(file('in.csv'), 'utf8').trimEnd()}\n"3;1;2;3;4;5;6;7;8\n4;1;2;3;4;5;6;7;8\n`);
    const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx']);
    expect(code).toBe(0);
    expect(linesOf('out.csv').map((line) => line.split(';')[0])).toEqual(['id', '1', '2', '3', '4']);
    expect(err).toContain('Rows with a quote that encloses no cell, read as a letter: 1\n  line 4: ');
  });

  test('with bad rows gives the good ones, tells the bad ones by their lines, and code 1', async () => {
    writeModel('m.onnx');
    writeClients('in.csv', ['1', '2']);
    write('in.csv', `${readFileSync(file('in.csv'), 'utf8')};1;2;3;4;5;6;7;8\n3;1;2\n4;x;2;3;4;5;6;7;8\n`);
    const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx']);
    expect(code).toBe(1);
    expect(linesOf('out.csv').map((line) => line.split(';')[0])).toEqual(['id', '1', '2', '4']);
    expect(err).toBe(
      'Cells that cannot be read and count as missing: 1\n  line 6: "f0" cannot be read: "x"\n' +
        'Rejected rows: 2 of 6\n  line 4: no id\n  line 5: 3 fields, the header has 9\n' +
        'Records: 6 = clients 3 + rejected 2 + passed over 1\n',
    );
  });

  test('tells which columns are lacking, unknown, doubled and left out', async () => {
    writeModel('m.onnx');
    write('in.csv', 'id;f0;f0;target;w;colour\n1;2;3;4;5;red\n');
    const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx']);
    expect(code).toBe(0);
    expect(err.split('\n')).toEqual([
      `Features without a column, missing for every client (7 of 8): ${names
        .slice(1)
        .map((name) => `"${name}"`)
        .join(', ')}`,
      'Columns that the model does not use: "colour"',
      'Columns that stand more than once, the first one counts: "f0"',
      'Left out, they are the answer: "target", "w"',
      'Records: 2 = clients 1 + rejected 0 + passed over 1',
      '',
    ]);
  });

  test('is told when trees of the model’s own file do not count', async () => {
    writeModel('m.onnx', { ...small, treesOfFile: { used: 2, all: 5 } });
    writeClients('in.csv', ['1']);
    const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx']);
    expect(code).toBe(0);
    expect(err).toContain('adds up the first 2 of 5 trees of its file.');
  });

  test('compressed with gzip, also in several pieces, gives what the file inside gives', async () => {
    writeModel('m.onnx');
    const ids = Array.from({ length: 40_000 }, (_, at) => String(at));
    writeClients('in.csv', ids);
    const plain = readFileSync(file('in.csv'));
    write('in.csv.gz', Buffer.concat([gzipSync(plain.subarray(0, 1_500_000)), gzipSync(plain.subarray(1_500_000))]));
    const to = (name: string, out: string, isTerminal = false) =>
      run(['--csv', name, '--out', out, '--model', './m.onnx'], { isTerminal });
    expect(await to('in.csv', 'plain.csv')).toEqual({
      code: 0,
      out: '',
      err: 'Records: 40001 = clients 40000 + rejected 0 + passed over 1\n',
    });
    const { code, err } = await to('in.csv.gz', 'packed.csv', true);
    expect(code).toBe(0);
    expect(readFileSync(file('packed.csv')).equals(readFileSync(file('plain.csv')))).toBe(true);
    const shares = [...err.matchAll(/(\d+) %/g)].map(([, share]) => Number(share));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(0, ...shares)).toBeLessThanOrEqual(100);
  });

  describe('shows its progress', () => {
    const args = ['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx', '--reasons', '2'];
    /** A clock that advances by `stepMs` at each reading. */
    const clock = (stepMs: number) => {
      let time = 0;
      return () => (time += stepMs);
    };
    const RECORDS = 'Records: 2601 = clients 2600 + rejected 0 + passed over 1\n';
    const scoreClients = async (isTerminal: boolean, now: () => number, ...more: string[]) => {
      writeModel('m.onnx');
      writeClients(
        'in.csv',
        Array.from({ length: 2_600 }, (_, at) => String(at)),
      );
      const { err } = await run([...args, ...more], { isTerminal, now });
      expect(linesOf('out.csv')).toHaveLength(2_601);
      return err.split('\r\u001b[K');
    };

    test('to a person five times a second, and leaves nothing of it on the screen', async () => {
      expect(await scoreClients(true, clock(100))).toEqual([
        '',
        '0 %, 1000 clients, 5000 a second',
        '0 %, 2000 clients, 5000 a second',
        '100 %, 2500 clients, 4167 a second',
        RECORDS,
      ]);
    });

    test('to a person not at all when everything is done at once', async () => {
      expect(await scoreClients(true, clock(1))).toEqual([RECORDS]);
    });

    test('to no script', async () => {
      expect(await scoreClients(false, clock(1_000))).toEqual([RECORDS]);
    });

    test('to nobody who wants it quiet', async () => {
      expect(await scoreClients(true, clock(100), '--quiet')).toEqual(['']);
    });
  });
});

describe('cells', () => {
  test('a forecast is read back as the same float32, and no shorter number would be', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const short = toShortDecimal(value);
        expect(Math.fround(Number(String(short))) === value).toBe(true);
        const digits = String(Math.abs(short))
          .replace(/e.*|\./g, '')
          .replace(/^0+|0+$/g, '').length;
        if (digits > 1 && Math.abs(value) > 1e-30)
          expect(Math.fround(Number(value.toPrecision(digits - 1))) === value).toBe(false);
      }),
    );
    expect(toShortDecimal(Math.fround(97_400.1))).toBe(97_400.1);
  });

  test('a title that a spreadsheet would take for a formula is none', () => {
    expect(toReasonCell('=cmd()|x;y', { rub: -1234.567 })).toBe(`"'=cmd()|x;y: -1234.57"`);
    expect(toReasonCell('Оборот', { rub: 5 })).toBe('Оборот: +5.00');
  });
});
