import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '../../../../src/core/clients/clientsFilter.ts';
import {
  activeFilters,
  isFiltered,
  startsDescending,
  toPercent,
  toShare,
} from '../../../../src/screens/clients/clientsQuery.ts';
import { defaultChoices, SUBMISSION, toOptions } from '../../../../src/screens/clients/export/exportOptions.ts';
import { columnsFor, templateOf } from '../../../../src/screens/clients/list/gridColumns.ts';
import { EN, RU } from '../../words.ts';

describe('what narrows the list', () => {
  test('is told filter by filter, with the change that takes it away', () => {
    const filter = { ...NO_FILTER, maxIncomeRub: 90_000, hasActualIncome: false };
    expect(activeFilters(filter)).toEqual([
      { by: 'income', cleared: { minIncomeRub: null, maxIncomeRub: null } },
      { by: 'actual', cleared: { hasActualIncome: null } },
    ]);
    expect([isFiltered(filter), isFiltered(NO_FILTER), isFiltered({ ...NO_FILTER, search: '7' })]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('shares are written in per cent without the dust of floating point', () => {
    expect([toPercent(0.07), toPercent(null), toShare(7), toShare(null)]).toEqual([7, null, 0.07, null]);
    for (let percent = 0; percent <= 300; percent++) expect(toPercent(toShare(percent))).toBe(percent);
  });

  test('amounts and times start with the largest, texts with the first', () => {
    const sorts = ['id', 'name', 'income', 'segment', 'interval', 'actual', 'import'] as const;
    expect(sorts.filter(startsDescending)).toEqual(['income', 'actual', 'import']);
  });
});

describe('the columns of the list', () => {
  const all = { hasNames: true, hasIntervals: true, hasActual: true };
  const none = { hasNames: false, hasIntervals: false, hasActual: false };

  test('are more where there is room, actual income first', () => {
    expect(columnsFor(320, all, 'income')).toEqual(['id', 'name', 'income', 'segment']);
    expect(columnsFor(520, all, 'income')).toEqual(['id', 'name', 'income', 'actual', 'segment']);
    expect(columnsFor(900, all, 'income')).toEqual(['id', 'name', 'income', 'interval', 'actual', 'segment']);
    expect(columnsFor(900, none, 'income')).toEqual(['id', 'income', 'segment']);
  });

  test('the column by which the list is sorted takes the place of the segment where there is none', () => {
    expect(columnsFor(320, all, 'interval')).toEqual(['id', 'name', 'income', 'interval']);
    expect(columnsFor(320, all, 'import')).toEqual(['id', 'name', 'income', 'segment']);
  });

  test('each have a track', () => {
    expect(templateOf(['id', 'income', 'segment'], true)).toBe('minmax(96px, 1.4fr) 96px minmax(96px, 1fr)');
    expect(templateOf(['id', 'name', 'income'], false)).toBe('minmax(64px, 0.5fr) minmax(72px, 1.7fr) 72px');
  });
});

describe('an export', () => {
  test('has the spelling that spreadsheets of the language open, and a head for each column', () => {
    const options = toOptions(defaultChoices('ru'), RU.t, 'ru');
    expect(options).toMatchObject({ delimiter: ';', decimal: ',', hasMark: true, language: 'ru', isSubmission: false });
    // The id comes before the columns, and the interval has two heads.
    expect(options.header).toHaveLength(options.columns.length + 2);
    expect(defaultChoices('en')).toMatchObject({ delimiter: ',', decimal: '.' });
  });

  test('keeps the order of columns whatever the order of choosing', () => {
    const columns = toOptions({ ...defaultChoices('en'), columns: ['segment', 'name'] }, EN.t, 'en').columns;
    expect(columns).toEqual(['name', 'segment']);
  });

  test('for submission is id and target alone', () => {
    const options = toOptions({ ...defaultChoices('ru'), ...SUBMISSION }, RU.t, 'ru');
    expect(options).toMatchObject({ header: ['id', 'target'], delimiter: ';', decimal: '.', hasMark: false });
  });
});
