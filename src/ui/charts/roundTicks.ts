/** Round numbers between two ends, about `count` of them. */
export function roundTicks(from: number, to: number, count: number): number[] {
  if (!(to > from)) return [from];
  const raw = (to - from) / Math.max(1, count);
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((times) => times * unit >= raw) ?? 10) * unit;
  const ticks: number[] = [];
  // Adding zero turns −0 into 0, which would be formatted with its sign.
  for (let tick = Math.ceil(from / step); tick * step <= to; tick++) ticks.push(tick * step + 0);
  return ticks;
}
