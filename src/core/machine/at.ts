/**
 * The element at an index that must exist. For cold code: a hot loop casts instead.
 * @throws RangeError for an index outside the list
 */
export function at<T>(list: ArrayLike<T>, index: number): T {
  if (!(index >= 0 && index < list.length)) throw new RangeError(`index ${index} of ${list.length}`);
  return list[index] as T;
}
