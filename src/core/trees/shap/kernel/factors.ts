import type { ShapModel, ShapTree } from '../shapModel.ts';

/**
 * What a split does at each quadrature point, linear in X = (o − w) where the row went the path's way at all earlier splits on the
 * feature, else 0: it hands w + u·X of its factor to the left, and adds X·q·A·(H_left − H_right) to φ. With G = (1−t)·P + t
 *
 *     u = t / G     q = P / G²
 *
 * which are t and 1 where the feature is new (P = 1). The formulae of `treeShap.ts` in another order: r = w + u·(o − w), X there = q·(o − w).
 */
export function pointFactors(model: ShapModel, tree: ShapTree, index: number): { u: Float64Array; q: Float64Array } {
  const P = model.repeatedRatio[tree.first + index] ?? 1;
  const { points } = tree.quadrature;
  if (P === 1) return { u: points, q: ONES[points.length] ?? points };
  const G = points.map((t) => (1 - t) * P + t);
  return { u: points.map((t, k) => t / (G[k] ?? 1)), q: G.map((g) => P / (g * g)) };
}

const ONES = Array.from({ length: 33 }, (_, n) => new Float64Array(n).fill(1));
