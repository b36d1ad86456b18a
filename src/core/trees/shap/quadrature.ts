/** Points and weights of a quadrature rule on [0, 1]. */
export type Quadrature = { readonly points: Float64Array; readonly weights: Float64Array };

/**
 * Gauss–Legendre quadrature on [0, 1]: exact for polynomials up to degree 2n−1. The points are the roots of the
 * Legendre polynomial P_n, found by Newton's method from Tricomi's estimates; weight = 2 / ((1−x²)·P_n′(x)²) on [−1, 1]
 * (Abramowitz & Stegun 25.4.29). Accurate to a few units in the last place for the sizes used here (n ≤ 32).
 */
export function gaussLegendre(n: number): Quadrature {
  const points = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    for (let step = 0; step < 8; step++) {
      const { value, slope } = legendre(n, x);
      x -= value / slope;
    }
    const { slope } = legendre(n, x);
    points[i] = (1 - x) / 2;
    weights[i] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
}

/** P_n(x) by the three-term recurrence, and its derivative. */
function legendre(n: number, x: number): { value: number; slope: number } {
  let previous = 1;
  let value = x;
  for (let k = 2; k <= n; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
    previous = value;
    value = next;
  }
  return { value, slope: (n * (x * value - previous)) / (x * x - 1) };
}
