/** Values that take time to make: the ones used last stay, a value that could not be made is made anew. */
export type Recent<Value> = {
  /** The value of a key, which is made when it is not there. */
  get(key: string, make: () => Promise<Value>): Promise<Value>;
  /** Undefined when it is not there. It does not count as used. */
  peek(key: string): Promise<Value> | undefined;
  forget(key: string): void;
  keys(): string[];
};

/** @param limit how many values stay */
export function createRecent<Value>(limit: number): Recent<Value> {
  // In the order of use, the last one at the end.
  const values = new Map<string, Promise<Value>>();

  return {
    get(key, make) {
      const value = values.get(key) ?? make();
      values.delete(key);
      values.set(key, value);
      value.catch(() => {
        if (values.get(key) === value) values.delete(key);
      });
      for (const oldest of values.keys()) {
        if (values.size <= limit) break;
        values.delete(oldest);
      }
      return value;
    },
    peek: (key) => values.get(key),
    forget: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}
