/** Bytes of one column of a block: 64 rows. */
const COLUMN: usize = 256;

/**
 * Turns rows × features numbers into columns, each twice: a missing value is −∞ in the first, so that it goes left, and
 * +∞ in the second. Whole groups of four rows and of four features are read and written.
 */
export function takeRows(rows: usize, groups: i32, features: i32, columns: usize): void {
  const stride = <usize>features << 2;
  for (let group = 0; group < groups; group++) {
    let row = rows + (<usize>group << 2) * stride;
    let column = columns + (<usize>group << 4);
    for (let feature = 0; feature < features; feature += 4) {
      const a = v128.load(row);
      const b = v128.load(row + stride);
      const c = v128.load(row + stride * 2);
      const d = v128.load(row + stride * 3);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      takeColumn(column, v128.shuffle<f64>(ab, cd, 0, 2));
      takeColumn(column + COLUMN * 2, v128.shuffle<f64>(ab, cd, 1, 3));
      takeColumn(column + COLUMN * 4, v128.shuffle<f64>(ab2, cd2, 0, 2));
      takeColumn(column + COLUMN * 6, v128.shuffle<f64>(ab2, cd2, 1, 3));
      row += 16;
      column += COLUMN * 8;
    }
  }
}

// @ts-expect-error: decorator
@inline
function takeColumn(column: usize, x: v128): void {
  const missing = f32x4.ne(x, x);
  v128.store(column, v128.bitselect(f32x4.splat(-Infinity), x, missing));
  v128.store(column + COLUMN, v128.bitselect(f32x4.splat(Infinity), x, missing));
}

/**
 * Adds a feature's φ to its sum in double precision and clears it: sums of few numbers lose little in single precision.
 * Step: op, φ, sum.
 */
export function sumPhi(step: usize, size: usize): usize {
  let phi = load<usize>(step, 4);
  let sum = load<usize>(step, 8);
  const end = phi + size;
  for (; phi < end; phi += 16) {
    const part = v128.load(phi);
    v128.store(phi, f32x4.splat(0));
    v128.store(sum, f64x2.add(v128.load(sum), f64x2.promote_low_f32x4(part)));
    v128.store(sum, f64x2.add(v128.load(sum, 16), f64x2.promote_low_f32x4(v128.shuffle<f64>(part, part, 1, 1))), 16);
    sum += 32;
  }
  return step + 12;
}

/**
 * Turns the sums of φ into rows of float32 numbers and clears them; adds up each row in double precision, feature after
 * feature, from the base value. Whole groups of four rows are written.
 */
export function giveRows(
  phiSums: usize,
  groups: i32,
  features: i32,
  rows: usize,
  forecasts: usize,
  base: f64,
): void {
  const stride = <usize>features << 2;
  const zero = f32x4.splat(0);
  for (let group = 0; group < groups; group++) {
    let row = rows + (<usize>group << 2) * stride;
    let column = phiSums + (<usize>group << 5);
    let low = f64x2.splat(base);
    let high = f64x2.splat(base);
    for (let feature = 0; feature < features; feature++) {
      const first = f32x4.demote_f64x2_zero(v128.load(column));
      const last = f32x4.demote_f64x2_zero(v128.load(column, 16));
      v128.store(column, zero);
      v128.store(column, zero, 16);
      low = f64x2.add(low, f64x2.promote_low_f32x4(first));
      high = f64x2.add(high, f64x2.promote_low_f32x4(last));
      v128.store_lane<f32>(row, first, 0);
      v128.store_lane<f32>(row + stride, first, 1);
      v128.store_lane<f32>(row + stride * 2, last, 0);
      v128.store_lane<f32>(row + stride * 3, last, 1);
      row += 4;
      column += COLUMN * 2;
    }
    v128.store(forecasts + (<usize>group << 5), low);
    v128.store(forecasts + (<usize>group << 5), high, 16);
  }
}
