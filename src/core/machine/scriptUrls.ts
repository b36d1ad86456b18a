/**
 * The one Trusted Types policy of the app. The Content-Security-Policy demands Trusted Types, so no worker could start
 * without the policy; it allows only scripts of the app's own origin: no `blob:`, no `data:`, no other host. Call it
 * first in the page and in each worker that starts workers or scripts. It does nothing where the browser has no Trusted
 * Types.
 */
export function allowOwnScripts(realm: Realm): void {
  const { trustedTypes, location } = realm;
  if (!trustedTypes || trustedTypes.defaultPolicy) return;
  trustedTypes.createPolicy('default', {
    createScriptURL(url) {
      const { protocol, host } = new realm.URL(url, location.href);
      if (protocol === location.protocol && host === location.host) return url;
      throw new TypeError(`Not a script of this origin: ${url}`);
    },
  });
}

/** The common part of `window` and a worker's `self` that is used. */
export type Realm = {
  readonly location: { readonly href: string; readonly protocol: string; readonly host: string };
  readonly URL: new (url: string, base: string) => { readonly protocol: string; readonly host: string };
  readonly trustedTypes?: {
    readonly defaultPolicy: unknown;
    createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown;
  };
};
