import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  createWriteStream,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { file, folder, GOLDEN_CSV, linesOf, MODELS, ROOT, run, write, writeClients, writeModel } from './command.ts';

const PACKED = Buffer.from('id;f0;f1\n1;2;3\n');

describe('a run that fails leaves what was there and nothing else', () => {
  const cases: [string, number, RegExp, { args?: string[]; csv?: string | Uint8Array; model?: string }][] = [
    ['no arguments', 2, /--csv IN and --out OUT are needed/, { args: [] }],
    ['an unknown option', 2, /--width/, { args: ['--csv', 'in.csv', '--out', 'out.csv', '--width'] }],
    ['an unknown language', 2, /en or ru/, { args: ['--csv', 'in.csv', '--out', 'out.csv', '--lang', 'de'] }],
    ['half a reason', 2, /whole number/, { args: ['--csv', 'in.csv', '--out', 'out.csv', '--reasons', '1.5'] }],
    ['a file and a client at once', 2, /does not go with/, { args: ['--json', '-', '--csv', 'in.csv'] }],
    ['the result over the input', 2, /is read by this command/, { args: ['--csv', 'in.csv', '--out', './in.csv'] }],
    ['an option of files for JSON', 2, /--interval does not go with/, { args: ['--json', '-', '--interval'] }],
    ['a folder as the result', 2, /no file, pipe or device/, { args: ['--csv', 'in.csv', '--out', '.'] }],
    ['no such file', 3, /cannot be read: ENOENT/, { args: ['--csv', 'none.csv', '--out', 'out.csv'] }],
    ['a folder as the input', 3, /cannot be read: EISDIR/, { args: ['--csv', '.', '--out', 'out.csv'] }],
    ['an empty file', 3, /is empty/, { csv: '' }],
    ['rows that are no clients', 7, /No row is a client: nothing was written/, { csv: 'id;f0;f1\n;1;2\n3;4\n' }],
    ['a header alone', 3, /no rows/, { csv: 'id;f0;f1\n' }],
    ['no id', 3, /No column has the client's id.*"f0", "f1"/, { csv: 'f0;f1\na;b\n' }],
    ['another table', 3, /No column is a feature.*"id", "colour"/, { csv: 'id;colour\n1;red\n' }],
    ['a spreadsheet', 3, /no text/, { csv: Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0) }],
    ['a compressed file in a compressed one', 3, /inside a compressed/, { csv: gzipSync(gzipSync(PACKED)) }],
    ['a compressed file cut off', 3, /damaged/, { csv: gzipSync(PACKED).subarray(0, -9) }],
    ['a compressed file with something behind', 3, /damaged/, { csv: Buffer.concat([gzipSync(PACKED), PACKED]) }],
    ['what only begins like a compressed file', 3, /damaged/, { csv: Uint8Array.of(0x1f, 0x8b, 1, 2) }],
    [
      'a file that unpacks a thousandfold',
      3,
      /more than any real table/,
      { csv: gzipSync(Buffer.concat([PACKED, Buffer.alloc(20_000_000, 10)])) },
    ],
    ['a web page', 3, /web page/, { csv: '<!DOCTYPE html><p>Sign in' }],
    ['a model that does not ship', 4, /no model "other" ships \(.*income.*\.\/other/, { model: 'other' }],
    ['no such model file', 4, /ENOENT/, { model: './none.onnx' }],
    [
      'intervals of a model without',
      4,
      /has no intervals/,
      { args: ['--csv', 'in.csv', '--out', 'out.csv', '--model', './small.onnx', '--interval'] },
    ],
    ['a file that is no model', 4, /cannot be used/, { model: './in.csv' }],
    ['no folder for the result', 5, /cannot be written/, { args: ['--csv', 'in.csv', '--out', 'none/out.csv'] }],
  ];
  test.each(cases)('%s', async (_, expected, message, { args, csv, model = './m.onnx' }) => {
    writeModel('m.onnx');
    writeClients('in.csv', ['1', '2']);
    writeModel('small.onnx');
    if (csv !== undefined) write('in.csv', csv);
    write('out.csv', 'what was there');
    const before = readdirSync(folder);
    const input = readFileSync(file('in.csv'));
    const { code, out, err } = await run(args ?? ['--csv', 'in.csv', '--out', 'out.csv', '--model', model]);
    expect({ code, out }).toEqual({ code: expected, out: '' });
    expect(err).toMatch(message);
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(file('in.csv'))).toEqual(input);
    expect(readFileSync(file('out.csv'), 'utf8')).toBe('what was there');
  });

  test('a file that turns out bad after a million bytes', async () => {
    writeModel('m.onnx');
    writeClients(
      'in.csv',
      Array.from({ length: 60_000 }, (_, at) => String(at)),
    );
    const clients = readFileSync(file('in.csv'));
    expect(clients.length).toBeGreaterThan(2 ** 20);
    write('in.csv', gzipSync(clients).subarray(0, -9));
    const { code, err } = await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx']);
    expect(code).toBe(3);
    expect(err).toMatch(/^The compressed file is damaged/);
    expect(readdirSync(folder).sort()).toEqual(['in.csv', 'm.onnx']);
  });

  test('a shipped model whose file is another one than announced', async () => {
    const modelsFolder = file('models');
    mkdirSync(join(modelsFolder, 'income'), { recursive: true });
    copyFileSync(join(MODELS, 'index.json'), join(modelsFolder, 'index.json'));
    writeModel('models/income/income.onnx');
    const { code, err } = await run(['--csv', GOLDEN_CSV, '--out', 'out.csv'], { modelsFolder });
    expect(code).toBe(4);
    expect(err).toMatch(/SHA-256 differs/);
  });
});

test('the result never takes the place of what is read, by whatever name, and follows a link to its own place', async () => {
  writeModel('m.onnx');
  writeClients('in.csv', ['1']);
  linkSync(file('in.csv'), file('hard.csv'));
  symlinkSync('in.csv', file('soft.csv'));
  const to = (out: string) => run(['--csv', 'in.csv', '--out', out, '--model', './m.onnx']);
  for (const out of ['hard.csv', 'soft.csv', 'm.onnx']) expect((await to(out)).code).toBe(2);
  write('secret.csv', '');
  chmodSync(file('secret.csv'), 0o600);
  symlinkSync('secret.csv', file('link.csv'));
  expect((await to('link.csv')).code).toBe(0);
  expect(linesOf('secret.csv')).toHaveLength(2);
  if (process.platform !== 'win32') expect(statSync(file('secret.csv')).mode & 0o777).toBe(0o600);
});

describe('npm run score', () => {
  const npm = ['run', '--silent', 'score', '--'];
  const env = { ...process.env, INIT_CWD: undefined };

  test('is called from any folder, answers on standard output alone and ends with the code', () => {
    copyFileSync(GOLDEN_CSV, file('клиенты банка.csv'));
    const call = (...args: string[]) =>
      spawnSync('npm', ['--prefix', ROOT, ...npm, ...args], { cwd: folder, encoding: 'utf8', env });
    const written = call('--csv', 'клиенты банка.csv', '--out', 'прогноз доходов.csv');
    expect(written).toMatchObject({ status: 0, stdout: '' });
    expect(linesOf('прогноз доходов.csv')).toHaveLength(1001);
    expect(call()).toMatchObject({ status: 2, stdout: '' });
  }, 60_000);

  test.skipIf(process.platform === 'win32')(
    'stopped in the middle it leaves no half file',
    async () => {
      writeModel('m.onnx');
      writeClients(
        'clients.csv',
        Array.from({ length: 60_000 }, (_, at) => String(at)),
      );
      const clients = readFileSync(file('clients.csv'));
      expect(clients.length).toBeGreaterThan(2 ** 20);
      // A pipe acts as the gate: the command scores what has arrived and waits for the rest, which never comes.
      execFileSync('mkfifo', [file('in.csv')]);
      const args = ['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx'];
      const child = spawn(process.execPath, [join(ROOT, 'scripts/score.mjs'), ...args], { cwd: folder, env });
      const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
      const pipe = createWriteStream(file('in.csv'));
      pipe.on('error', () => {});
      pipe.write(clients);
      const scoredBytes = () =>
        readdirSync(folder)
          .filter((name) => name.endsWith('.part'))
          .reduce((sum, name) => sum + statSync(file(name)).size, 0);
      await expect.poll(scoredBytes, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0);
      child.kill('SIGTERM');
      expect(await ended).toBe(143);
      pipe.destroy();
      expect(readdirSync(folder).sort()).toEqual(['clients.csv', 'in.csv', 'm.onnx']);
    },
    60_000,
  );
});
