import { withNamedErrors } from './failures.ts';

type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * The methods of a domain, callable before the database is open: each call waits for it.
 * @param name of the domain, for the error about a method that it does not have
 */
export function lazyMethods<Methods extends object>(name: string, opened: () => Promise<Methods>): Methods {
  async function call(method: string, args: unknown[]): Promise<unknown> {
    const methods = (await opened()) as Record<string, Method | undefined>;
    const answer = methods[method];
    if (!answer) throw new Error(`the data worker has no method ${name}.${method}`);
    return answer(...args);
  }
  const get =
    (_: object, method: string | symbol) =>
    (...args: unknown[]) =>
      withNamedErrors(call(String(method), args));
  return new Proxy({}, { get }) as Methods;
}
