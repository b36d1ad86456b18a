import { LEFT, RIGHT } from './splits';

/**
 * The lowest splits of a tree, from which most of its nodes come, in one step down and up. Above two leaves, H is
 * linear in t: H = c + t·e with c their mean over the covers, v_right + w·(v_left − v_right), and e = X·(v_left −
 * v_right).
 */

/**
 * A split above two leaves.
 * Step: op, x, A, H, φ, O, threshold, D, −w·D, c, then n at a loop, then u, then q if repeated.
 */
// @ts-expect-error: decorator
@inline
export function leafSplit(n: i32, repeated: bool, step: usize, size: usize): usize {
  let x = load<usize>(step, 4);
  let above = load<usize>(step, 8);
  let below = load<usize>(step, 12);
  let phi = load<usize>(step, 16);
  let agrees = load<usize>(step, 20);
  const threshold = v128.load_splat<f32>(step, 24);
  const D = v128.load_splat<f32>(step, 28);
  const minusWD = v128.load_splat<f32>(step, 32);
  const c = v128.load_splat<f32>(step, 36);
  const points: i32 = n == 0 ? load<i32>(step, 40) : n;
  const us: usize = n == 0 ? step + 44 : step + 40;
  const qs = us + (points << 2);
  const end = x + size;
  if (n == 0) {
    for (; x < end; x += 16) {
      let e = f32x4.add(v128.and(f32x4.lt(v128.load(x), threshold), D), minusWD);
      if (repeated) {
        e = v128.and(e, v128.load(agrees));
        agrees += 16;
      }
      let sum = f32x4.splat(0);
      for (let k = 0; k < points; k++) {
        let A = v128.load(above);
        if (repeated) A = f32x4.mul(A, v128.load_splat<f32>(qs + (k << 2)));
        sum = f32x4.add(sum, A);
        v128.store(below, f32x4.add(c, f32x4.mul(v128.load_splat<f32>(us + (k << 2)), e)));
        above += 16;
        below += 16;
      }
      v128.store(phi, f32x4.add(v128.load(phi), f32x4.mul(e, sum)));
      phi += 16;
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
    for (; x < end; x += 16) {
      let e = f32x4.add(v128.and(f32x4.lt(v128.load(x), threshold), D), minusWD);
      if (repeated) {
        e = v128.and(e, v128.load(agrees));
        agrees += 16;
      }
      let sum = v128.load(above);
      let A1 = v128.load(above, 16);
      if (repeated) {
        sum = f32x4.mul(sum, q0);
        A1 = f32x4.mul(A1, q1);
      }
      sum = f32x4.add(sum, A1);
      v128.store(below, f32x4.add(c, f32x4.mul(u0, e)));
      v128.store(below, f32x4.add(c, f32x4.mul(u1, e)), 16);
      if (n > 2) {
        let A2 = v128.load(above, 32);
        if (repeated) A2 = f32x4.mul(A2, q2);
        sum = f32x4.add(sum, A2);
        v128.store(below, f32x4.add(c, f32x4.mul(u2, e)), 32);
      }
      if (n > 3) {
        let A3 = v128.load(above, 48);
        if (repeated) A3 = f32x4.mul(A3, q3);
        sum = f32x4.add(sum, A3);
        v128.store(below, f32x4.add(c, f32x4.mul(u3, e)), 48);
      }
      v128.store(phi, f32x4.add(v128.load(phi), f32x4.mul(e, sum)));
      phi += 16;
      above += n * 16;
      below += n * 16;
    }
  }
  return repeated ? qs + (points << 2) : qs;
}

/**
 * A split above two splits above leaves, or above one and a leaf (`children` says which are splits), none of a feature
 * met before. From the moments M0 = ΣA and M1 = Σt·A come Σ A_left = w·M0 + X·M1 and Σ A·D = cd·M0 + ed·M1, where
 * D = cd + t·ed; and H is a polynomial of degree 2 in t.
 *
 * Step: op, x, A, H, φ, threshold, w, cd, h0 = c_right + w·cd; left x, φ, threshold, D, −w·D; the same of the right; t.
 */
// @ts-expect-error: decorator
@inline
export function lowestSplits(n: i32, children: i32, step: usize, size: usize): usize {
  let x = load<usize>(step, 4);
  let above = load<usize>(step, 8);
  let below = load<usize>(step, 12);
  let phi = load<usize>(step, 16);
  const threshold = v128.load_splat<f32>(step, 20);
  const w = v128.load_splat<f32>(step, 24);
  const cd = v128.load_splat<f32>(step, 28);
  const h0 = v128.load_splat<f32>(step, 32);
  let xL = load<usize>(step, 36);
  let phiL = load<usize>(step, 40);
  const thresholdL = v128.load_splat<f32>(step, 44);
  const dL = v128.load_splat<f32>(step, 48);
  const minusL = v128.load_splat<f32>(step, 52);
  let xR = load<usize>(step, 56);
  let phiR = load<usize>(step, 60);
  const thresholdR = v128.load_splat<f32>(step, 64);
  const dR = v128.load_splat<f32>(step, 68);
  const minusR = v128.load_splat<f32>(step, 72);
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const t0 = v128.load_splat<f32>(step, 76);
  const t1 = v128.load_splat<f32>(step, 80);
  let t2 = t0;
  let t3 = t0;
  if (n > 2) t2 = v128.load_splat<f32>(step, 84);
  if (n > 3) t3 = v128.load_splat<f32>(step, 88);
  const end = x + size;
  for (; x < end; x += 16) {
    const A0 = v128.load(above);
    const A1 = v128.load(above, 16);
    let M0 = f32x4.add(A0, A1);
    let M1 = f32x4.add(f32x4.mul(t0, A0), f32x4.mul(t1, A1));
    if (n > 2) {
      const A2 = v128.load(above, 32);
      M0 = f32x4.add(M0, A2);
      M1 = f32x4.add(M1, f32x4.mul(t2, A2));
    }
    if (n > 3) {
      const A3 = v128.load(above, 48);
      M0 = f32x4.add(M0, A3);
      M1 = f32x4.add(M1, f32x4.mul(t3, A3));
    }
    above += n * 16;
    const X = f32x4.sub(v128.and(f32x4.lt(v128.load(x), threshold), one), w);
    const sumL = f32x4.add(f32x4.mul(w, M0), f32x4.mul(X, M1));
    let eL = zero;
    if (children != RIGHT) {
      eL = f32x4.add(v128.and(f32x4.lt(v128.load(xL), thresholdL), dL), minusL);
      xL += 16;
      v128.store(phiL, f32x4.add(v128.load(phiL), f32x4.mul(eL, sumL)));
      phiL += 16;
    }
    let eR = zero;
    if (children != LEFT) {
      eR = f32x4.add(v128.and(f32x4.lt(v128.load(xR), thresholdR), dR), minusR);
      xR += 16;
      v128.store(phiR, f32x4.add(v128.load(phiR), f32x4.mul(eR, f32x4.sub(M0, sumL))));
      phiR += 16;
    }
    const ed = children == LEFT ? eL : f32x4.sub(eL, eR);
    const sum = f32x4.add(f32x4.mul(cd, M0), f32x4.mul(ed, M1));
    v128.store(phi, f32x4.add(v128.load(phi), f32x4.mul(X, sum)));
    phi += 16;
    let h1 = f32x4.add(f32x4.mul(w, ed), f32x4.mul(X, cd));
    if (children != LEFT) h1 = f32x4.add(h1, eR);
    const h2 = f32x4.mul(X, ed);
    v128.store(below, f32x4.add(h0, f32x4.mul(t0, f32x4.add(h1, f32x4.mul(t0, h2)))));
    v128.store(below, f32x4.add(h0, f32x4.mul(t1, f32x4.add(h1, f32x4.mul(t1, h2)))), 16);
    if (n > 2) v128.store(below, f32x4.add(h0, f32x4.mul(t2, f32x4.add(h1, f32x4.mul(t2, h2)))), 32);
    if (n > 3) v128.store(below, f32x4.add(h0, f32x4.mul(t3, f32x4.add(h1, f32x4.mul(t3, h2)))), 48);
    below += n * 16;
  }
  return step + 76 + n * 4;
}
