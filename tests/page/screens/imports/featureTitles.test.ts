import { expect, test } from 'vitest';
import type { Contract } from '../../../../src/core/contract/contract.ts';
import { featuresOf } from '../../../../src/screens/imports/preview/columns/featureTitles.ts';
import { numberFeature } from '../../words.ts';

const AGE = numberFeature({ name: 'age', title: { ru: 'Возраст', en: 'Age' } });
const contract = { features: [numberFeature({ name: 'turn' }), AGE] } as Contract;

test('features are found by name, titled in the language, in the order of the model', () => {
  expect([...featuresOf(contract, 'ru')]).toEqual([
    ['turn', { title: 'turn', group: 'other' }],
    ['age', { title: 'Возраст', group: 'other' }],
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
