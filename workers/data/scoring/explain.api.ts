/** Whose forecasts are explained: everyone's or one segment's; all of them, or `sample` of them drawn evenly. */
export type InsightScope = { segmentId: string | null; sample: number | null };

/** Why the clients of a scope cannot be explained. */
export type InsightProblem =
  | { kind: 'no-clients' }
  | { kind: 'unknown-segment'; segmentId: string }
  | { kind: 'bad-sample' };
