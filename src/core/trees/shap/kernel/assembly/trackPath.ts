/**
 * Notes, for splits on the same feature lower down, whether a row went left at this one, or right, and the path's way
 * at all earlier ones. Step: op, x, O, O of the left, O of the right, threshold.
 */
export function trackPath(step: usize, size: usize): usize {
  const x = load<usize>(step, 4);
  const agrees = load<usize>(step, 8);
  const left = load<usize>(step, 12);
  const right = load<usize>(step, 16);
  const threshold = v128.load_splat<f32>(step, 20);
  for (let at: usize = 0; at < size; at += 16) {
    const goesLeft = f32x4.lt(v128.load(x + at), threshold);
    const O = v128.load(agrees + at);
    v128.store(left + at, v128.and(O, goesLeft));
    v128.store(right + at, v128.andnot(O, goesLeft));
  }
  return step + 24;
}
