import { describe, expect, test } from 'vitest';
import { linesOf, run, write, writeModel } from './command.ts';

/** Scores a file with a small model and other arguments. */
async function score(csv: string | Uint8Array, ...args: string[]) {
  writeModel('m.onnx');
  write('in.csv', csv);
  return run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx', ...args]);
}

const TABLE = 'no;client;f0;f1;f2\n1;a7;0,5;2;3\n2;a9;1,5;4;5\n';

/** What the file gives in plain words, which every option below has to give as well. */
async function plain(): Promise<string[]> {
  await score('id;f0;f1;f2\na7;0.5;2;3\na9;1.5;4;5\n');
  return linesOf('out.csv');
}

describe('what the command line says about a file is followed', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['--id by name', TABLE, ['--id', 'client']],
    ['--id in other case', TABLE, ['--id', 'CLIENT']],
    ['--id by number', TABLE, ['--id', '2']],
    ['--column', TABLE.replace('f0', 'сумма'), ['--id', 'client', '--column', 'f0=сумма']],
    [
      'two of --column',
      TABLE.replace('f0;f1', 'f1;f0').replace('f2', 'x'),
      [...['--id', 'client', '--column', 'f0=f1', '--column', 'f1=f0', '--column', 'f2=x']],
    ],
    ['--unused', TABLE.replace('no;', 'f3;'), ['--id', 'client', '--unused', 'f3']],
    ['--delimiter', TABLE.replaceAll(',', '.').replaceAll(';', '|'), ['--id', 'client', '--delimiter', '|']],
    ['--delimiter tab', TABLE.replaceAll(';', '\t'), ['--id', 'client', '--delimiter', 'tab']],
    ['--skip', `Отчёт;за;июнь;2024;года\n;;;;\n${TABLE}`, ['--id', 'client', '--skip', '2']],
    ['--encoding', Buffer.from(`\ufeff${TABLE}`, 'utf16le'), ['--id', 'client', '--encoding', 'UTF-16LE']],
    ['--decimal', TABLE, ['--id', 'client', '--decimal', ',']],
    ['--thousands', TABLE, ['--id', 'client', '--thousands', '.']],
  ])('%s', async (_, csv, args) => {
    const expected = await plain();
    const { code, err } = await score(csv, ...args);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(linesOf('out.csv')).toEqual(expected);
  });
});

describe('what cannot be meant ends with code 2', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown column', ['--id', 'nobody'], /no column "nobody". Columns found: "id", "f0", "f1"/],
    ['a number beyond the columns', ['--id', '4'], /no column "4"/],
    ['an unknown feature', ['--column', 'f9=f1'], /"f9" is no feature/],
    ['a column without a feature', ['--column', 'f1'], /FEATURE=COLUMN/],
    ['a category without a column', ['--category', 'a=b'], /COLUMN:TEXT=CATEGORY/],
    ['one sign for two things', ['--decimal', ',', '--thousands', ','], /the same sign/],
    ['an unknown sign', ['--decimal', ';'], /--decimal is one of , ./],
    ['an unknown delimiter', ['--delimiter', '^'], /--delimiter is one of/],
    ['an unknown encoding', ['--encoding', 'ebcdic'], /--encoding is one of/],
    ['a part of a line', ['--skip', '1.5'], /number of lines/],
    ['result and report in one place', ['--report', 'out.csv'], /different places/],
  ])('%s', async (_, args, message) => {
    const { code, err } = await score('id;f0;f1\na7;1;2\n', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(() => linesOf('out.csv')).toThrow(/ENOENT/);
  });
});

test('a file without a header never shows its rows in a message', async () => {
  for (const row of ['501;Анна;31;79765\n', 'Анна;Женский;Москва;31\n']) {
    for (const args of [[], ['--id', 'client']]) {
      const { code, err } = await score(row + row, ...args);
      expect([2, 3]).toContain(code);
      expect(err).not.toMatch(/Анна|Женский|Москва|79765|501/);
    }
  }
});
