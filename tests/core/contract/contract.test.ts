import { expect, test } from 'vitest';
import { readContract } from '../../../src/core/contract/contract.ts';

test('a contract that is not JSON is refused by name', () => {
  expect(() => readContract('<html>')).toThrow(expect.objectContaining({ name: 'ModelCorrupt' }));
});
