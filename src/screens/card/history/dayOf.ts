const DAY_MS = 86_400_000;

/** Days since 1970 of an ISO date, null when the text is none: then it is shown as the file has it. */
export function dayOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const at = Date.parse(text.slice(0, 10));
  return Number.isNaN(at) ? null : at / DAY_MS;
}
