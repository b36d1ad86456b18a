/**
 * The address of a client's card. The router decodes a path once and `%2F` twice, so per cent signs in an id are
 * encoded twice. Dots are encoded when the id has only dots, since `..` would mean the parent path. Every id reads back
 * unchanged.
 */
export function clientPath(clientId: string): string {
  const segment = encodeURIComponent(clientId.replaceAll('%', '%25'));
  return `/clients/${/^\.+$/.test(segment) ? segment.replaceAll('.', '%2E') : segment}`;
}

/** The client id of a path parameter that the router has decoded. */
export function clientIdOf(parameter: string): string {
  return parameter.replaceAll('%25', '%');
}
