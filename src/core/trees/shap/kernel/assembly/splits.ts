/**
 * Splits with inner nodes below them: one step down, which hands the factors to the children, and one step up. The
 * letters are those of `ShapModel`; X is (o − w) where the row went the path's way at all earlier splits on the
 * feature, else 0. At each point
 *
 *     g = w + u·X     A_left = A·g     A_right = A − A_left
 *     H = H_right + g·(H_left − H_right)     φ += X·Σ q·A·(H_left − H_right)
 *
 * with u = t and q = 1, or t/G and P/G² for a feature met before, G = (1−t)·P + t.
 *
 * `n` is 2, 3 or 4 quadrature points, unrolled, or 0 for a loop over as many as the step says.
 */

/** Which children are inner nodes. */
export const BOTH: i32 = 0;
export const LEFT: i32 = 1;
export const RIGHT: i32 = 2;

/** Step: op, x, A, A left, A right, X, O, threshold, w, then n at a loop, then u. */
// @ts-expect-error: decorator
@inline
export function down(n: i32, inner: i32, repeated: bool, step: usize, size: usize): usize {
  let x = load<usize>(step, 4);
  let above = load<usize>(step, 8);
  let toLeft = load<usize>(step, 12);
  let toRight = load<usize>(step, 16);
  let deviation = load<usize>(step, 20);
  let agrees = load<usize>(step, 24);
  const threshold = v128.load_splat<f32>(step, 28);
  const w = v128.load_splat<f32>(step, 32);
  const one = f32x4.splat(1);
  const points: i32 = n == 0 ? load<i32>(step, 36) : n;
  const us: usize = n == 0 ? step + 40 : step + 36;
  const end = x + size;
  if (n == 0) {
    for (; x < end; x += 16) {
      let X = f32x4.sub(v128.and(f32x4.lt(v128.load(x), threshold), one), w);
      if (repeated) {
        X = v128.and(X, v128.load(agrees));
        agrees += 16;
      }
      v128.store(deviation, X);
      deviation += 16;
      for (let k = 0; k < points; k++) {
        const A = v128.load(above);
        const L = f32x4.mul(A, f32x4.add(w, f32x4.mul(v128.load_splat<f32>(us + (k << 2)), X)));
        above += 16;
        if (inner != RIGHT) {
          v128.store(toLeft, L);
          toLeft += 16;
        }
        if (inner != LEFT) {
          v128.store(toRight, f32x4.sub(A, L));
          toRight += 16;
        }
      }
    }
  } else {
    const u0 = v128.load_splat<f32>(us);
    const u1 = v128.load_splat<f32>(us, 4);
    let u2 = u0;
    let u3 = u0;
    if (n > 2) u2 = v128.load_splat<f32>(us, 8);
    if (n > 3) u3 = v128.load_splat<f32>(us, 12);
    for (; x < end; x += 16) {
      let X = f32x4.sub(v128.and(f32x4.lt(v128.load(x), threshold), one), w);
      if (repeated) {
        X = v128.and(X, v128.load(agrees));
        agrees += 16;
      }
      v128.store(deviation, X);
      deviation += 16;
      const A0 = v128.load(above);
      const A1 = v128.load(above, 16);
      const L0 = f32x4.mul(A0, f32x4.add(w, f32x4.mul(u0, X)));
      const L1 = f32x4.mul(A1, f32x4.add(w, f32x4.mul(u1, X)));
      if (inner != RIGHT) {
        v128.store(toLeft, L0);
        v128.store(toLeft, L1, 16);
      }
      if (inner != LEFT) {
        v128.store(toRight, f32x4.sub(A0, L0));
        v128.store(toRight, f32x4.sub(A1, L1), 16);
      }
      if (n > 2) {
        const A2 = v128.load(above, 32);
        const L2 = f32x4.mul(A2, f32x4.add(w, f32x4.mul(u2, X)));
        if (inner != RIGHT) v128.store(toLeft, L2, 32);
        if (inner != LEFT) v128.store(toRight, f32x4.sub(A2, L2), 32);
      }
      if (n > 3) {
        const A3 = v128.load(above, 48);
        const L3 = f32x4.mul(A3, f32x4.add(w, f32x4.mul(u3, X)));
        if (inner != RIGHT) v128.store(toLeft, L3, 48);
        if (inner != LEFT) v128.store(toRight, f32x4.sub(A3, L3), 48);
      }
      above += n * 16;
      if (inner != RIGHT) toLeft += n * 16;
      if (inner != LEFT) toRight += n * 16;
    }
  }
  return us + (points << 2);
}

/**
 * Step: op, X, A, H left, H right, H, φ, w, value of the leaf if there is one, then n at a loop, then u, then q if
 * repeated.
 */
// @ts-expect-error: decorator
@inline
export function up(n: i32, inner: i32, repeated: bool, step: usize, size: usize): usize {
  let deviation = load<usize>(step, 4);
  let above = load<usize>(step, 8);
  let left = load<usize>(step, 12);
  let right = load<usize>(step, 16);
  let below = load<usize>(step, 20);
  let phi = load<usize>(step, 24);
  const w = v128.load_splat<f32>(step, 28);
  const leaf = v128.load_splat<f32>(step, 32);
  const points: i32 = n == 0 ? load<i32>(step, 36) : n;
  const us: usize = n == 0 ? step + 40 : step + 36;
  const qs = us + (points << 2);
  const end = phi + size;
  if (n == 0) {
    for (; phi < end; phi += 16) {
      const X = v128.load(deviation);
      deviation += 16;
      let sum = f32x4.splat(0);
      for (let k = 0; k < points; k++) {
        const L = inner == RIGHT ? leaf : v128.load(left);
        const R = inner == LEFT ? leaf : v128.load(right);
        const D = f32x4.sub(L, R);
        let A = v128.load(above);
        if (repeated) A = f32x4.mul(A, v128.load_splat<f32>(qs + (k << 2)));
        sum = f32x4.add(sum, f32x4.mul(A, D));
        const g = f32x4.add(w, f32x4.mul(v128.load_splat<f32>(us + (k << 2)), X));
        v128.store(below, f32x4.add(R, f32x4.mul(g, D)));
        above += 16;
        below += 16;
        if (inner != RIGHT) left += 16;
        if (inner != LEFT) right += 16;
      }
      v128.store(phi, f32x4.add(v128.load(phi), f32x4.mul(X, sum)));
    }
  } else {
    const u0 = v128.load_splat<f32>(us);
    const u1 = v128.load_splat<f32>(us, 4);
    let u2 = u0;
    let u3 = u0;
    if (n > 2) u2 = v128.load_splat<f32>(us, 8);
    if (n > 3) u3 = v128.load_splat<f32>(us, 12);
    let q0 = u0;
    let q1 = u0;
    let q2 = u0;
    let q3 = u0;
    if (repeated) {
      q0 = v128.load_splat<f32>(qs);
      q1 = v128.load_splat<f32>(qs, 4);
      if (n > 2) q2 = v128.load_splat<f32>(qs, 8);
      if (n > 3) q3 = v128.load_splat<f32>(qs, 12);
    }
    for (; phi < end; phi += 16) {
      const X = v128.load(deviation);
      deviation += 16;
      const R0 = inner == LEFT ? leaf : v128.load(right);
      const D0 = f32x4.sub(inner == RIGHT ? leaf : v128.load(left), R0);
      let A0 = v128.load(above);
      if (repeated) A0 = f32x4.mul(A0, q0);
      v128.store(below, f32x4.add(R0, f32x4.mul(f32x4.add(w, f32x4.mul(u0, X)), D0)));
      let sum = f32x4.mul(A0, D0);
      const R1 = inner == LEFT ? leaf : v128.load(right, 16);
      const D1 = f32x4.sub(inner == RIGHT ? leaf : v128.load(left, 16), R1);
      let A1 = v128.load(above, 16);
      if (repeated) A1 = f32x4.mul(A1, q1);
      v128.store(below, f32x4.add(R1, f32x4.mul(f32x4.add(w, f32x4.mul(u1, X)), D1)), 16);
      sum = f32x4.add(sum, f32x4.mul(A1, D1));
      if (n > 2) {
        const R2 = inner == LEFT ? leaf : v128.load(right, 32);
        const D2 = f32x4.sub(inner == RIGHT ? leaf : v128.load(left, 32), R2);
        let A2 = v128.load(above, 32);
        if (repeated) A2 = f32x4.mul(A2, q2);
        v128.store(below, f32x4.add(R2, f32x4.mul(f32x4.add(w, f32x4.mul(u2, X)), D2)), 32);
        sum = f32x4.add(sum, f32x4.mul(A2, D2));
      }
      if (n > 3) {
        const R3 = inner == LEFT ? leaf : v128.load(right, 48);
        const D3 = f32x4.sub(inner == RIGHT ? leaf : v128.load(left, 48), R3);
        let A3 = v128.load(above, 48);
        if (repeated) A3 = f32x4.mul(A3, q3);
        v128.store(below, f32x4.add(R3, f32x4.mul(f32x4.add(w, f32x4.mul(u3, X)), D3)), 48);
        sum = f32x4.add(sum, f32x4.mul(A3, D3));
      }
      v128.store(phi, f32x4.add(v128.load(phi), f32x4.mul(X, sum)));
      above += n * 16;
      below += n * 16;
      if (inner != RIGHT) left += n * 16;
      if (inner != LEFT) right += n * 16;
    }
  }
  return repeated ? qs + (points << 2) : qs;
}
