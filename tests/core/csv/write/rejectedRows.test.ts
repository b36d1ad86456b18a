import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guarded, unguarded } from '../../../../src/core/csv/cells/formula.ts';
import { UNREADABLE } from '../../../../src/core/csv/cells/missing.ts';
import { parseNumberText } from '../../../../src/core/csv/cells/numberText.ts';
import { matchColumns } from '../../../../src/core/csv/detect/matchColumns.ts';
import { createClientReader } from '../../../../src/core/csv/read/clientReader.ts';
import { REJECTED_BYTES_KEPT, RejectedRows } from '../../../../src/core/csv/read/rejectedRows.ts';
import { REJECTIONS_KEPT } from '../../../../src/core/csv/report.ts';
import { rejectedLines } from '../../../../src/core/csv/write/rejectedLines.ts';
import { keptText, rejectionText } from '../../../../src/core/csv/write/rejectionText.ts';
import { CHUNK_SIZES, chunksOf, contractOf, planOf, readClients, utf8 } from '../reading.ts';

const contract = contractOf('age', 'change', { name: 'seen', kind: 'date' }, { name: 'city', kind: 'category' });

/** The file of a CSV's rejected rows. */
function rejectedOf(csv: string | Uint8Array, chunk = 65536): string {
  const bytes = typeof csv === 'string' ? utf8(csv) : csv;
  const plan = planOf(bytes, contract);
  const reader = createClientReader(plan, contract, 1000);
  const { lines, stops } = reader.keepRejected();
  for (const part of chunksOf(bytes, chunk)) reader.push(part);
  reader.finish();
  const { delimiter, encoding } = plan.schema;
  const kept = reader.keepRejected();
  const reasons = new Map(reader.rejections.map(({ line, kind }) => [line, kind]));
  const table = { header: plan.header, delimiter, encoding, lines, stops };
  return [...rejectedLines(table, kept.bytes, (line) => reasons.get(line) ?? '')].join('');
}

const CSV = `id;fio;age;change;seen;city
1;Ли;42,5;-5;2024-01-01;Уфа
2;"Ким; ""Ён""
Ро";43;-1 234,5;31.12.2023
;=HYPERLINK("x");-;+7;;=1+1
3;'=x;44;-0,5;;-;;
-x;@me;45;1;;-
`;

test('they come with their header and their own cells, as many as they were, behind line and reason; no text is a formula', () => {
  expect(rejectedOf(CSV)).toBe(
    [
      'rejected_line;rejected_reason;id;fio;age;change;seen;city',
      '3;ragged;2;"Ким; ""Ён""\nРо";43;-1 234,5;31.12.2023',
      `5;no-id;;"'=HYPERLINK(""x"")";-;+7;;'=1+1`,
      `6;ragged;3;''=x;44;-0,5;;-;;`,
      '',
    ].join('\r\n'),
  );
});

test('however a file is cut, and whatever its delimiter and encoding, the same rows come of it', () => {
  const whole = rejectedOf(CSV);
  for (const chunk of CHUNK_SIZES) expect(rejectedOf(CSV, chunk)).toBe(whole);
  const commas = 'id,age,change,city\n7,1,2\n,1,"2,5","a;b"\n';
  const wanted = 'rejected_line;rejected_reason;id;age;change;city\r\n2;ragged;7;1;2\r\n3;no-id;;1;2,5;"a;b"\r\n';
  expect(rejectedOf(commas)).toBe(wanted);
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from(commas, (c) => c.charCodeAt(0)).buffer),
  ]);
  expect(rejectedOf(utf16)).toBe(wanted);
  const cyrillic = Uint8Array.from([...utf8('id;age;change;city\n;1;2;'), 0xd3, 0xf4, 0xe0, 10]);
  expect(rejectedOf(cyrillic)).toContain('2;no-id;;1;2;Уфа');
});

test('mended they are read as the clients that they are: formulas without their apostrophe, numbers as numbers', () => {
  const mended = rejectedOf(CSV)
    .replace('31.12.2023', '31.12.2023;Уфа')
    .replace('no-id;', "no-id;'=id")
    .replace(';-;;\r\n', ';-\r\n');
  expect(readClients(`\uFEFF${mended}`, contract)).toMatchObject({
    ids: ['2', '=id', '3'],
    names: ['Ким; "Ён"\nРо', '=HYPERLINK("x")', "'=x"],
    values: {
      age: [43, null, 44],
      change: [-1234.5, 7, -0.5],
      seen: [19722, null, null],
      city: ['Уфа', '=1+1', null],
    },
    problems: [],
  });
});

test('not mended they are rejected again as they were, without columns on columns', () => {
  const cells = ['', '1', '=1', "'=1", "''", '-', '-5', '"a;b"', '"q""q"', 'Уфа', '@x', '\t=y'];
  const row = fc.array(fc.constantFrom(...cells), { minLength: 2, maxLength: 8 }).map((all) => `\n;${all.join(';')}`);
  const cellsOf = (csv: string) => csv.replace(/^\d+;/gm, '');
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
      const first = rejectedOf(`id;fio;age;change;seen;city${rows.join('')}\n7\n`);
      expect(cellsOf(rejectedOf(first))).toBe(cellsOf(first));
    }),
  );
});

test('its two columns are left out by name, and only where the app has put them', () => {
  const reasons = (header: string[]) => matchColumns(header, contract).reasons;
  expect(reasons(['rejected_line', 'rejected_reason', 'id', 'age'])).toEqual(['rejection', 'rejection', null, null]);
  expect(reasons(['id', 'rejected_reason', 'age'])).toEqual([null, 'unknown', null]);
  const { schema } = planOf(utf8('rejected_line;rejected_reason;Номер;id;age\n2;x;1;2;3\n'), contract);
  expect(schema).toMatchObject({ idColumn: 'id', unknownColumns: ['Номер'], duplicateColumns: [] });
});

test('an apostrophe that stands in another file is part of its text', () => {
  expect(readClients("id;fio;age\n'=1;'-x;3\n", contract)).toMatchObject({ ids: ["'=1"], names: ["'-x"] });
});

describe('a guarded text', () => {
  test('is read back the same and is a formula only when it is a number or says that there is none', () => {
    const pieces = fc.constantFrom("'", '=', '-', '+', '@', '\t', '5', ',', ' ', 'x', 'nan');
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect(unguarded(guarded(one))).toBe(one);
        if (/^[=+\-@\t\r\n\0]/.test(guarded(one))) expect(parseNumberText(one)).not.toBe(UNREADABLE);
      }),
    );
  });

  test.each(['-5', '+7', '-0,5', '-1 234,56', '-1e-3', '-', '5', 'Уфа', "O'Neil", "'tis"])(
    '%j stays as it is',
    (text) => {
      expect(guarded(text)).toBe(text);
    },
  );
});

describe('kept are', () => {
  test('so many rows', () => {
    const csv = `id;age\n${';1\n'.repeat(REJECTIONS_KEPT + 5)}`;
    const lines = rejectedOf(csv).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + REJECTIONS_KEPT);
    expect(lines.at(-1)).toBe(`${REJECTIONS_KEPT + 1};no-id;;1`);
  });

  test('so many bytes: a row without room is left out, a shorter one after it is not', () => {
    const rows = new RejectedRows();
    const bytes = new Uint8Array(REJECTED_BYTES_KEPT / 4 + 1).fill(0x31);
    for (const line of [2, 3, 4, 5]) rows.add(line, { bytes, start: 0, stop: bytes.length });
    rows.add(6, { bytes, start: 0, stop: 3 });
    expect(rows.lines).toEqual([2, 3, 4, 6]);
    expect(rows.bytes.length).toBe(3 * bytes.length + 3);
    expect(rows.stops.at(-1)).toBe(rows.bytes.length);
  });

  test('none unless somebody asks for them', () => {
    const reader = createClientReader(planOf(utf8('id;age\n'), contract), contract, 10);
    reader.push(utf8('id;age\n;1\n'));
    const late = reader.keepRejected();
    reader.push(utf8(';2\n'));
    reader.finish();
    expect(late.lines).toEqual([3]);
  });
});

test('reasons are words of two languages', () => {
  const ragged = { kind: 'ragged', line: 2, fields: 3, expected: 1_220 } as const;
  expect(rejectionText(ragged, 'en')).toBe('3 fields instead of 1,220');
  expect(rejectionText(ragged, 'ru')).toMatch(/^полей 3 вместо 1\s220$/);
  expect(rejectionText({ kind: 'no-id', line: 2 }, 'ru')).toBe('нет идентификатора');
  expect(keptText(10_000, 25_000, 'en')).toBe('rejected rows in this file: 10,000 of 25,000');
});
