/**
 * The app's Content-Security-Policy: scripts, workers and requests of its own origin only, no inline code, no eval,
 * Trusted Types everywhere. The built page contains the policy, so it also applies on hosts that send no headers.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  // Emotion fills an empty <style> element through the CSSOM, so the hash of an empty element is enough.
  "style-src-elem 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

/** The policy in the meta tag of the built page. */
export const CSP_META = DIRECTIVES.join('; ');

/** The headers of the production server. frame-ancestors is only here, because it has no effect in a meta tag. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': [...DIRECTIVES, "frame-ancestors 'none'"].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
