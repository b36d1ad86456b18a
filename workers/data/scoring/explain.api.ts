/** Whose forecasts are explained: everyone's or one segment's; all of them, or so many drawn evenly (`sample`). */
export type InsightScope = { segmentId: string | null; sample: number | null };

/**
 * Why nothing was explained; JSON, as the message of `Refused`. `changed`: the clients, the active model or the segments changed while it
 * ran, which is the failure of the run, or of the CSV file.
 */
export type InsightProblem =
  | { kind: 'no-clients' }
  | { kind: 'unknown-segment'; segmentId: string }
  | { kind: 'bad-sample' }
  /** A name in `featureCurve`; a position in `dependence`. */
  | { kind: 'unknown-feature'; feature: string | number }
  | { kind: 'changed' };
