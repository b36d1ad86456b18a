import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTrees } from '../../../../src/core/trees/formats/readTrees.ts';
import { corrupt, externalBytes } from './external.ts';

const GOLDEN = new URL('../../../fixtures/golden/', import.meta.url);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('a file is known by what it contains, whatever its name', () => {
  test.each([
    ['xgboost-ubjson', 'xgboost/one-tree.ubj', null],
    ['lightgbm', 'lightgbm/one-tree.txt', Array.from({ length: 8 }, (_, i) => `col_${i}`)],
    ['lightgbm', 'lightgbm/stumps.txt', null],
    ['catboost', 'catboost/one-tree.cbm.json', Array.from({ length: 8 }, (_, i) => `col ${i}`)],
    ['catboost', 'catboost/stumps.cbm.json', null],
  ])('%s: %s', (format, path, features) => {
    const { ensemble, ...read } = readTrees(externalBytes(path), 'model.bin');
    expect(read).toEqual({ format, features, hasCovers: true });
    expect(ensemble.featureCount).toBe(8);
  });

  test('onnx, without covers and names', () => {
    const { ensemble, ...read } = readTrees(externalBytes('onnx/regressor-leq.onnx'), 'model.bin');
    expect(read).toEqual({ format: 'onnx', features: null, hasCovers: false });
    expect(ensemble.featureCount).toBe(5);
  });

  test('xgboost-json, with a byte order mark and line breaks of another system', () => {
    const text = readFileSync(new URL('one-tree.booster.json', GOLDEN), 'utf8');
    const { ensemble, ...read } = readTrees(bytes(`\uFEFF\r\n${text}`), 'model.bin');
    expect(read).toEqual({ format: 'xgboost-json', features: null, hasCovers: true });
    expect(ensemble).toEqual(readTrees(externalBytes('xgboost/one-tree.ubj'), '').ensemble);
  });

  test('lightgbm, with line breaks of another system', () => {
    const unix = readFileSync(new URL('external/lightgbm/dart.txt', GOLDEN), 'utf8');
    expect(readTrees(bytes(unix.replaceAll('\n', '\r\n')), '')).toEqual(readTrees(bytes(unix), ''));
  });
});

describe('anything else is refused by the name of what it is', () => {
  const binary = (...numbers: number[]) => Uint8Array.from(numbers);
  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', binary(), /^m\.bin: no trees are found: the file is empty$/],
    ['white space', bytes(' \n'), /empty/],
    ['a web page', bytes('<!doctype html><title>404</title>'), /a web page/],
    ['a table', bytes('id;income\n1;2'), /the file begins with "id;income\?1;2"/],
    ['a pickle', binary(0x80, 4, 0x95, 0), /Python pickle/],
    ['a zip archive', bytes('PK\x03\x04'), /zip/],
    ['a gzip archive', binary(0x1f, 0x8b, 8, 0), /gzip/],
    ['binary CatBoost', bytes('CBM1\x00\x00'), /CatBoost's binary format/],
    ['binary XGBoost', bytes('binf\x00\x00'), /XGBoost's old binary/],
    ['other JSON', bytes('{"features":[1]}'), /JSON, but neither of XGBoost nor of CatBoost/],
    ['a JSON list', bytes('[1]'), /begins with "\[1\]"/],
    ['half of a JSON', bytes('{"learner":'), /JSON is cut short/],
    ['one brace', bytes('{'), /JSON is cut short/],
    ['other UBJSON', bytes('{i\x01aT}'), /XGBoost: the file has no learner/],
    ['JSON that is no text', binary(0x7b, 0x22, 0xff, 0x22), /not UTF-8/],
    ['LightGBM that is no text', binary(...bytes('tree\n'), 0xff), /not UTF-8/],
    ['LightGBM cut short', bytes('tree\nversion=v4\n'), /LightGBM: the file is cut short/],
    ['noughts', new Uint8Array(1000), /begins with "\?/],
  ])('%s', (_, content, message) => {
    expect(() => readTrees(content, 'm.bin')).toThrow(corrupt(message));
  });

  test('any bytes', () => {
    const start = fc.constantFrom('', '{', '{"learner":{', '{L', 'tree\n', '\x08\x08', '[').map(bytes);
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, tail) => {
        expect(() => readTrees(Uint8Array.from([...head, ...tail]), 'm.bin')).toThrow(corrupt(/^m\.bin: ./));
      }),
      { numRuns: 2000 },
    );
  });
});
