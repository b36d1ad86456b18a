import { expect, test } from 'vitest';
import { PROBLEMS_KEPT } from '../../../src/core/csv/report.ts';
import { createDuplicateRows } from '../../../workers/data/scoring/duplicateRows.ts';

test('finds the rows that a later row of the same id replaces, over all chunks', () => {
  const duplicates = createDuplicateRows();
  duplicates.add(['a', 'b', 'a'], [2, 3, 4]);
  duplicates.add(['c', 'b'], [5, 7]);
  expect([0, 1, 2, 3, 4].map(duplicates.isReplaced)).toEqual([true, true, false, false, false]);
  expect([duplicates.count, duplicates.clients]).toEqual([2, 3]);
  expect([...duplicates.clientIds()]).toEqual(['a', 'c', 'b']);
  expect(duplicates.problems()).toEqual([
    { kind: 'duplicate-id', line: 2, clientId: 'a' },
    { kind: 'duplicate-id', line: 3, clientId: 'b' },
  ]);
});

test('counts all of them and names the first', () => {
  const duplicates = createDuplicateRows();
  const rows = PROBLEMS_KEPT + 5;
  duplicates.add(
    Array.from({ length: rows }, () => 'a'),
    Uint32Array.from({ length: rows }, (_, row) => row + 2),
  );
  expect(duplicates.count).toBe(rows - 1);
  expect(duplicates.problems()).toHaveLength(PROBLEMS_KEPT);
});
