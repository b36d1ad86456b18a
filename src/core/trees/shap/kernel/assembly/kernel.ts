import { giveRows, sumPhi, takeRows } from './rows';
import { BOTH, down, LEFT, RIGHT, up } from './splits';
import { lookUp } from './table';
import { leafSplit, lowestSplits } from './lowestSplits';
import { trackPath } from './trackPath';

export { giveRows, takeRows };

/** First address that the caller may use. */
export function workSpace(): usize {
  return __heap_base;
}

/**
 * Carries out the steps up to `end`, each for all rows of a block, four rows to a vector; `size` is 16 bytes for each
 * group of four. A step says where in memory its columns lie. Its first word is its number in `STEPS`.
 */
export function explain(step: usize, end: usize, size: usize): void {
  while (step < end) step = unchecked(STEPS[load<i32>(step)])(step, size);
}

type Step = (step: usize, size: usize) => usize;

/**
 * Kind × 4 + 0 for any number of points, 1, 2, 3 for 2, 3, 4 points: each is compiled apart. The kinds are those of
 * `KIND`, `CHILDREN` and `REPEATED` in program.ts. Of `lowestSplits` there is none for any number of points.
 */
const STEPS: StaticArray<Step> = [
  (step, size) => down(0, BOTH, false, step, size),
  (step, size) => down(2, BOTH, false, step, size),
  (step, size) => down(3, BOTH, false, step, size),
  (step, size) => down(4, BOTH, false, step, size),
  (step, size) => down(0, LEFT, false, step, size),
  (step, size) => down(2, LEFT, false, step, size),
  (step, size) => down(3, LEFT, false, step, size),
  (step, size) => down(4, LEFT, false, step, size),
  (step, size) => down(0, RIGHT, false, step, size),
  (step, size) => down(2, RIGHT, false, step, size),
  (step, size) => down(3, RIGHT, false, step, size),
  (step, size) => down(4, RIGHT, false, step, size),
  (step, size) => down(0, BOTH, true, step, size),
  (step, size) => down(2, BOTH, true, step, size),
  (step, size) => down(3, BOTH, true, step, size),
  (step, size) => down(4, BOTH, true, step, size),
  (step, size) => down(0, LEFT, true, step, size),
  (step, size) => down(2, LEFT, true, step, size),
  (step, size) => down(3, LEFT, true, step, size),
  (step, size) => down(4, LEFT, true, step, size),
  (step, size) => down(0, RIGHT, true, step, size),
  (step, size) => down(2, RIGHT, true, step, size),
  (step, size) => down(3, RIGHT, true, step, size),
  (step, size) => down(4, RIGHT, true, step, size),
  (step, size) => up(0, BOTH, false, step, size),
  (step, size) => up(2, BOTH, false, step, size),
  (step, size) => up(3, BOTH, false, step, size),
  (step, size) => up(4, BOTH, false, step, size),
  (step, size) => up(0, LEFT, false, step, size),
  (step, size) => up(2, LEFT, false, step, size),
  (step, size) => up(3, LEFT, false, step, size),
  (step, size) => up(4, LEFT, false, step, size),
  (step, size) => up(0, RIGHT, false, step, size),
  (step, size) => up(2, RIGHT, false, step, size),
  (step, size) => up(3, RIGHT, false, step, size),
  (step, size) => up(4, RIGHT, false, step, size),
  (step, size) => up(0, BOTH, true, step, size),
  (step, size) => up(2, BOTH, true, step, size),
  (step, size) => up(3, BOTH, true, step, size),
  (step, size) => up(4, BOTH, true, step, size),
  (step, size) => up(0, LEFT, true, step, size),
  (step, size) => up(2, LEFT, true, step, size),
  (step, size) => up(3, LEFT, true, step, size),
  (step, size) => up(4, LEFT, true, step, size),
  (step, size) => up(0, RIGHT, true, step, size),
  (step, size) => up(2, RIGHT, true, step, size),
  (step, size) => up(3, RIGHT, true, step, size),
  (step, size) => up(4, RIGHT, true, step, size),
  (step, size) => leafSplit(0, false, step, size),
  (step, size) => leafSplit(2, false, step, size),
  (step, size) => leafSplit(3, false, step, size),
  (step, size) => leafSplit(4, false, step, size),
  (step, size) => leafSplit(0, true, step, size),
  (step, size) => leafSplit(2, true, step, size),
  (step, size) => leafSplit(3, true, step, size),
  (step, size) => leafSplit(4, true, step, size),
  (step, size) => lowestSplits(2, BOTH, step, size),
  (step, size) => lowestSplits(2, BOTH, step, size),
  (step, size) => lowestSplits(3, BOTH, step, size),
  (step, size) => lowestSplits(4, BOTH, step, size),
  (step, size) => lowestSplits(2, LEFT, step, size),
  (step, size) => lowestSplits(2, LEFT, step, size),
  (step, size) => lowestSplits(3, LEFT, step, size),
  (step, size) => lowestSplits(4, LEFT, step, size),
  (step, size) => lowestSplits(2, RIGHT, step, size),
  (step, size) => lowestSplits(2, RIGHT, step, size),
  (step, size) => lowestSplits(3, RIGHT, step, size),
  (step, size) => lowestSplits(4, RIGHT, step, size),
  trackPath,
  lookUp,
  sumPhi,
];
