import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contractOf, planOf, readClients, utf8 } from '../reading.ts';

const contract = contractOf('age', 'height', { name: 'city', kind: 'category' });
const HEADER = 'id;fio;age;height;city\n';
const CLIENTS = Array.from({ length: 12 }, (_, row) => `${500 + row};Ли ${row};${20 + row};17${row % 10},5;Уфа\n`);

/** What happens to a row: of none may another row suffer. */
const DAMAGES: Record<string, (row: string) => string> = {
  none: (row) => row,
  'an opening quote': (row) => row.replace(';', ';"'),
  'a closing quote': (row) => row.replace(/;(?=\d+;17)/, '";'),
  'a quote in a cell': (row) => row.replace('Ли', 'Л"и'),
  'quotes in quotes': (row) => row.replace(/Ли \d+/, '"ООО "Ли""'),
  'a cell more': (row) => row.replace('\n', ';x\n'),
  'a cell less': (row) => row.replace(';Уфа', ''),
  'no id': (row) => row.replace(/^\d+/, ''),
  'the header before it': (row) => HEADER + row,
  'a rule before it': (row) => `-----;----;---\n${row}`,
  'a total before it': (row) => `Итого;;100;200;\n${row}`,
  'a blank line before it': (row) => `\n${row}`,
  'another line end': (row) => row.replace('\n', '\r\n'),
  'a cell of two lines': (row) => row.replace(/Ли \d+/, '"Ли\nРо"'),
};

const damages = fc.array(fc.constantFrom(...Object.keys(DAMAGES)), { minLength: 12, maxLength: 12 });

test('every record of a damaged file is a client, rejected or passed over, and a row without damage is as it was', () => {
  fc.assert(
    fc.property(damages, fc.integer({ min: 1, max: 200 }), (kinds, chunk) => {
      const damaged = CLIENTS.map((row, at) => DAMAGES[kinds[at]!]!(row));
      const csv = HEADER + damaged.join('');
      const { ids, values, counts, problems } = readClients(csv, contract);
      expect(counts.records).toBe(ids.length + counts.rejected + counts.passedOver);
      expect(problems.length).toBe(counts.rejected + counts.strayQuotes + counts.unreadableCells);
      kinds.forEach((kind, row) => {
        if (kind !== 'none') return;
        const place = ids.indexOf(String(500 + row));
        expect([values.age?.[place], values.height?.[place], values.city?.[place]]).toEqual([
          20 + row,
          170.5 + (row % 10),
          'Уфа',
        ]);
      });
      expect(readClients(csv, contract, { chunk, head: csv })).toEqual(readClients(csv, contract));
    }),
    { numRuns: 300 },
  );
});

test('so it is with wrong bytes anywhere below the header', () => {
  const bytes = utf8(HEADER + CLIENTS.join(''));
  fc.assert(
    fc.property(fc.integer({ min: utf8(HEADER).length, max: bytes.length - 1 }), fc.nat(255), (at, byte) => {
      const damaged = bytes.with(at, byte);
      const { ids, counts } = readClients(damaged, contract);
      expect(counts.records).toBe(ids.length + counts.rejected + counts.passedOver);
      expect(ids.length).toBeGreaterThanOrEqual(CLIENTS.length - 2);
    }),
    { numRuns: 500 },
  );
  expect(planOf(bytes, contract).schema.encoding).toBe('utf-8');
});
