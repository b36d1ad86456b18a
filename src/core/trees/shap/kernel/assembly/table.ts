/**
 * A tree of few different splits, such as one that asks the same question at all nodes of a level: its contributions
 * for every pattern of answers are in a table, with 4 or 8 numbers per pattern.
 *
 * Step: op, table, whether 8 numbers (else 4), 8 × φ, number of splits, then x and threshold of each.
 */
export function lookUp(step: usize, size: usize): usize {
  const table = load<usize>(step, 4);
  const wide = load<usize>(step, 8);
  const splits = load<i32>(step, 44);
  const end = step + 48 + (splits << 3);
  for (let at: usize = 0; at < size; at += 16) {
    let pattern = i32x4.splat(0);
    let bit = i32x4.splat(1);
    for (let split = step + 48; split < end; split += 8) {
      const left = f32x4.lt(v128.load(load<usize>(split) + at), v128.load_splat<f32>(split, 4));
      pattern = v128.or(pattern, v128.and(left, bit));
      bit = i32x4.add(bit, bit);
    }
    const shift = 4 + wide;
    const a = table + (i32x4.extract_lane(pattern, 0) << shift);
    const b = table + (i32x4.extract_lane(pattern, 1) << shift);
    const c = table + (i32x4.extract_lane(pattern, 2) << shift);
    const d = table + (i32x4.extract_lane(pattern, 3) << shift);
    addColumns(step + 12, at, v128.load(a), v128.load(b), v128.load(c), v128.load(d));
    if (wide) addColumns(step + 28, at, v128.load(a, 16), v128.load(b, 16), v128.load(c, 16), v128.load(d, 16));
  }
  return end;
}

// @ts-expect-error: decorator
@inline
function addColumns(phis: usize, at: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  add(load<usize>(phis) + at, v128.shuffle<f64>(ab, cd, 0, 2));
  add(load<usize>(phis, 4) + at, v128.shuffle<f64>(ab, cd, 1, 3));
  add(load<usize>(phis, 8) + at, v128.shuffle<f64>(ab2, cd2, 0, 2));
  add(load<usize>(phis, 12) + at, v128.shuffle<f64>(ab2, cd2, 1, 3));
}

// @ts-expect-error: decorator
@inline
function add(phi: usize, part: v128): void {
  v128.store(phi, f32x4.add(v128.load(phi), part));
}
