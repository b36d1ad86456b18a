import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { compileKernel, KERNELS } from '../../../scripts/kernel.mjs';
import { markParts } from '../../../src/core/machine/texts/textSearch.ts';
import { createTexts, type Texts } from '../../../src/core/machine/texts/texts.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const signs = 'абАёЁеЕйЙ z1-🙂€';
const text = fc.string({ unit: fc.constantFrom(...signs), maxLength: 40 });
const wanted = fc.oneof(
  fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 12 }),
  fc.constantFrom('а', 'Е', 'бё', 'zz', 'нет', '\ud83d'),
);

function textsOf(all: readonly string[]): Texts {
  const texts = createTexts();
  texts.addAll(all);
  return texts;
}

function partsIn(texts: Texts, part: string): number[] {
  const found = new Uint8Array(texts.layout().rows);
  markParts(texts, part, found);
  return [...found.keys()].filter((row) => found[row] === 1);
}

function fold(value: string): string {
  return value.toLowerCase().replaceAll('ё', 'е');
}

test.each([
  ['eight units at a time', true],
  ['one by one, without SIMD', false],
])('finds what is in a text, whatever the case and with е for ё: %s', (_, simd) => {
  if (!simd) vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), fc.array(wanted, { minLength: 1 }), (all, parts) => {
      const texts = textsOf(all);
      for (const part of [...parts, all[0]?.slice(2, 9) || 'а']) {
        const rows = [...all.keys()].filter((row) => fold(all[row] ?? '').includes(fold(part)));
        expect(partsIn(texts, part)).toEqual(rows);
      }
    }),
    { numRuns: 300 },
  );
});

test('rows found before stay found, and long texts and many of them are looked through to the end', () => {
  const long = `${'аб'.repeat(700_000)}конец`;
  const all = Array.from({ length: 60_001 }, (_, row) => (row % 20_000 === 7 ? `${row} Конецкий` : `${row} Началов`));
  all[30_000] = long;
  const texts = textsOf(all);
  expect(partsIn(texts, 'конец')).toEqual([7, 20_007, 30_000, 40_007]);
  expect(partsIn(texts, '60000 н')).toEqual([60_000]);
  const found = new Uint8Array(all.length);
  found[5] = 1;
  markParts(texts, 'конецкий', found);
  expect(found[5]! + found[7]! + found[40_007]!).toBe(3);
});

test('a letter is found in each of its forms, and no other is', () => {
  const all = ['Kelvin', 'kelvin', '\u212aelvin', 'elvin'];
  expect(partsIn(textsOf(all), 'KE')).toEqual([0, 1, 2]);
  expect(partsIn(textsOf(['ѐ', 'е', 'Ё', 'ё', 'Е']), 'е')).toEqual([1, 2, 3, 4]);
});

test('the compiled search is that of its source: if not, run `npm run build`', { timeout: 180_000 }, async () => {
  const file = readFileSync(join(KERNELS.search, 'wasm.ts'), 'utf8');
  expect(file === (await compileKernel(KERNELS.search))).toBe(true);
});
