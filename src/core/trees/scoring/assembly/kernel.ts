/** Rows that go down a tree side by side. */
const LANES: i32 = 8;
/** Bytes of one column of a group. */
const COLUMN: usize = 32;

/** First address that the caller may use. */
export function workSpace(): usize {
  return __heap_base;
}

/**
 * Lays groups of eight rows out in columns, each twice: a missing value is −∞ in the first, so that it goes left at
 * every split, and +∞ in the second.
 */
export function takeRows(rows: usize, groups: i32, features: i32, columns: usize): void {
  const stride = <usize>features << 2;
  let column = columns;
  for (let group = 0; group < groups; group++) {
    for (let feature: usize = 0; feature < stride; feature += 4) {
      let row = rows + feature;
      for (let lane: usize = 0; lane < COLUMN; lane += 4) {
        const x = load<f32>(row);
        const isMissing = x != x;
        store<f32>(column + lane, isMissing ? -Infinity : x);
        store<f32>(column + lane, isMissing ? Infinity : x, COLUMN);
        row += stride;
      }
      column += COLUMN * 2;
    }
    rows += stride * LANES;
  }
}

/** A node is threshold, column, left, right; a leaf has its value for a threshold, and is both of its own children. */
// @ts-expect-error: decorator
@inline
function down(node: usize, column: usize): usize {
  const x = load<f32>(column + load<u32>(node, 4));
  return load<u32>(node + (x < load<f32>(node) ? 0 : 4), 8);
}

/**
 * Adds the leaves that each row reaches, tree after tree in single precision, and then the base: the arithmetic of ONNX
 * Runtime in one thread.
 * @param trees root and depth of each
 */
export function score(
  trees: usize,
  count: i32,
  columns: usize,
  groups: i32,
  features: i32,
  sums: usize,
  base: f64,
): void {
  addTrees(false, trees, count, columns, groups, features, sums);
  const end = sums + <usize>groups * COLUMN;
  for (let sum = sums; sum < end; sum += 16) v128.store(sum, f32x4.add(v128.load(sum), f32x4.splat(<f32>base)));
}

/** The same in double precision: the sums are doubles, and a leaf has the address of its value for a threshold. */
export function scoreInDouble(
  trees: usize,
  count: i32,
  columns: usize,
  groups: i32,
  features: i32,
  sums: usize,
  base: f64,
): void {
  addTrees(true, trees, count, columns, groups, features, sums);
  const end = sums + <usize>groups * COLUMN * 2;
  for (let sum = sums; sum < end; sum += 16) v128.store(sum, f64x2.add(v128.load(sum), f64x2.splat(base)));
}

// @ts-expect-error: decorator
@inline
function addTrees(
  isDouble: bool,
  trees: usize,
  count: i32,
  columns: usize,
  groups: i32,
  features: i32,
  sums: usize,
): void {
  const groupBytes = <usize>features * COLUMN * 2;
  const end = trees + (<usize>count << 3);
  const groupSums = isDouble ? COLUMN * 2 : COLUMN;
  const sumsEnd = sums + <usize>groups * groupSums;
  for (let sum = sums; sum < sumsEnd; sum += 16) v128.store(sum, f32x4.splat(0));
  for (let tree = trees; tree < end; tree += 8) {
    const root = load<u32>(tree);
    const depth = load<i32>(tree, 4);
    let group = columns;
    for (let sum = sums; sum < sumsEnd; sum += groupSums) {
      let a: usize = root, b: usize = root, c: usize = root, d: usize = root;
      let e: usize = root, f: usize = root, g: usize = root, h: usize = root;
      for (let level = 0; level < depth; level++) {
        a = down(a, group);
        b = down(b, group + 4);
        c = down(c, group + 8);
        d = down(d, group + 12);
        e = down(e, group + 16);
        f = down(f, group + 20);
        g = down(g, group + 24);
        h = down(h, group + 28);
      }
      if (isDouble) {
        v128.store(sum, f64x2.add(v128.load(sum), two(a, b)));
        v128.store(sum, f64x2.add(v128.load(sum, 16), two(c, d)), 16);
        v128.store(sum, f64x2.add(v128.load(sum, 32), two(e, f)), 32);
        v128.store(sum, f64x2.add(v128.load(sum, 48), two(g, h)), 48);
      } else {
        v128.store(sum, f32x4.add(v128.load(sum), four(a, b, c, d)));
        v128.store(sum, f32x4.add(v128.load(sum, 16), four(e, f, g, h)), 16);
      }
      group += groupBytes;
    }
  }
}

// @ts-expect-error: decorator
@inline
function two(a: usize, b: usize): v128 {
  return v128.load_lane<f64>(load<u32>(b), v128.load64_zero(load<u32>(a)), 1);
}

// @ts-expect-error: decorator
@inline
function four(a: usize, b: usize, c: usize, d: usize): v128 {
  let values = v128.load32_zero(a);
  values = v128.load_lane<f32>(b, values, 1);
  values = v128.load_lane<f32>(c, values, 2);
  return v128.load_lane<f32>(d, values, 3);
}
