import { describe, expect, test } from 'vitest';
import { keyOfUse, NO_CHOICES } from '../../../../src/core/csv/choices.ts';
import { columnsLike, deservesALook } from '../../../../src/screens/imports/preview/columns/columnFilters.ts';
import {
  chooseCut,
  chooseDecimal,
  chooseUse,
  isChosen,
} from '../../../../src/screens/imports/preview/previewChoices.ts';
import {
  byUrgency,
  hasRemarks,
  missingDrift,
  missingSeverity,
} from '../../../../src/screens/imports/report/columnRemarks.ts';
import type { ColumnReport, PreviewColumn } from '../../../../workers/data/imports/imports.api.ts';

function column(name: string, change: Partial<PreviewColumn> = {}): PreviewColumn {
  const use = { kind: 'feature', feature: name } as const;
  return {
    name,
    use,
    guess: use,
    reason: null,
    type: 'number',
    decimal: 'auto',
    missingShare: 0,
    unreadable: 0,
    serialDates: 0,
    ...change,
  };
}

const UNUSED = { kind: 'unused' } as const;
const ID = { kind: 'id' } as const;

describe('a choice for a column', () => {
  const columns = [
    column('id', { use: ID, guess: ID }),
    column('age'),
    column('other', { use: UNUSED, guess: UNUSED }),
  ];

  test('takes the use from the column that had it', () => {
    const first = chooseUse(NO_CHOICES, columns, { column: 2, use: ID });
    const second = chooseUse(first, columns, { column: 1, use: ID });
    expect([first.uses, second.uses]).toEqual([{ 2: ID }, { 1: ID }]);
  });

  test('that is the guess is none; several columns may be unused', () => {
    const unused = chooseUse(chooseUse(NO_CHOICES, columns, { column: 0, use: UNUSED }), columns, {
      column: 1,
      use: UNUSED,
    });
    expect(unused.uses).toEqual({ 0: UNUSED, 1: UNUSED });
    expect(chooseUse(unused, columns, { column: 0, use: ID }).uses).toEqual({ 1: UNUSED });
  });

  test('of a decimal sign can be taken back', () => {
    const chosen = chooseDecimal(NO_CHOICES, 1, ',');
    expect(chosen.decimals).toEqual({ 1: ',' });
    expect(chooseDecimal(chosen, 1, 'auto')).toEqual(NO_CHOICES);
  });

  test('goes when the file is cut in other columns, and stays with another encoding', () => {
    const chosen = chooseDecimal(chooseUse(NO_CHOICES, columns, { column: 2, use: ID }), 1, '.');
    expect(chooseCut(chosen, { delimiter: '|' })).toEqual({ ...NO_CHOICES, delimiter: '|' });
    expect(chooseCut(chosen, { encoding: 'windows-1251' })).toEqual({ ...chosen, encoding: 'windows-1251' });
    expect([isChosen(NO_CHOICES), isChosen({ ...NO_CHOICES, badRowLimit: 0.1 }), isChosen(chosen)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('a feature may be called like a use', () => {
    expect(keyOfUse({ kind: 'feature', feature: 'id' })).not.toBe(keyOfUse(ID));
  });
});

describe('the columns of a preview', () => {
  const columns = [
    column('id', { use: ID }),
    column('age', { unreadable: 3 }),
    column('turn', { type: 'empty' }),
    column('w', { use: UNUSED, reason: 'weight' }),
    column('mystery', { use: UNUSED, reason: 'unknown' }),
  ];
  const titles = new Map([
    ['turn', { title: 'Оборот за месяц', group: 'turnover' as const, kind: { kind: 'number' as const } }],
  ]);
  const like = (search: string, filter: 'all' | 'used' | 'unused' | 'attention' | 'chosen') =>
    columnsLike(columns, { search, filter, choices: { ...NO_CHOICES, decimals: { 1: ',' } }, titles });

  test('are found by name or title, and by what they are', () => {
    expect(like('', 'all')).toEqual([0, 1, 2, 3, 4]);
    expect(like(' ОБОРОТ', 'all')).toEqual([2]);
    expect([like('', 'used'), like('', 'unused'), like('', 'chosen')]).toEqual([[0, 1, 2], [3, 4], [1]]);
  });

  test('deserve a look when cells are lost, a used one is empty, or nobody knows it', () => {
    expect(columns.map(deservesALook)).toEqual([false, true, true, false, true]);
    expect(like('', 'attention')).toEqual([1, 2, 4]);
  });
});

describe('the report by feature', () => {
  const report = (feature: string, change: Partial<ColumnReport> = {}): ColumnReport => ({
    feature,
    column: feature,
    missingShare: 0.1,
    trainingMissingShare: 0.1,
    unreadable: 0,
    outOfRange: 0,
    unseenCategories: 0,
    ...change,
  });

  test('judges the share of missing values against training', () => {
    const severities = [0.1, 0.149, 0.16, 0.3, 1].map((missingShare) => missingSeverity(report('a', { missingShare })));
    expect(severities).toEqual(['none', 'none', 'attention', 'failure', 'failure']);
    expect(missingSeverity(report('a', { missingShare: 1, trainingMissingShare: 1 }))).toBe('none');
    expect(missingDrift(report('a', { trainingMissingShare: null }))).toBeNull();
  });

  test('puts lost values first, then drift, then cells, then what the file does not have', () => {
    const reports = [
      report('absent', { column: null, missingShare: 1 }),
      report('fine'),
      report('cells', { unreadable: 2 }),
      report('drift', { missingShare: 0.2 }),
      report('lost', { missingShare: 0.9 }),
    ];
    expect(reports.toSorted(byUrgency).map(({ feature }) => feature)).toEqual([
      'lost',
      'drift',
      'cells',
      'absent',
      'fine',
    ]);
    expect(reports.map(hasRemarks)).toEqual([true, false, true, true, true]);
  });
});
