import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Transform, toRoubles } from '../../../src/core/contract/transform.ts';
import { appendChecksum } from '../../../src/core/onnx/own/checksum.ts';
import { outputsOf, readOnnx, writeOnnx } from '../../../src/core/onnx/own/file.ts';
import { decodeModel } from '../../../src/core/onnx/wire/decodeModel.ts';
import { encodeModel } from '../../../src/core/onnx/wire/encodeModel.ts';
import type { OnnxModel } from '../../../src/core/onnx/wire/onnxModel.ts';
import type { TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import { openCalculator } from '../../../workers/runtime/calculator.ts';
import { openSession } from '../../../workers/runtime/session.ts';
import { anyEnsemble, predictRows, someContract, someForest, someModel, someRows } from '../trees/trees.ts';

const MODEL = someModel(someForest({ trees: 4, depth: 3, featureCount: 5 }));
const FILE = writeOnnx(MODEL);
const corrupt = (message: RegExp) =>
  expect.objectContaining({ name: 'ModelCorrupt', message: expect.stringMatching(message) });

/** A file with one difference from what `writeOnnx` writes, and a correct checksum. */
function changed(change: (model: Mutable) => void): Uint8Array {
  const { metadata, ...model } = decodeModel(FILE);
  const [contract] = metadata;
  const mutable = structuredClone({ ...model, metadata: new Map([contract!]) }) as Mutable;
  change(mutable);
  return appendChecksum(encodeModel(mutable));
}

type Mutable = {
  -readonly [Key in keyof OnnxModel]: OnnxModel[Key] extends ReadonlyMap<infer K, infer V> ? Map<K, V> : OnnxModel[Key];
} & { nodes: { opType: string; domain: string; attributes: Map<string, unknown> }[] };

test('a model reads back as it was written', () => {
  fc.assert(
    fc.property(anyEnsemble({ featureCount: 5 }), (ensemble) => {
      const model = someModel(ensemble);
      expect(readOnnx(writeOnnx(model))).toEqual(model);
    }),
    { numRuns: 50 },
  );
});

const TRANSFORMS: Transform[] = [{ kind: 'identity' }, { kind: 'log1p' }, { kind: 'power', exponent: 0.25 }];

describe.each(TRANSFORMS)('a model of $kind with an interval', (transform) => {
  const sums = (seed: number) => {
    const forest = someForest({ trees: 3, depth: 3, featureCount: 5, seed });
    const scale = transform.kind === 'identity' ? 1 : 0.001;
    return { ...forest, baseScore: 10, value: forest.value.map((leaf) => leaf * scale) };
  };
  const interval = { p10: sums(1), p90: sums(2) };
  const model = { ...someModel(sums(3), { transform }), interval };
  const bytes = writeOnnx(model);

  test('reads back as it was written', () => {
    expect(readOnnx(bytes)).toEqual(model);
  });

  test('gives roubles, and ends that give way to the forecast', async () => {
    const rows = someRows(200, 5);
    const session = await openSession(bytes, { featureCount: 5, outputs: outputsOf(model) });
    const [income, p10, p90] = (await session.run(rows)) as [Float32Array, Float32Array, Float32Array];
    await session.close();
    const roubles = (ensemble: TreeEnsemble) =>
      [...predictRows(ensemble, rows)].map((sum) => toRoubles(transform, sum));
    const [forecasts, lows, highs] = [model.forecast, interval.p10, interval.p90].map(roubles);
    const close = (found: number, expected: number) =>
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(expected)));
    income.forEach((x, row) => {
      close(x, forecasts![row]!);
      close(p10[row]!, Math.min(lows![row]!, forecasts![row]!));
      close(p90[row]!, Math.max(highs![row]!, forecasts![row]!));
      expect(p10[row]! <= x && x <= p90[row]!).toBe(true);
    });
    expect(income.some((x, row) => p10[row] === x) && income.some((x, row) => p10[row]! < x)).toBe(true);
  });

  test('gives the same bits when the trees were summed elsewhere', async () => {
    const rows = someRows(203, 5);
    const open = async (file: Uint8Array) => openCalculator(file, createHash('sha256').update(file).digest('hex'));
    const whole = await open(bytes);
    const sums: Float32Array[] = [];
    for (const trees of [model.forecast, interval.p10, interval.p90]) {
      const alone = await open(writeOnnx(someModel(trees)));
      sums.push((await alone.predict(rows)).income);
      await alone.close();
    }
    expect(await whole.predict(rows)).toMatchObject(await whole.fromSums(sums));
    await whole.close();
  });

  test('is refused when its graph is that of another transform', () => {
    const other = TRANSFORMS.find(({ kind }) => kind !== transform.kind)!;
    const { metadata, ...file } = decodeModel(
      writeOnnx({ ...model, contract: { ...model.contract, transform: other } }),
    );
    const [key] = metadata.keys();
    const swapped = encodeModel({ ...file, metadata: new Map([[key!, JSON.stringify(model.contract)]]) });
    expect(() => readOnnx(appendChecksum(swapped))).toThrow(corrupt(/not the one that its contract asks for/));
  });
});

test('the same model gives the same bytes', () => {
  expect(writeOnnx(MODEL)).toEqual(FILE);
  expect(writeOnnx(readOnnx(FILE))).toEqual(FILE);
});

test('the contract keeps letters of every alphabet', () => {
  const contract = { ...MODEL.contract, version: 'Ёжик — 試験 🦔' };
  expect(readOnnx(writeOnnx({ ...MODEL, contract })).contract).toEqual(contract);
});

test('covers stand in nodes_hitrates, for every node', () => {
  const attribute = decodeModel(FILE).nodes[0]?.attributes.get('nodes_hitrates');
  expect(attribute).toEqual({ kind: 'floats', value: [...MODEL.forecast.cover] });
});

test('a contract of another width than the trees is refused before anything is written', () => {
  expect(() => writeOnnx({ ...MODEL, contract: someContract(4) })).toThrow(corrupt(/4 features, the trees take 5/));
});

test('a file cut short anywhere is refused', () => {
  for (let length = 0; length < FILE.length; length++) {
    expect(() => readOnnx(FILE.subarray(0, length))).toThrow(corrupt(/./));
  }
});

test('a file with any byte changed is refused', () => {
  fc.assert(
    fc.property(fc.nat(FILE.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = FILE.slice();
      damaged[at]! ^= change;
      expect(() => readOnnx(damaged)).toThrow(corrupt(/./));
    }),
    { numRuns: 2000 },
  );
});

test('a file damaged in many places is refused', () => {
  const damages = fc.array(fc.tuple(fc.nat(FILE.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 2,
    maxLength: 200,
  });
  fc.assert(
    fc.property(damages, (places) => {
      const damaged = FILE.slice();
      for (const [at, byte] of places) damaged[at] = byte;
      fc.pre(damaged.some((byte, i) => byte !== FILE[i]));
      expect(() => readOnnx(damaged)).toThrow(corrupt(/./));
    }),
    { numRuns: 500 },
  );
});

test('bytes that are no model at all are refused', () => {
  const html = new TextEncoder().encode('<!doctype html><title>404</title>');
  for (const bytes of [new Uint8Array(0), new Uint8Array(1000), html]) {
    expect(() => readOnnx(bytes)).toThrow(corrupt(/not an ONNX file/));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(() => readOnnx(bytes)).toThrow(corrupt(/./));
    }),
  );
});

describe('another writer’s file is refused for what is unknown in it', () => {
  const cases: [string, RegExp, (model: Mutable) => void][] = [
    ['operator set', /"ai.onnx.ml" version 5/, (model) => model.opsets.set('ai.onnx.ml', 5)],
    ['operator domain', /"com.example"/, (model) => model.opsets.set('com.example', 1)],
    ['operator', /"TreeEnsembleClassifier"/, ({ nodes }) => (nodes[0]!.opType = 'TreeEnsembleClassifier')],
    [
      'second operator',
      /not the one that its contract asks for/,
      (model) => (model.nodes = [...model.nodes, ...model.nodes]),
    ],
    ['empty graph', /empty/, (model) => (model.nodes = [])],
    [
      'mode',
      /"BRANCH_LEQ"/,
      (model) => setAttribute(model, 'nodes_modes', 'strings', (modes) => modes.with(0, 'BRANCH_LEQ')),
    ],
    [
      'transform',
      /"PROBIT"/,
      ({ nodes }) => nodes[0]!.attributes.set('post_transform', { kind: 'string', value: 'PROBIT' }),
    ],
    [
      'attribute',
      /"more" is not supported/,
      ({ nodes }) => nodes[0]!.attributes.set('more', { kind: 'integer', value: 1 }),
    ],
    ['missing attribute', /"nodes_hitrates" is missing/, ({ nodes }) => nodes[0]!.attributes.delete('nodes_hitrates')],
    ['short list', /length/, (model) => setAttribute(model, 'nodes_values', 'floats', (values) => values.slice(1))],
    [
      'infinite threshold',
      /threshold/,
      (model) => setAttribute(model, 'nodes_values', 'floats', (v) => v.with(0, Infinity)),
    ],
    [
      'cycle',
      /reached twice/,
      (model) => setAttribute(model, 'nodes_truenodeids', 'integers', (ids) => ids.with(0, 0)),
    ],
    ['width', /5 features, the trees take 6/, (model) => (model.inputs = [{ name: 'features', shape: ['N', 6] }])],
    ['contract', /no contract/, (model) => model.metadata.clear()],
  ];
  test.each(cases)('%s', (_, message, change) => {
    expect(() => readOnnx(changed(change))).toThrow(corrupt(message));
  });

  test('nothing at all: the way the cases above are made gives a file that is read', () => {
    expect(readOnnx(changed(() => {}))).toEqual(MODEL);
  });
});

function setAttribute<Kind extends 'strings' | 'floats' | 'integers'>(
  { nodes }: Mutable,
  name: string,
  kind: Kind,
  change: (list: Kind extends 'strings' ? string[] : number[]) => unknown,
): void {
  const attribute = nodes[0]!.attributes.get(name) as unknown as { value: Parameters<typeof change>[0] };
  nodes[0]!.attributes.set(name, { kind, value: change(attribute.value) } as never);
}
