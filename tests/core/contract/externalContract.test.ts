import { expect, test } from 'vitest';
import {
  type ExternalFeature,
  externalContract,
  type FeatureKind,
  kindOf,
} from '../../../src/core/contract/externalContract.ts';
import { categoryFeature, numberFeature } from '../../page/words.ts';
import { someContract } from '../trees/trees.ts';

const KINDS: FeatureKind[] = [
  { kind: 'number' },
  { kind: 'flag' },
  { kind: 'date' },
  { kind: 'category', categories: ['b', 'a'] },
];

const contractOf = (features: readonly ExternalFeature[], titles = someContract(1)) =>
  externalContract(features, {
    name: 'mine',
    version: 'kept-1',
    transform: { kind: 'identity' },
    trees: { used: 12, all: 17 },
    titles,
  });

test('each feature keeps the kind and the codes that it was given, and the contract keeps which trees count', () => {
  const contract = contractOf(KINDS.map((kind, at) => ({ name: `column ${at}`, kind })));
  expect(contract.features.map(kindOf)).toEqual(KINDS);
  expect(contract.treesOfFile).toEqual({ used: 12, all: 17 });
});

test('only the title and the group of another model’s feature are borrowed, never its kind, codes or figures', () => {
  const title = { ru: 'Регион', en: 'Region' };
  const known = [
    { ...categoryFeature({ name: 'region', categories: ['x', 'y'] }), title, group: 'person' as const },
    { ...numberFeature({ name: 'salary', unit: 'rub', title }), typical: 50_000, missingShare: 0.2 },
  ];
  const names = ['region', 'salary', 'other'];
  const { features } = contractOf(
    names.map((name) => ({ name, kind: { kind: 'number' } })),
    { ...someContract(1), features: known },
  );
  expect(features).toEqual([
    { ...numberFeature({ name: 'region', title }), group: 'person' },
    numberFeature({ name: 'salary', title }),
    numberFeature({ name: 'other' }),
  ]);
});
