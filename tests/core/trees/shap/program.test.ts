import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COLUMN } from '../../../../src/core/trees/shap/kernel/memoryLayout.ts';
import { CHILDREN, KIND, REPEATED, STEP, unrolled } from '../../../../src/core/trees/shap/kernel/program.ts';

const ASSEMBLY = new URL('../../../../src/core/trees/shap/kernel/assembly/', import.meta.url);
const source = (file: string) => readFileSync(new URL(file, ASSEMBLY), 'utf8');

/** The compiled code's function for each first word of a step: the entries of `STEPS`. */
const COMPILED = /const STEPS: StaticArray<Step> = \[\n([\s\S]*?)\n\];/
  .exec(source('kernel.ts'))?.[1]
  ?.split('\n')
  .map((line) => line.trim().replace(/^\(step, size\) => |,$/g, ''));

const children = Object.entries(CHILDREN);
const times = ['down', 'up'] as const;
/** Numbers of points, and the compiled code's parameter: 0 for a loop. */
const points: readonly [number, number][] = [
  [1, 0],
  [2, 2],
  [3, 3],
  [4, 4],
  [5, 0],
  [8, 0],
];

const opcode = (kind: number, count: number) => kind * 4 + unrolled(count);

/** The writer's meaning of each first word. */
const MEANT: readonly [number, string][] = [
  ...times.flatMap((way) =>
    children.flatMap(([side, child]) =>
      [false, true].flatMap((repeated) =>
        points.map(([count, n]): [number, string] => [
          opcode(KIND[way] + child + (repeated ? REPEATED[way] : 0), count),
          `${way}(${n}, ${side.toUpperCase()}, ${repeated}, step, size)`,
        ]),
      ),
    ),
  ),
  ...[false, true].flatMap((repeated) =>
    points.map(([count, n]): [number, string] => [
      opcode(KIND.leafSplit + (repeated ? REPEATED.leafSplit : 0), count),
      `leafSplit(${n}, ${repeated}, step, size)`,
    ]),
  ),
  // The writer makes no such step with points in a loop.
  ...children.flatMap(([side, child]) =>
    [2, 3, 4].map((count): [number, string] => [
      opcode(KIND.lowestSplits + child, count),
      `lowestSplits(${count}, ${side.toUpperCase()}, step, size)`,
    ]),
  ),
  ...Object.entries(STEP).map(([name, step]): [number, string] => [step, name]),
];

describe('the compiled code does for each step what its writer means', () => {
  test.each(MEANT)('%i: %s', (step, meaning) => {
    expect(COMPILED?.[step]).toBe(meaning);
  });

  test('no step is without a writer, but for loops of the lowest splits', () => {
    const written = new Set(MEANT.map(([step]) => step));
    const unwritten = COMPILED?.filter((_, step) => !written.has(step));
    expect(unwritten).toEqual(children.map(([side]) => `lowestSplits(2, ${side.toUpperCase()}, step, size)`));
  });

  test('columns are equally long', () => {
    expect(source('rows.ts')).toContain(`const COLUMN: usize = ${COLUMN};`);
  });
});
