import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseUbjson } from '../../../../src/core/trees/formats/ubjson.ts';
import { readXgboost } from '../../../../src/core/trees/formats/xgboost.ts';
import { corrupt, expectDamageRefusedOrSound, expectTruncationRefused, externalBytes } from './external.ts';

test('features that have names keep them', () => {
  const raw = parseUbjson(externalBytes('xgboost/stumps.ubj')) as { learner: { feature_names: string[] } };
  const names = Array.from({ length: 8 }, (_, i) => `name ${i}`);
  raw.learner.feature_names = names;
  expect(readXgboost(raw).features).toEqual(names);
  raw.learner.feature_names = ['one'];
  expect(() => readXgboost(raw)).toThrow(corrupt(/1 feature names for 8 features/));
});

/** Plain UBJSON of a value; a `Float32Array` becomes a typed array. */
function encode(value: unknown): number[] {
  const text = (string: string) => {
    const bytes = [...new TextEncoder().encode(string)];
    return [...encode(bytes.length), ...bytes];
  };
  const big = (marker: string, size: number, set: (view: DataView) => void) => {
    const view = new DataView(new ArrayBuffer(size));
    set(view);
    return [marker.charCodeAt(0), ...new Uint8Array(view.buffer)];
  };
  if (value === null) return [...bytes('Z')];
  if (typeof value === 'boolean') return [...bytes(value ? 'T' : 'F')];
  if (typeof value === 'string') return [...bytes('S'), ...text(value)];
  if (typeof value === 'number') {
    if (Object.is(value, -0) || !Number.isSafeInteger(value)) return big('D', 8, (view) => view.setFloat64(0, value));
    if (value >= -128 && value < 128) return big('i', 1, (view) => view.setInt8(0, value));
    if (value >= 0 && value < 256) return big('U', 1, (view) => view.setUint8(0, value));
    if (value >= -32768 && value < 32768) return big('I', 2, (view) => view.setInt16(0, value));
    if (value === (value | 0)) return big('l', 4, (view) => view.setInt32(0, value));
    return big('L', 8, (view) => view.setBigInt64(0, BigInt(value)));
  }
  if (value instanceof Float32Array) {
    return [
      ...bytes('[$d#'),
      ...encode(value.length),
      ...[...value].flatMap((x) => big('d', 4, (view) => view.setFloat32(0, x)).slice(1)),
    ];
  }
  if (Array.isArray(value)) return [...bytes('['), ...value.flatMap(encode), ...bytes(']')];
  const entries = Object.entries(value as object);
  return [...bytes('{'), ...entries.flatMap(([key, item]) => [...text(key), ...encode(item)]), ...bytes('}')];
}

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const parse = (text: string) => parseUbjson(bytes(text));

test('what is written is read', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(parseUbjson(Uint8Array.from(encode(value)))).toEqual(value);
    }),
  );
  fc.assert(
    fc.property(fc.float32Array(), (value) => {
      expect(parseUbjson(Uint8Array.from(encode(value)))).toEqual([...value]);
    }),
  );
});

test('arrays and objects with counts and types, no-ops, single letters', () => {
  expect(parse('[#i\x02i\x01T')).toEqual([1, true]);
  expect(parse('[$U#i\x03\x01\x80\xff')).toEqual([1, 128, 255]);
  expect(parse('[$I#U\x02\x01\x00\xff\xff')).toEqual([256, -1]);
  expect(parse('[$S#i\x02i\x01ai\x02bc')).toEqual(['a', 'bc']);
  expect(parse('{#i\x01i\x01aCx')).toEqual({ a: 'x' });
  expect(parse('{$i#i\x02i\x01a\x01i\x01b\x02')).toEqual({ a: 1, b: 2 });
  expect(parse('[Ni\x01]')).toEqual([1]);
  expect(parse('[$l#i\x00')).toEqual([]);
});

test('a key "__proto__" is a key like others', () => {
  const parsed = parse('{i\x09__proto__{i\x01aT}}') as object;
  expect(Object.keys(parsed)).toEqual(['__proto__']);
  expect('a' in parsed).toBe(false);
});

describe('hostile bytes are refused at once', () => {
  const cases: [string, RegExp, string][] = [
    ['nothing', /cut short/, ''],
    ['an unknown type', /unknown type "H"/, 'Hi\x01'],
    ['a count of more than there is', /cut short/, '[$d#L\x00\x00\x00\x00\x7f\xff\xff\xff'],
    ['a count beyond all memory', /cut short/, '[#L\x7f\xff\xff\xff\xff\xff\xff\xff'],
    ['a negative count', /cut short/, '[#i\xff'],
    ['a count that is no integer', /instead of a length/, '[#d\x00\x00\x00\x00'],
    ['a type without a count', /a type without a count/, '[$ii\x01]'],
    ['a typed array that takes no bytes', /arrays of type "Z"/, '[$Z#l\x7f\xff\xff\xff'],
    ['a text longer than the file', /cut short/, 'Si\x05abc'],
    ['a text that is not UTF-8', /not UTF-8/, 'Si\x01\xff'],
    ['an end too many', /follows the end/, '[]]'],
    ['an array without an end', /cut short/, '[i\x01'],
    ['a million open brackets', /nested deeper/, '['.repeat(1_000_000)],
    ['a million typed brackets', /nested deeper/, '[$[#i\x01'.repeat(250_000)],
  ];
  test.each(cases)('%s', (_, message, text) => {
    expect(() => parse(text)).toThrow(corrupt(message));
  });

  test('any bytes give a value or a refusal', () => {
    const letters = fc.array(fc.constantFrom(...'{}[]$#iUIlLdDSCZTFN\x00\x01\x02\x7f\xff'), { maxLength: 60 });
    fc.assert(
      fc.property(letters, (text) => {
        try {
          parse(text.join(''));
        } catch (error) {
          expect(error).toMatchObject({ name: 'ModelCorrupt' });
        }
      }),
      { numRuns: 5000 },
    );
  });
});

test('a file cut short is refused', () => {
  expectTruncationRefused(externalBytes('xgboost/dart.ubj'));
});

test('a damaged file is refused or still a sound ensemble', () => {
  expectDamageRefusedOrSound(externalBytes('xgboost/stumps.ubj'));
});
