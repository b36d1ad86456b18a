import { expect, test } from 'vitest';
import type { Contract } from '../../../../src/core/contract/contract.ts';
import { featuresOf } from '../../../../src/screens/imports/preview/columns/featureTitles.ts';
import { kindOfUse } from '../../../../src/screens/imports/preview/previewWords.ts';
import type { PreviewColumn } from '../../../../workers/data/imports/imports.api.ts';
import { categoryFeature, EN, numberFeature, RU } from '../../words.ts';

const AGE = numberFeature({ name: 'age', title: { ru: 'Возраст', en: 'Age' } });
const contract = { features: [numberFeature({ name: 'turn' }), AGE] } as Contract;

test('features are found by name, titled in the language, in the order of the model', () => {
  expect([...featuresOf(contract, 'ru')]).toEqual([
    ['turn', { title: 'turn', group: 'other', kind: { kind: 'number' } }],
    ['age', { title: 'Возраст', group: 'other', kind: { kind: 'number' } }],
  ]);
  expect(featuresOf(contract, 'en').get('age')?.title).toBe('Age');
  expect(featuresOf(null, 'en').size).toBe(0);
});

test('the same contract and language give the same object', () => {
  expect(featuresOf(contract, 'ru')).toBe(featuresOf(contract, 'ru'));
  expect(featuresOf(contract, 'ru')).not.toBe(featuresOf(contract, 'en'));
  expect(featuresOf({ ...contract }, 'ru')).not.toBe(featuresOf(contract, 'ru'));
  expect(featuresOf(null, 'ru')).toBe(featuresOf(null, 'en'));
});

test('a column says how the model reads it; texts where it wants numbers are said to have no codes', () => {
  const features = [
    numberFeature({ name: 'sum' }),
    numberFeature({ name: 'flag', unit: 'flag' }),
    categoryFeature({ name: 'region', categories: ['a', 'b'] }),
  ];
  const titles = featuresOf({ features } as Contract, 'en');
  const column = (feature: string, change: Partial<PreviewColumn> = {}): PreviewColumn => {
    const use = { kind: 'feature', feature } as const;
    const facts = {
      type: 'number',
      decimal: null,
      missingShare: 0,
      unreadable: 0,
      serialDates: 0,
      reason: null,
    } as const;
    return { name: feature, use, guess: use, ...facts, ...change };
  };
  expect(kindOfUse(column('sum'), titles, EN)).toBeNull();
  expect(kindOfUse(column('flag'), titles, EN)).toBe('yes or no');
  expect(kindOfUse(column('region', { type: 'text' }), titles, RU)).toBe('категория, 2 значения');
  expect(kindOfUse(column('sum', { type: 'text', unreadable: 9 }), titles, EN)).toBe(
    'a number: the model has no codes for these texts',
  );
});
