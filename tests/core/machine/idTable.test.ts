import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdTable } from '../../../src/core/machine/idTable.ts';
import { createTexts } from '../../../src/core/machine/texts/texts.ts';

/** Few different ids, so that most occur again; a zero inside is stored as the replacement character. */
const anyId = fc.oneof(fc.nat(40).map(String), fc.constantFrom('', 'имя', 'a\0b', 'a\ufffdb', '\0', '🦔'));

test('finds the newest row of each id, as a map would', () => {
  fc.assert(
    fc.property(fc.array(anyId, { maxLength: 200 }), (list) => {
      const ids = createTexts();
      const table = createIdTable(ids);
      const rows = new Map<string, number>();
      ids.addAll(list);
      for (const [row, id] of list.entries()) {
        const stored = id.replaceAll('\0', '\ufffd');
        expect(table.put(id, row)).toBe(rows.get(stored) ?? -1);
        rows.set(stored, row);
      }
      expect(table.size).toBe(rows.size);
      for (const [id, row] of rows) expect(table.rowOf(id)).toBe(row);
      expect(table.rowOf('never put')).toBe(-1);
    }),
  );
});

test('grows to many ids', () => {
  const list = Array.from({ length: 20_000 }, (_, row) => `client ${row}`);
  const ids = createTexts();
  ids.addAll(list);
  const table = createIdTable(ids);
  for (const [row, id] of list.entries()) expect(table.put(id, row)).toBe(-1);
  expect(list.every((id, row) => table.rowOf(id) === row)).toBe(true);
});
