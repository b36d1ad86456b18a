import { expect, test, vi } from 'vitest';
import { openRecordReader } from '../../../../src/core/csv/read/kernel/openReader.ts';
import { PlainReader } from '../../../../src/core/csv/read/kernel/plainReader.ts';

vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);

test('without vectors the plain code reads, and all that is said of reading clients is true of it', () => {
  expect(openRecordReader({ slots: new Int32Array(1), decimals: [], slotCount: 1 }, 59)).toBeInstanceOf(PlainReader);
});

await import('./clientReader.test.ts');
await import('../write/rejectedRows.test.ts');
