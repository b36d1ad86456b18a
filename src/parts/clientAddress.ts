/**
 * The address of a client's card. The router decodes a path once and a `%2F` in it twice, so a per cent sign of an id
 * is encoded once more than the rest, and an id of dots alone is no way up, so every id comes back as it was.
 */
export function clientPath(clientId: string): string {
  const segment = encodeURIComponent(clientId.replaceAll('%', '%25'));
  return `/clients/${/^\.+$/.test(segment) ? segment.replaceAll('.', '%2E') : segment}`;
}

/** The client id of a path's parameter, which the router has decoded. */
export function clientIdOf(parameter: string): string {
  return parameter.replaceAll('%25', '%');
}
