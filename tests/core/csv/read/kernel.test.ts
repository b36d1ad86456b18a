import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { compileKernel, KERNELS } from '../../../../scripts/kernel.mjs';
import type { ClientBlock } from '../../../../src/core/clients/clientBlock.ts';
import type { Contract } from '../../../../src/core/contract/contract.ts';
import type { DecimalSign, ImportPlan } from '../../../../src/core/csv/importPlan.ts';
import { createClientReader } from '../../../../src/core/csv/read/clientReader.ts';
import { openRecordReader } from '../../../../src/core/csv/read/kernel/openReader.ts';
import { PlainReader } from '../../../../src/core/csv/read/kernel/plainReader.ts';
import { SimdReader } from '../../../../src/core/csv/read/kernel/simdReader.ts';
import { Utf8Checker } from '../../../../src/core/csv/records/utf8.ts';
import { CsvError } from '../../../../src/core/csv/report.ts';
import { chunksOf, contractOf, planOf, recordsOf, utf8, withDecimal } from '../reading.ts';

vi.setConfig({ testTimeout: 60_000 });

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const FEATURES = ['a', 'b', { name: 'flag', unit: 'flag' }, { name: 'seen', kind: 'date' }, 'c'] as const;
const contract = contractOf(...FEATURES, { name: 'city', kind: 'category' }, 'absent');
const HEADER = ['id', 'a', 'b', 'unused', 'flag', 'target', 'seen', 'city', 'dt', 'fio', 'c'];

function planFor(delimiter: string, decimal: DecimalSign): ImportPlan {
  return withDecimal(planOf(utf8(`${HEADER.join(delimiter)}\n`), contract), decimal);
}

type File = { bytes: Uint8Array; plan: ImportPlan; features?: Contract };

/** Everything read from a file; numbers keep the sign of zero. */
function outcome({ bytes, plan, features = contract }: File, chunk: number) {
  const reader = createClientReader(plan, features, 1000);
  const blocks: ClientBlock[] = [];
  let problem: unknown = null;
  try {
    for (const part of chunksOf(bytes, chunk)) blocks.push(...reader.push(part));
    blocks.push(...reader.finish());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problem = error.problem;
  }
  const { counts, problems, rejections } = reader;
  const values = blocks.map((block) => [...block.values]);
  return { blocks, values, problem, counts, problems, rejections };
}

function plainly(file: File) {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  const plain = outcome(file, file.bytes.length + 1);
  vi.restoreAllMocks();
  return plain;
}

function expectAgreement(file: File, chunks: readonly number[] = [1, 3, 17, 64, 4096, 300_000]): void {
  const plain = plainly(file);
  for (const chunk of chunks) expect(outcome(file, chunk)).toEqual(plain);
}

test('the compiled code is used where there are vectors', () => {
  const columns = { slots: new Int32Array(3), decimals: [], slotCount: 3 };
  expect(openRecordReader(columns, 59)).toBeInstanceOf(SimdReader);
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect(openRecordReader(columns, 59)).toBeInstanceOf(PlainReader);
  vi.stubGlobal('WebAssembly', undefined);
  expect(openRecordReader(columns, 59)).toBeInstanceOf(PlainReader);
});

test('where its memory is not to be had, the plain code reads', () => {
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
  });
  expect(openRecordReader({ slots: new Int32Array(9000), decimals: [], slotCount: 9000 }, 59)).toBeInstanceOf(
    PlainReader,
  );
});

test('the compiled kernel is that of its source: if not, run `npm run build`', { timeout: 180_000 }, async () => {
  const file = readFileSync(join(KERNELS.CSV, 'wasm.ts'), 'utf8');
  expect(file === (await compileKernel(KERNELS.CSV))).toBe(true);
});

describe('the compiled code reads what the plain code reads', () => {
  const delimiters = fc.constantFrom(';', ',', '\t', '|');
  const decimals = fc.constantFrom<DecimalSign>('auto', ',', '.');
  const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: most });
  const signs = fc.constantFrom('', '', '', '-', '+', ' ', '--');
  const points = fc.constantFrom('', '.', '.', ',', ',', '..', '.,');
  const numbers = fc.tuple(signs, digits(22), points, digits(24)).map((parts) => parts.join(''));
  const words = fc.constantFrom(
    '',
    '',
    'nan',
    'NaN',
    'None',
    'nano',
    'non',
    'null',
    'NULL',
    '\\N',
    '|N',
    '+',
    '−5',
    '5 ₽',
    '-',
    'да',
    'нет',
    'Уфа',
    'Орёл',
    '1 234,5',
  );
  const others = fc.constantFrom(
    '1e5',
    '1,234',
    '1.234',
    '0,5',
    '0.5',
    '1.234,5',
    '1,234,567',
    '1.23',
    '2024-01-31',
    '31.12.2025',
    '\0',
    '😀',
    'ы'.repeat(40),
  );
  const cells = fc.oneof({ weight: 4, arbitrary: numbers }, { weight: 2, arbitrary: words }, others);
  const quoted = fc.oneof(
    { weight: 5, arbitrary: cells },
    cells.map((cell) => `"${cell}"`),
    cells.map((cell) => `"${cell}\n${cell}"`),
    cells.map((cell) => `"${cell}""${cell}"`),
    cells.map((cell) => `"${cell}"${cell}`),
    cells.map((cell) => `${cell}"${cell}`),
  );
  const rows = fc.array(quoted, { minLength: HEADER.length, maxLength: HEADER.length });
  const lineEnds = fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n', '\n \n');
  const lines = fc.array(fc.tuple(rows, lineEnds), { minLength: 1, maxLength: 20 });

  test('of rows of all kinds of cells', () => {
    fc.assert(
      fc.property(lines, delimiters, decimals, (table, delimiter, decimal) => {
        const text = table.map(([row, end], at) => [`${at}`, ...row.slice(1)].join(delimiter) + end).join('');
        const bytes = utf8(`${HEADER.join(delimiter)}\n${text}`);
        expectAgreement({ bytes, plan: planFor(delimiter, decimal) }, [1, 5, 64, bytes.length]);
      }),
      { numRuns: 250 },
    );
  });

  test('of numbers of every length, to the bit', () => {
    const many = fc.array(numbers, { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(many, decimals, (cells, decimal) => {
        const text = cells.map((cell, at) => `${at};${cell};"${cell}";;;${cell};;;;;${cell}\n`).join('');
        expectAgreement({ bytes: utf8(`${HEADER.join(';')}\n${text}`), plan: planFor(';', decimal) }, [4096]);
      }),
      { numRuns: 400 },
    );
  });

  test('of any bytes', () => {
    const soup = fc.array(
      fc.oneof(
        fc.constantFrom(...[...'0123456789.,-+;;;;"" \n\n\rnaNoe'].map((letter) => letter.charCodeAt(0))),
        fc.nat(255),
      ),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(soup, fc.boolean(), (tail, isUtf8) => {
        const bytes = Uint8Array.from([...utf8(`${HEADER.join(';')}\n`), ...tail]);
        const plan = planFor(';', 'auto');
        const encoding = isUtf8 ? 'utf-8' : 'windows-1251';
        expectAgreement({ bytes, plan: { ...plan, schema: { ...plan.schema, encoding } } }, [1, 2, 7, 1000]);
      }),
      { numRuns: 400 },
    );
  });

  test('of a whole file of clients', () => {
    const bytes = new Uint8Array(readFileSync(new URL('../../../../public/demo/clients.csv', import.meta.url)));
    const texts = ['gender', 'adminarea', 'city_smart_name', 'addrref'];
    const [header = []] = recordsOf(bytes.subarray(0, bytes.indexOf(0x0a)), ';', 65_536);
    const features = contractOf(
      ...header.map((name) => ({ name, kind: texts.includes(name) ? ('category' as const) : ('number' as const) })),
    );
    const plan = planOf(bytes, features);
    expect(plainly({ bytes, plan, features }).counts).toMatchObject({ read: 3000, rejected: 0 });
    expectAgreement({ bytes, plan, features }, [65_536]);
  });
});

test('characters are whole where the compiled code says so, and it says so as far as they are', () => {
  const { buffer } = new SimdReader({ slots: new Int32Array(1), decimals: [], slotCount: 1 }, 59);
  const characters = fc.array(
    fc.oneof(fc.constantFrom('a', ' ', 'ж', 'Ё', '€', '퟿', '', '😀', '\u{10ffff}'), fc.nat(255)),
    {
      maxLength: 60,
    },
  );
  buffer.enlarge(4096);
  fc.assert(
    fc.property(characters, (parts) => {
      const bytes = Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...utf8(part)])));
      buffer.bytes.set(bytes, 7);
      const end = buffer.skipUtf8(7, 7 + bytes.length) - 7;
      const checker = new Utf8Checker();
      const wrong = checker.check(bytes);
      const start = startOfCharacter(bytes, wrong < 0 ? bytes.length : wrong, checker.complete);
      expect(end).toBe(start);
    }),
    { numRuns: 5000 },
  );
});

/** Start of the character that is incomplete at `end`. */
function startOfCharacter(bytes: Uint8Array, end: number, isComplete: boolean): number {
  if (isComplete) return end;
  let at = end - 1;
  while (((bytes[at] as number) & 0xc0) === 0x80) at--;
  return at;
}
