import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/core/contract/contract.ts';
import { linesOf, run, small, write, writeModel } from './command.ts';

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
    ['--skip', `Отчёт;за июнь\n;;;;\n${TABLE}`, ['--id', 'client', '--skip', '2']],
    ['--encoding', Buffer.from(`\ufeff${TABLE}`, 'utf16le'), ['--id', 'client', '--encoding', 'UTF-16LE']],
    ['--decimal', TABLE, ['--id', 'client', '--decimal', ',']],
    ['--thousands', TABLE, ['--id', 'client', '--thousands', '.']],
  ])('%s', async (_, csv, args) => {
    const expected = await plain();
    const { code, err } = await score(csv, ...args);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(linesOf('out.csv')).toEqual(expected);
  });

  test('a comma before three digits is told with both readings, and --decimal or --thousands decides', async () => {
    const csv = 'id;f0;f1\na7;1,234;2\na9;5,678;4\n';
    const doubtful = await score(csv);
    expect(doubtful.code).toBe(0);
    expect(doubtful.err).toContain('  line 2: "f0": "1,234" was read as 1.234, not as 1234\n');
    for (const [args, value] of [
      [
        ['--decimal', ','],
        [1.234, 5.678],
      ],
      [
        ['--thousands', 'space'],
        [1.234, 5.678],
      ],
      [
        ['--decimal', '.'],
        [1234, 5678],
      ],
      [
        ['--thousands', ','],
        [1234, 5678],
      ],
    ] as const) {
      const { code, err } = await score(csv, ...args);
      expect({ args, code }).toEqual({ args, code: 0 });
      expect(err).not.toContain('was read as');
      const found = linesOf('out.csv');
      await score(`id;f0;f1\na7;${value[0]}0;2\na9;${value[1]}0;4\n`.replaceAll(/(\d{4})0;/g, '$1;'));
      expect(found).toEqual(linesOf('out.csv'));
    }
  });

  test('a category that is not the spelling of the model is said by --category', async () => {
    const features: Contract['features'] = small.features.map(({ name, group, title, missingShare }, at) =>
      at === 0
        ? { name, group, title, unit: 'none', missingShare, kind: 'category', typical: 0, categories: ['Уфа', 'Тула'] }
        : (small.features[at] as Contract['features'][number]),
    );
    writeModel('typed.onnx', { ...small, features });
    const to = async (text: string, ...args: string[]) => {
      write('in.csv', `id;f0;f1\na7;${text};2\n`);
      const { code } = await run(['--csv', 'in.csv', '--out', 'out.csv', '--model', './typed.onnx', ...args]);
      return { code, lines: linesOf('out.csv') };
    };
    const { lines } = await to('Тула');
    expect(await to('T-City', '--category', 'f0:T-City=Тула')).toEqual({ code: 0, lines });
    expect((await to('T-City')).code).toBe(6);
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
