/**
 * The Content-Security-Policy of the app, for the meta tag in the built page and for the headers of `npm start`:
 * scripts, workers and requests of the own origin only, no inline code, no eval, Trusted Types everywhere.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  // The hash is that of an empty <style> element, into which Emotion inserts its rules through the CSSOM.
  "style-src-elem 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

/** For the meta tag: the directives that a document may set for itself. */
export const CSP_META = DIRECTIVES.join('; ');

/** Headers of the production server; frame-ancestors has no effect in a meta tag. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': [...DIRECTIVES, "frame-ancestors 'none'"].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
