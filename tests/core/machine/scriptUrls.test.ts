import { expect, test } from 'vitest';
import { allowOwnScripts } from '../../../src/core/machine/scriptUrls.ts';

/** Installs the policy at the given address and returns its rule. */
function ruleAt(href: string): (url: string) => string {
  const rules = new Map<string, (url: string) => string>();
  const { protocol, host } = new URL(href);
  allowOwnScripts({
    location: { href, protocol, host },
    URL,
    trustedTypes: {
      defaultPolicy: null,
      createPolicy: (name, { createScriptURL }) => rules.set(name, createScriptURL),
    },
  });
  expect([...rules.keys()]).toEqual(['default']);
  return rules.get('default')!;
}

test('scripts of the own origin are allowed as they are written', () => {
  const rule = ruleAt('https://bank.example/app/assets/data.worker.js');
  for (const url of ['model.worker.js', '/app/sw.js', 'https://bank.example/app/assets/x.js'])
    expect(rule(url)).toBe(url);
});

test.each([
  'https://evil.example/x.js',
  '//evil.example/x.js',
  'http://bank.example/x.js',
  'https://bank.example:8443/x.js',
  'blob:https://bank.example/6e0f3c5c-0000',
  'data:text/javascript,1',
  'javascript:1',
])('%s is no script of https://bank.example', (url) => {
  expect(() => ruleAt('https://bank.example/app/')(url)).toThrow(TypeError);
});

test('where there are no Trusted Types, or a policy stands already, nothing happens', () => {
  const location = { href: 'https://bank.example/', protocol: 'https:', host: 'bank.example' };
  const createPolicy = () => expect.unreachable();
  allowOwnScripts({ location, URL });
  allowOwnScripts({ location, URL, trustedTypes: { defaultPolicy: {}, createPolicy } });
});
