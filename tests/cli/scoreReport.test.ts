import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScoreReport } from '../../cli/score/report.ts';
import { file, linesOf, run, write, writeModel } from './command.ts';

/** Scores a file with a small model and reads the report. */
async function score(csv: string | Uint8Array, ...args: string[]) {
  writeModel('m.onnx');
  write('in.csv', csv);
  const result = await run([
    ...['--csv', 'in.csv', '--out', 'out.csv', '--report', 'report.json', '--model', './m.onnx', ...args],
  ]);
  return { ...result, report: JSON.parse(readFileSync(file('report.json'), 'utf8')) as ScoreReport };
}

describe('the report', () => {
  test('says everything about how a file was read', async () => {
    const csv = 'Отчёт\nid;f0;f1;colour;target;w\na1;1,5;x;red;9;1\n;1;2;;;\na3;2,5;y;;;\na4;1\n';
    const { code, report } = await score(csv);
    expect(code).toBe(6);
    const { timingsMs, columns, ...rest } = report;
    expect(rest).toEqual({
      format: 'tuntundohod-score-report',
      version: 1,
      exitCode: 6,
      problem: null,
      model: { name: expect.any(String), version: expect.any(String), synthetic: false },
      input: { name: 'in.csv', kind: 'csv', sizeBytes: Buffer.byteLength(csv), encoding: 'utf-8', delimiter: ';' },
      records: { total: 6, clients: 2, rejected: 2, passedOver: 2, repeated: 0, replaced: 0 },
      cells: expect.objectContaining({ unreadable: 2, unseenCategories: 0, doubtfulNumbers: 0 }),
      features: { total: 8, missing: ['f2', 'f3', 'f4', 'f5', 'f6', 'f7'], unreadable: ['f1'] },
      unknownColumns: ['colour'],
      duplicateColumns: [],
      leftOutColumns: ['target', 'w'],
      doubts: [],
      mended: [],
      unexplained: { total: 0, first: [] },
      rejections: [
        { kind: 'no-id', line: 4 },
        { kind: 'ragged', line: 6, fields: 2, expected: 6 },
      ],
      problems: [
        { kind: 'unreadable', line: 3, column: 'f1', value: 'x' },
        { kind: 'unreadable', line: 5, column: 'f1', value: 'y' },
      ],
      passedOver: [
        { line: 1, why: 'title' },
        { line: 2, why: 'header' },
      ],
    });
    expect(columns.map(({ column, name, use, feature }) => [column, name, use, feature])).toEqual([
      [1, 'id', 'id', null],
      [2, 'f0', 'feature', 'f0'],
      [3, 'f1', 'feature', 'f1'],
      [4, 'colour', 'unused', null],
      [5, 'target', 'unused', null],
      [6, 'w', 'unused', null],
    ]);
    expect(columns[2]).toMatchObject({ values: 'number', unreadable: 2 });
    expect(timingsMs.total).toBeGreaterThanOrEqual(timingsMs.read + timingsMs.score);
  });

  test('says which ids stand twice, which have a line each', async () => {
    const { code, err, report } = await score('id;f0;f1\na1;1;2\na2;3;4\na1;5;6\na1;5;6\n');
    expect(code).toBe(0);
    expect(linesOf('out.csv')).toHaveLength(5);
    expect(report.records).toEqual({ total: 5, clients: 4, rejected: 0, passedOver: 1, repeated: 2, replaced: 0 });
    expect(report.problems).toEqual([
      { kind: 'duplicate-id', line: 4, clientId: 'a1' },
      { kind: 'duplicate-id', line: 5, clientId: 'a1' },
    ]);
    expect(err).toContain('Clients whose id stands before them already: 2\n  line 4: the id "a1" stands twice\n');
  });

  test('goes to standard output with -, and messages stay on standard error', async () => {
    writeModel('m.onnx');
    write('in.csv', 'id;f0;f1\na1;1;2\n');
    const args = ['--csv', 'in.csv', '--out', 'out.csv', '--model', './m.onnx', '--report', '-'];
    const { out, err } = await run(args);
    expect(JSON.parse(out)).toMatchObject({ exitCode: 0, records: { clients: 1 } });
    expect(err).toContain('Records: 2 = clients 1 + rejected 0 + passed over 1\n');
    expect(await run([...args, '--quiet'])).toMatchObject({ code: 0, err: '' });
  });

  test('of a file that cannot be read says why, and the old result stays', async () => {
    write('out.csv', 'what was there');
    const { code, report } = await score('id;f0\n');
    expect({ code, exitCode: report.exitCode, problem: report.problem }).toEqual({
      code: 3,
      exitCode: 3,
      problem: { kind: 'no-rows' },
    });
    expect(readFileSync(file('out.csv'), 'utf8')).toBe('what was there');
  });

  test('of JSON has the lines and keys of the text', async () => {
    writeModel('m.onnx');
    const stdin = '[{"id": 1, "f0": NaN},\n{"id": 2, "f0": "x", "f0": "y", "f1": "1,234"}]';
    await run(['--json', '-', '--report', 'report.json', '--model', './m.onnx'], { stdin });
    const report: ScoreReport = JSON.parse(readFileSync(file('report.json'), 'utf8'));
    expect(report.input).toEqual({ name: '-', kind: 'json', sizeBytes: null, encoding: null, delimiter: null });
    expect(report.records).toEqual({ total: 2, clients: 2, rejected: 0, passedOver: 0, repeated: 0, replaced: 0 });
    expect(report.problems).toEqual([
      { kind: 'not-a-number', line: 1, column: 'f0' },
      { kind: 'repeated-key', line: 2, column: 'f0' },
      { kind: 'unreadable', line: 2, column: 'f0', value: 'y' },
      { kind: 'doubtful-number', line: 2, column: 'f1', value: '1,234', read: 1.234 },
    ]);
  });
});

describe('the exit code', () => {
  const cases: [string, number, string][] = [
    ['0 when every row is a client', 0, 'id;f0;f1\na1;1;2\na2;;x\na3;3;4\n'],
    ['1 when rows were rejected', 1, 'id;f0;f1\na1;1;2\na2;3\n'],
    ['6 when no number of a column could be read', 6, 'id;f0;f1\na1;1;x\na2;3;y\n'],
    ['6 also when rows were rejected', 6, 'id;f0;f1\na1;1;x\na2;3\n'],
    ['7 when every row was rejected', 7, 'id;f0;f1\n;1;2\na2;3\n'],
  ];
  test.each(cases)('is %s', async (_, expected, csv) => {
    write('out.csv', 'what was there');
    const { code, err, report } = await score(csv);
    expect({ code, exitCode: report.exitCode }).toEqual({ code: expected, exitCode: expected });
    expect(err).toMatch(/\nRecords: \d = clients \d \+ rejected \d \+ passed over 1\n$/);
    expect(linesOf('out.csv')[0]).toBe(expected === 7 ? 'what was there' : 'id;target');
    const quiet = await score(csv, '--quiet');
    expect(quiet.err === '').toBe(expected === 0);
  });

  test('0 means that every record is accounted for and every client has a line, whatever the file', async () => {
    const table = [
      'id;f0;name;f2',
      ...Array.from({ length: 12 }, (_, row) => `${row + 501};${row},5;"a ""b""";${row * 3}`),
      '',
    ].join('\n');
    const change = fc.record({
      at: fc.nat({ max: table.length }),
      cut: fc.nat({ max: 3 }),
      put: fc.constantFrom('"', ';', '\n', '\r', '', ',', '.', '\t', 'Итого', '\0', '1,234', '="', '-', '\u200b', ' '),
    });
    writeModel('m.onnx');
    const codes = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
        const text = changes.reduce((old, { at, cut, put }) => old.slice(0, at) + put + old.slice(at + cut), table);
        const { code, report } = await score(text);
        codes.add(code);
        const { total, clients, rejected, passedOver } = report.records;
        if (report.problem === null) expect(total).toBe(clients + rejected + passedOver);
        if (code === 0)
          expect({ rejected, lines: linesOf('out.csv').length - 1 }).toEqual({ rejected: 0, lines: clients });
        if (code === 0 || code === 1) expect(clients).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
    expect(codes.has(0)).toBe(true);
  }, 120_000);
});
