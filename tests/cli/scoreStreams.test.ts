import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { file, folder, ROOT, write, writeClients, writeModel } from './command.ts';

const SCORE = join(ROOT, 'scripts/score.mjs');
const env = { ...process.env, INIT_CWD: undefined };

beforeAll(() => {
  // Builds the command once, so that the tests do not.
  spawnSync(process.execPath, [SCORE, '--help'], { env });
}, 60_000);

/** Runs the built command as a process with pipes, as a shell does. */
function call(args: string[], { input }: { input?: string | Uint8Array } = {}) {
  return spawnSync(process.execPath, [SCORE, ...args, '--model', './m.onnx'], {
    cwd: folder,
    env,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
}

/** Runs a line of a shell in which `$SCORE` is the command. */
function shell(line: string) {
  return spawnSync('bash', ['-c', line], {
    cwd: folder,
    env: { ...env, SCORE: `"${process.execPath}" "${SCORE}" --model ./m.onnx` },
    encoding: 'utf8',
  });
}

const RESULT = /^id;target\n1;[\d.]+\n2;[\d.]+\n$/;

describe.skipIf(process.platform === 'win32')('the built command', { timeout: 60_000 }, () => {
  test('reads standard input and writes standard output, messages go to standard error alone', () => {
    writeModel('m.onnx');
    writeClients('in.csv', ['1', '2']);
    const input = readFileSync(file('in.csv'));
    const { status, stdout, stderr } = call(['--csv', '-', '--out', '-'], { input });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'Records: 3 = clients 2 + rejected 0 + passed over 1\n',
    });
    expect(stdout).toMatch(RESULT);
    expect(call(['--csv', '-', '--out', '-'], { input: gzipSync(input) }).stdout).toBe(stdout);
    expect(call(['--csv', 'in.csv', '--out', 'out.csv']).status).toBe(0);
    expect(readFileSync(file('out.csv'), 'utf8')).toBe(stdout);
  });

  test('writes into /dev/stdout, into pipes and into devices, and replaces none of them', () => {
    writeModel('m.onnx');
    writeClients('in.csv', ['1', '2']);
    const link = readlinkSync('/dev/stdout');
    for (const out of ['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', 'link']) {
      if (out === 'link') symlinkSync('/dev/stdout', file('link'));
      const { status, stdout } = shell(`eval "$SCORE" --csv in.csv --out ${out} 2>/dev/null | cat`);
      expect({ out, status }).toEqual({ out, status: 0 });
      expect(stdout).toMatch(RESULT);
    }
    expect(readlinkSync('/dev/stdout')).toBe(link);
    expect(call(['--csv', 'in.csv', '--out', '/dev/null']).status).toBe(0);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    const { status, stderr } = call(['--csv', 'in.csv', '--out', '/dev/full']);
    expect({ status, stderr }).toEqual({ status: 5, stderr: expect.stringMatching(/cannot be written: ENOSPC/) });
    expect(readdirSync(folder).sort()).toEqual(['in.csv', 'link', 'm.onnx']);
  });

  test('adds to what a shell has written into the same file before', () => {
    writeModel('m.onnx');
    writeClients('in.csv', ['1', '2']);
    shell('{ echo first; eval "$SCORE" --csv in.csv --out /dev/stdout; echo last; } > all.txt 2>/dev/null');
    expect(readFileSync(file('all.txt'), 'utf8')).toMatch(/^first\nid;target\n1;[\d.]+\n2;[\d.]+\nlast\n$/);
  });

  test('reads and writes named pipes', async () => {
    writeModel('m.onnx');
    writeClients('clients.csv', ['1', '2']);
    execFileSync('mkfifo', [file('in'), file('out')]);
    const reading = spawn('cat', [file('out')]);
    let text = '';
    reading.stdout.on('data', (data) => {
      text += data;
    });
    const read = new Promise((resolve) => reading.on('close', resolve));
    const { status } = shell('cat clients.csv > in & eval "$SCORE" --csv in --out out');
    await read;
    expect(status).toBe(0);
    expect(text).toMatch(RESULT);
    expect(lstatSync(file('out')).isFIFO()).toBe(true);
  });

  test('follows a link to a file, also to one that is not there yet', () => {
    writeModel('m.onnx');
    writeClients('in.csv', ['1', '2']);
    mkdirSync(file('results'));
    symlinkSync('results/new.csv', file('link.csv'));
    for (let time = 0; time < 2; time++) {
      expect(call(['--csv', 'in.csv', '--out', 'link.csv']).status).toBe(0);
      expect(lstatSync(file('link.csv')).isSymbolicLink()).toBe(true);
      expect(readFileSync(file('results/new.csv'), 'utf8')).toMatch(RESULT);
    }
  });

  test('does not read what it writes', () => {
    writeModel('m.onnx');
    writeClients('in.csv', ['1', '2']);
    const before = readFileSync(file('in.csv'), 'utf8');
    for (const line of ['--csv in.csv --out - >> in.csv', '--csv - --out in.csv < in.csv', '--csv in.csv --out in.csv'])
      expect(shell(`eval "$SCORE" ${line}`).status).toBe(2);
    expect(readFileSync(file('in.csv'), 'utf8')).toBe(before);
  });

  test('says nothing into a pipe before there is a client, and ends when its reader has gone', () => {
    writeModel('m.onnx');
    write('bad.csv', 'id;f0;f1\n;1;2\n;3;4\n');
    expect(call(['--csv', 'bad.csv', '--out', '-'])).toMatchObject({ status: 7, stdout: '' });
    writeClients(
      'in.csv',
      Array.from({ length: 60_000 }, (_, at) => String(at)),
    );
    const { stdout, stderr } = shell('(eval "$SCORE" --csv in.csv --out -; echo "code $?" >&2) | head -n 1');
    expect(stdout).toBe('id;target\n');
    expect(stderr).toMatch(/^The result cannot be written: .*EPIPE\ncode 5\n$/);
  });

  test('ends although standard input goes on, when the table cannot be read', async () => {
    writeModel('m.onnx');
    const child = spawn(process.execPath, [SCORE, '--csv', '-', '--out', '-', '--model', './m.onnx'], {
      cwd: folder,
      env,
    });
    child.stdin.on('error', () => {});
    child.stdin.write(`a;b\n${'1;2\n'.repeat(400_000)}`);
    const code = await new Promise((resolve) => child.on('exit', resolve));
    child.stdin.destroy();
    expect(code).toBe(3);
  });
});
