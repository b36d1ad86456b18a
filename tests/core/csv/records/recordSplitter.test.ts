import spectrum from 'csv-spectrum';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { RecordSplitter } from '../../../../src/core/csv/records/recordSplitter.ts';
import { CHUNK_SIZES, recordsOf, utf8 } from '../reading.ts';

const delimiters = fc.constantFrom(';', ',', '\t', '|');
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');

/** Cells of everything that could confuse a reader. */
const cells = fc.string({
  unit: fc.constantFrom(
    'a',
    '7',
    ' ',
    ';',
    ',',
    '\t',
    '|',
    '"',
    '\n',
    '\r',
    '\r\n',
    'Ж',
    '€',
    '😀',
    "'",
    '.',
    '-',
    '\\',
  ),
  maxLength: 8,
});
const tables = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc.array(fc.array(fc.record({ text: cells, quoted: fc.boolean() }), { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 8,
  }),
);

function printed(cell: { text: string; quoted: boolean }, delimiter: string): string {
  const needed = cell.quoted || [delimiter, '"', '\r', '\n'].some((special) => cell.text.includes(special));
  return needed ? `"${cell.text.replaceAll('"', '""')}"` : cell.text;
}

function papa(text: string, delimiter: string, newline: '\n' | '\r\n' | '\r'): string[][] {
  return Papa.parse<string[]>(text, { delimiter, newline, quoteChar: '"', skipEmptyLines: true }).data;
}

test('any table comes back as it was written, as PapaParse reads it, for every chunk size', () => {
  fc.assert(
    fc.property(tables, delimiters, lineEnds, fc.boolean(), (table, delimiter, lineEnd, finalLineEnd) => {
      const lines = table.map((row) => row.map((cell) => printed(cell, delimiter)).join(delimiter));
      const text = lines.join(lineEnd) + (finalLineEnd ? lineEnd : '');
      const written = table.map((row) => row.map(({ text }) => text));
      expect(papa(text, delimiter, lineEnd as '\n')).toEqual(written);
      for (const size of CHUNK_SIZES) expect(recordsOf(utf8(text), delimiter, size)).toEqual(written);
    }),
    { numRuns: 150 },
  );
});

test('rows that end differently in one file are still rows', () => {
  fc.assert(
    fc.property(tables, delimiters, fc.array(lineEnds, { minLength: 8, maxLength: 8 }), (table, delimiter, ends) => {
      const text = table
        .map((row, at) => row.map((cell) => printed(cell, delimiter)).join(delimiter) + (ends[at] ?? ''))
        .join('');
      for (const size of [1, 2, 3, 7, 4096])
        expect(recordsOf(utf8(text), delimiter, size)).toEqual(table.map((row) => row.map(({ text }) => text)));
    }),
  );
});

test('nonsense gives the same records or the same error for every chunk size', () => {
  const nonsense = fc.string({ unit: fc.constantFrom('a', ';', '"', '\n', '\r', ' ', 'Ж'), maxLength: 60 });
  const outcome = (text: string, size: number) => {
    try {
      return recordsOf(utf8(text), ';', size);
    } catch (error) {
      return (error as { problem: unknown }).problem;
    }
  };
  fc.assert(
    fc.property(nonsense, (text) => {
      const whole = outcome(text, 65536);
      for (const size of CHUNK_SIZES) expect(outcome(text, size)).toEqual(whole);
    }),
    { numRuns: 400 },
  );
});

test('a quote inside a cell that has no quotes around it is a character, as in PapaParse', () => {
  const text = 'a;5" disk;say "hi"\nb;"c";d\n';
  expect(recordsOf(utf8(text), ';', 5)).toEqual(papa(text, ';', '\n'));
});

test('a quote that closes no cell is a letter; two of them around a cell are not shown', () => {
  expect(recordsOf(utf8('1;"OOO "Romashka"";x\n2;"a"b;c\n3;"a" ;c'), ';', 3)).toEqual([
    ['1', 'OOO "Romashka"', 'x'],
    ['2', '"a"b', 'c'],
    ['3', 'a', 'c'],
  ]);
});

test('blank lines are passed over, lines of spaces too; a line of empty cells is a row', () => {
  expect(recordsOf(utf8('\n\na;b\r\n\r\n   \n;\n \n'), ';', 2)).toEqual([
    ['a', 'b'],
    ['', ''],
  ]);
  expect(recordsOf(utf8('a\tb\n\t\n'), '\t', 2)).toEqual([
    ['a', 'b'],
    ['', ''],
  ]);
});

test('every record knows the line on which it begins, whatever the line ends and the quotes', () => {
  const text = 'h;h\r\n1;"two\r\nlines"\r2;x\n\n3;"a\n\rb"\n4;y';
  for (const size of CHUNK_SIZES) {
    const splitter = new RecordSplitter(';'.charCodeAt(0));
    const lines: number[] = [];
    const bytes = utf8(text);
    for (let at = 0; at < bytes.length; at += size) {
      splitter.append(bytes.subarray(at, at + size));
      while (splitter.next()) lines.push(splitter.line);
    }
    splitter.end();
    while (splitter.next()) lines.push(splitter.line);
    expect(lines).toEqual([1, 2, 4, 6, 9]);
  }
});

const samples = await new Promise<{ name: string; csv: Uint8Array; json: Uint8Array }[]>((resolve, reject) => {
  spectrum((error, found) => (error ? reject(error) : resolve(found)));
});

describe('csv-spectrum', () => {
  // The sample's JSON belongs to another row than its CSV.
  test.each(samples.filter(({ name }) => name !== 'location_coordinates'))('$name', ({ csv, json }) => {
    const wanted = JSON.parse(new TextDecoder().decode(json)) as Record<string, string>[];
    for (const size of [1, 2, 3, 5, 8, 13, 4096]) {
      const [header = [], ...rows] = recordsOf(csv, ',', size);
      const objects = rows.map((row) => Object.fromEntries(row.map((cell, at) => [header[at] ?? '', cell])));
      expect(objects).toEqual(wanted);
    }
  });
});
