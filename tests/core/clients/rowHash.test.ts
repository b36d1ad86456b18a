import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import { HASH_WORDS, hashRows } from '../../../src/core/clients/rowHash.ts';

type Cell = number | string | null;

/** Columns `n0`, `n1`, … of numbers, then `t0`, `t1`, … of texts, whose dictionaries begin with `first`. */
function blockOf(rows: Cell[][], { first = [] as string[] } = {}): ClientBlock {
  const width = rows[0]!.length;
  const isText = Array.from({ length: width }, (_, column) => rows.some((row) => typeof row[column] === 'string'));
  const dictionaries = isText.map((yes, column) =>
    yes ? [...new Set([...first, ...rows.map((row) => row[column]).filter((cell) => typeof cell === 'string')])] : null,
  );
  return {
    rows: rows.length,
    ids: rows.map((_, row) => `c${row}`),
    names: null,
    dates: null,
    dictionaries,
    features: isText.map((yes, column) => `${yes ? 't' : 'n'}${column}`),
    values: Float64Array.from(
      rows.flatMap((row) =>
        row.map((cell, column) => (typeof cell === 'string' ? dictionaries[column]!.indexOf(cell) : (cell ?? NaN))),
      ),
    ),
  };
}

const hashesOf = (block: ClientBlock) => {
  const words = hashRows(block);
  return Array.from({ length: block.rows }, (_, row) =>
    words.slice(row * HASH_WORDS, (row + 1) * HASH_WORDS).join(':'),
  );
};

const anyCells = fc.array(fc.option(fc.double({ noNaN: true })), { minLength: 2, maxLength: 8 });

describe('the hash of a row', () => {
  test('is the same for the same values, whatever stands around them', () => {
    fc.assert(
      fc.property(anyCells, anyCells, (cells, others) => {
        const [alone] = hashesOf(blockOf([cells]));
        const around = Array.from(cells, (_, at) => others[at % others.length]!);
        expect(hashesOf(blockOf([around, cells]))[1]).toBe(alone);
      }),
    );
  });

  test('is the same whether a feature without a column is stored as missing or not at all', () => {
    const whole = blockOf([[1, null, 'x', null]]);
    const { features, values, dictionaries } = whole;
    const kept = [0, 2];
    const part = {
      ...whole,
      features: kept.map((at) => features[at]!),
      values: Float64Array.from(kept, (at) => values[at]!),
      dictionaries: kept.map((at) => dictionaries[at]!),
    };
    expect(hashRows(part, features)).toEqual(hashRows(whole));
  });

  test('is another when one value changes, goes missing or changes places with its neighbour', () => {
    fc.assert(
      fc.property(anyCells, fc.nat(), (cells, some) => {
        const at = some % cells.length;
        const changes = [
          cells.with(at, (cells[at] ?? 0) === 1.5 ? 2 : 1.5),
          cells.with(at, cells[at] === null ? 7 : null),
          cells.with(0, cells[1]!).with(1, cells[0]!),
        ];
        const [before] = hashesOf(blockOf([cells]));
        for (const changed of changes) {
          const same = changed.every(
            (cell, column) => Object.is(cell ?? NaN, cells[column] ?? NaN) || cell === cells[column],
          );
          expect(hashesOf(blockOf([changed]))[0] === before).toBe(same);
        }
      }),
    );
  });

  test('goes by the texts, not by their numbers in a dictionary', () => {
    const rows = [
      ['Moscow', 1],
      ['Kazan', 1],
    ] as Cell[][];
    const renumbered = hashesOf(blockOf(rows, { first: ['Omsk', 'Kazan'] }));
    expect(renumbered).toEqual(hashesOf(blockOf(rows)));
    expect(renumbered[0]).not.toBe(renumbered[1]);
  });

  test('is another for the same numbers of other features', () => {
    const block = blockOf([[1, 2]]);
    expect(hashesOf({ ...block, features: ['n1', 'n0'] })).not.toEqual(hashesOf(block));
  });

  test('tells missing from 0 and from an empty text, and takes −0 for 0', () => {
    const [zero, minusZero, missing] = hashesOf(
      blockOf([
        [0, 1],
        [-0, 1],
        [null, 1],
      ]),
    );
    expect(minusZero).toBe(zero);
    expect(missing).not.toBe(zero);
    const [empty, none] = hashesOf(
      blockOf([
        ['', 1],
        [null, 1],
      ]),
    );
    expect(empty).not.toBe(none);
  });
});
