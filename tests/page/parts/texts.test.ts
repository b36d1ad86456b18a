import { describe, expect, test } from 'vitest';
import { backgroundText } from '../../../src/parts/backgroundText.ts';
import { fileProblemWords } from '../../../src/parts/imports/fileProblemWords.ts';
import { importTitle } from '../../../src/parts/imports/importTitle.ts';
import { intervalText, shortIntervalText } from '../../../src/parts/intervalText.ts';
import { EN, plain, RU } from '../words.ts';

test('an import is called as people called it; the demo clients have a name in each language until somebody renames them', () => {
  const demo = { source: 'demo', name: 'clients.csv', fileName: 'clients.csv' } as const;
  expect([importTitle(demo, RU.t), importTitle(demo, EN.t)]).toEqual(['Демо-клиенты', 'Demo clients']);
  expect(importTitle({ ...demo, name: 'For the board' }, EN.t)).toBe('For the board');
  expect(importTitle({ ...demo, source: 'file' }, RU.t)).toBe('clients.csv');
});

test('the background of an explanation counts clients with the right plural', () => {
  const text = (rows: number, words: typeof RU) => plain(backgroundText({ kind: 'clients', rows }, words));
  expect(backgroundText({ kind: 'training' }, EN)).toBe(EN.t('card.explanation.background.training'));
  expect(backgroundText({ kind: 'training', hasEmptyLeaves: true }, EN)).toContain(
    'leaves that no training row reached',
  );
  const plurals = [1, 3, 5, 21, 1_000].map((rows) => text(rows, RU));
  expect(new Set(plurals).size).toBe(5);
  expect(plurals.every((sentence, index) => sentence.includes(['1', '3', '5', '21', '1 000'][index]!))).toBe(true);
  expect(text(1, EN)).not.toContain('clients');
  expect(text(1_000, EN)).toContain('1,000');
});

describe('an interval', () => {
  test('stands in whole roubles where the head says the unit', () => {
    expect(plain(intervalText({ lowRub: 71_000.4, highRub: 128_000 }, RU.format))).toBe('71 000–128 000');
    expect(intervalText({ lowRub: 71_000.4, highRub: 128_000 }, EN.format)).toBe('71,000–128,000');
  });

  test.each([
    [71_234, 128_000, '71,2–128 тыс.', '71.2–128K'],
    [140_000, 1_200_000, '0,14–1,2 млн', '0.14–1.2M'],
    [120, 950, '120–950', '120–950'],
    // An end that rounds up to a thousand gets the unit.
    [500, 999.9, '0,5–1 тыс.', '0.5–1K'],
  ])('from %d to %d has one unit for both ends where there is little room', (lowRub, highRub, ru, en) => {
    expect(plain(shortIntervalText({ lowRub, highRub }, 'ru'))).toBe(ru);
    // Versions of Unicode's data differ between K and k.
    expect(shortIntervalText({ lowRub, highRub }, 'en').toUpperCase()).toBe(en);
  });
});

describe('what is wrong with a whole file', () => {
  test('names lines and shares as the language writes them', () => {
    const failure = {
      kind: 'too-many-bad-rows' as const,
      rejected: 1_200,
      read: 10_000,
      limit: 0.1,
      lines: [2, 1_003],
    };
    const { what } = fileProblemWords(failure, EN.t, 'en');
    expect(what).toContain('1,200');
    expect(what).toContain('10,000');
    expect(plain(fileProblemWords(failure, RU.t, 'ru').what)).toContain('1 200');
  });

  test('shows invisible characters of a column by their code', () => {
    const failure = { kind: 'never-a-feature', column: 'w\u200b' } as const;
    expect(fileProblemWords(failure, EN.t, 'en').what).toContain('w\\u200b');
  });

  test('says for each kind of binary file what to do', () => {
    const todos = (['binary', 'spreadsheet', 'zip'] as const).map(
      (why) => fileProblemWords({ kind: 'not-csv', why }, RU.t, 'ru').todo,
    );
    expect(new Set(todos).size).toBeGreaterThan(1);
    expect(todos.every((todo) => todo.length > 10)).toBe(true);
  });
});
