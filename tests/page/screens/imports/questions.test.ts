import { describe, expect, test } from 'vitest';
import { type ImportChoices, NO_CHOICES } from '../../../../src/core/csv/choices.ts';
import { choiceTexts } from '../../../../src/screens/imports/preview/previewWords.ts';
import {
  answer,
  answersOf,
  isGiven,
  openDoubts,
  shownDoubts,
} from '../../../../src/screens/imports/preview/questions/doubts.ts';
import { answerText, questionText } from '../../../../src/screens/imports/preview/questions/questionText.ts';
import { identityText } from '../../../../src/screens/imports/report/identityText.ts';
import type { Doubt, ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import type { ImportCounts } from '../../../../workers/data/storage/importRecord.api.ts';
import { EN, plain, RU } from '../../words.ts';

const SIGN: Doubt = {
  kind: 'decimal',
  column: null,
  example: '79,765',
  readings: [
    { choice: '.', value: 79_765 },
    { choice: ',', value: 79.765 },
  ],
};
const SIGN_OF_COLUMN: Doubt = { ...SIGN, column: 2 };
const CLIENT: Doubt = { kind: 'id', column: 0, candidates: [1], why: 'row-numbers' };
const CITY: Doubt = {
  kind: 'category',
  column: 3,
  text: 'Питер',
  rows: 3,
  candidates: ['г. Санкт-Петербург', 'г. Москва'],
};
const BYTES: Doubt = { kind: 'encoding', candidates: ['ibm866', 'koi8-r'] };
const MISFIT: Doubt = { kind: 'remembered', column: 1, chosen: { kind: 'id' } };
const MISFIT_SIGN: Doubt = { kind: 'remembered-sign', column: null, sign: ',' };
const ALL = [CITY, BYTES, MISFIT, MISFIT_SIGN, SIGN, SIGN_OF_COLUMN, CLIENT];

/** The choices after pressing the answers one after another: position of the doubt's answer. */
function press(doubt: Doubt, ...positions: number[]): ImportChoices {
  return positions.reduce((choices, position) => answer(choices, doubt, answersOf(doubt)[position]!), NO_CHOICES);
}

describe('an answer', () => {
  test('is a choice, and pressed again it is taken back', () => {
    expect(press(SIGN, 0)).toEqual({ ...NO_CHOICES, decimal: '.' });
    expect(press(SIGN, 0, 1)).toEqual({ ...NO_CHOICES, decimal: ',' });
    expect(press(SIGN_OF_COLUMN, 1)).toEqual({ ...NO_CHOICES, decimals: { 2: ',' } });
    expect(press(CLIENT, 0)).toEqual({ ...NO_CHOICES, uses: { 0: { kind: 'id' } } });
    expect(press(CLIENT, 0, 1)).toEqual({ ...NO_CHOICES, uses: { 1: { kind: 'id' } } });
    expect(press(CITY, 1)).toEqual({ ...NO_CHOICES, categories: { 3: { Питер: 'г. Москва' } } });
    expect(press(BYTES, 0)).toEqual({ ...NO_CHOICES, encoding: 'ibm866' });
    expect(press(MISFIT, 0)).toEqual({ ...NO_CHOICES, uses: { 1: { kind: 'id' } } });
    expect(press(MISFIT_SIGN, 0)).toEqual({ ...NO_CHOICES, decimal: ',' });
    for (const doubt of ALL) {
      const given = answersOf(doubt)[0]!;
      const once = answer(NO_CHOICES, doubt, given);
      expect([isGiven(doubt, given, NO_CHOICES), isGiven(doubt, given, once)]).toEqual([false, true]);
      expect(answer(once, doubt, given)).toEqual(NO_CHOICES);
    }
  });

  test('to one spelling leaves those to others', () => {
    const other: Doubt = { ...CITY, text: '__proto__' };
    const both = answer(press(CITY, 0), other, answersOf(other)[1]!);
    expect(Object.entries(both.categories[3] ?? {})).toEqual([
      ['Питер', 'г. Санкт-Петербург'],
      ['__proto__', 'г. Москва'],
    ]);
    expect(answer(both, CITY, answersOf(CITY)[0]!).categories[3]).not.toHaveProperty('Питер');
  });
});

describe('questions', () => {
  test('about decimal signs and ids wait for an answer; the others do not', () => {
    expect(openDoubts(ALL, NO_CHOICES)).toEqual([SIGN, SIGN_OF_COLUMN, CLIENT]);
    // The sign of the whole file answers for a column, but not the other way round.
    expect(openDoubts(ALL, press(SIGN, 0))).toEqual([CLIENT]);
    expect(openDoubts(ALL, press(SIGN_OF_COLUMN, 0))).toEqual([SIGN, CLIENT]);
  });

  test('that are answered stay, so that the answer can be taken back; others go when they are no doubts any more', () => {
    const first = shownDoubts([], [CITY, SIGN, BYTES], NO_CHOICES);
    expect(first).toEqual([SIGN, CITY, BYTES]);
    const answered = answer(press(SIGN, 0), CITY, answersOf(CITY)[0]!);
    expect(shownDoubts(first, [], answered)).toEqual([SIGN, CITY]);
    expect(shownDoubts(first, [{ ...CITY, rows: 5 }, MISFIT], answered)).toEqual([SIGN, { ...CITY, rows: 5 }, MISFIT]);
    expect(shownDoubts([SIGN, CITY], [SIGN, CITY], NO_CHOICES)).toEqual([SIGN, CITY]);
  });

  test('show both readings of a number, sample ids and words of the file', () => {
    const columns = ['id', 'client_id', 'incomeValue', ''].map((name) => ({ name }));
    const rows = [
      ['0', '501'],
      ['1', '502'],
      ['2', '503'],
      ['3', '504'],
    ];
    const preview = { columns, rows, decoded: { ibm866: 'Анна', 'koi8-r': '\u202eюООЮ' } } as unknown as ImportPreview;
    const asked = (words: typeof RU) => ({ preview, titles: new Map(), words });
    const answers = (doubt: Doubt, words: typeof RU) =>
      answersOf(doubt).map((given) => {
        const { text, sample } = answerText(doubt, given, asked(words));
        return plain(`${text}|${sample}`);
      });
    expect(answers(SIGN, RU)).toEqual(['79 765|запятая отделяет тысячи', '79,765|запятая отделяет дробную часть']);
    expect(answers(SIGN, EN)).toEqual(['79,765|the comma groups thousands', '79.765|the comma is the decimal sign']);
    expect(answers({ ...SIGN, example: '1.234' } as Doubt, EN)[0]).toContain('the point is the decimal sign');
    expect(answers(CLIENT, EN)).toEqual(['id|0 · 1 · 2 …', 'client_id|501 · 502 · 503 …']);
    expect(answers(BYTES, RU)).toEqual(['CP866 (DOS)|Анна', 'KOI8-R|\\u202eюООЮ']);
    expect(questionText(CITY, asked(RU))).toEqual({
      text: '«колонка 4, без названия»: что значит «Питер»?',
      note: 'Модель этого не знает. Ответ исправит 3 строки из просмотренных.',
    });
    expect(questionText(SIGN_OF_COLUMN, asked(EN)).text).toBe('“incomeValue”: which number is 79,765?');
    expect(questionText({ ...MISFIT, column: 9 } as Doubt, asked(EN)).note).toContain('no such column any more');
    expect(questionText(MISFIT, asked(EN)).note).toContain('not applied');
    for (const words of [RU, EN]) {
      for (const doubt of [...ALL, { kind: 'remembered-reading' } as const]) {
        const { text, note } = questionText(doubt, asked(words));
        expect(`${text} ${note}`).not.toMatch(/imports\.preview|\{\{/);
      }
    }
  });
});

test('remembered choices are told one by one', () => {
  const choices: ImportChoices = {
    ...NO_CHOICES,
    encoding: 'windows-1251',
    delimiter: '\t',
    preambleRecords: 0,
    decimal: ',',
    uses: { 0: { kind: 'id' }, 1: { kind: 'feature', feature: 'age' } },
    decimals: { 2: '.' },
    categories: { 3: { Питер: 'г. Санкт-Петербург' } },
    badRowLimit: 0.05,
  };
  const titles = new Map([['age', { title: 'Возраст', group: 'other' as const, kind: { kind: 'number' as const } }]]);
  const texts = choiceTexts(choices, (column) => 'abcd'[column]!, { titles, words: RU });
  expect(texts.map(plain)).toEqual([
    'Кодировка: Windows-1251',
    'Разделитель: табуляция',
    'Строк до заголовка: 0',
    'Десятичный знак: запятая',
    'a: Идентификатор клиента',
    'b: Возраст',
    'Знак дробной части, колонка c: точка',
    'd: Питер → г. Санкт-Петербург',
    'Допустимая доля отклонённых строк, процентов: 5 %',
  ]);
  expect(choiceTexts(NO_CHOICES, () => '', { titles, words: EN })).toEqual([]);
});

test('the rows of a file add up in words; an import of an earlier version does not say it', () => {
  const counts = { records: 9, imported: 5, duplicates: 1, rejected: 2, passedOver: 1, read: 8 } as ImportCounts;
  expect(plain(identityText(counts, RU)!)).toBe(
    '9 строк в файле = 5 клиентов + 1 заменённая + 2 отклонённые + 1 пропущенная',
  );
  expect(identityText(counts, EN)).toBe('9 rows in the file = 5 clients + 1 replaced + 2 rejected + 1 passed over');
  expect(identityText({ imported: 1, duplicates: 0, rejected: 0 } as ImportCounts, EN)).toBeNull();
});
