/** Keeps the most recently used values that take time to make; a value that could not be made is made again. */
export type Recent<Value> = {
  /** The value of a key; `make` is called when it is absent. */
  get(key: string, make: () => Promise<Value>): Promise<Value>;
  /** Undefined when absent. Peeking does not count as use. */
  peek(key: string): Promise<Value> | undefined;
  forget(key: string): void;
  keys(): string[];
};

/** @param limit number of values kept */
export function createRecent<Value>(limit: number): Recent<Value> {
  // In the order of use, the last used one at the end.
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
