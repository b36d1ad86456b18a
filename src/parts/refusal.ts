/** The problem that a refusal carries; null for an error of any other kind. */
export function refusalOf<Problem>(error: Error | null): Problem | null {
  return error?.name === 'Refused' ? (JSON.parse(error.message) as Problem) : null;
}
