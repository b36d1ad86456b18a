import type { ColumnReport } from '../../../../workers/data/imports/imports.api.ts';

/** `failure`: red, `attention`: amber. */
export type Severity = 'none' | 'attention' | 'failure';

/** Shares of missing values so far from training are worth a look, and so far apart are no accident. */
const MISSING_ATTENTION = 0.05;
const MISSING_FAILURE = 0.15;

/** How much more is missing than in training, −1…1; null when training does not say. */
export function missingDrift({ missingShare, trainingMissingShare }: ColumnReport): number | null {
  return trainingMissingShare === null ? null : missingShare - trainingMissingShare;
}

/** A feature without any value is no news when training had none either. */
export function missingSeverity(report: ColumnReport): Severity {
  const drift = missingDrift(report);
  if (report.missingShare === 1) return drift === 0 ? 'none' : 'failure';
  const distance = Math.abs(drift ?? 0);
  if (distance >= MISSING_FAILURE) return 'failure';
  return distance >= MISSING_ATTENTION ? 'attention' : 'none';
}

export function hasRemarks(report: ColumnReport): boolean {
  return missingSeverity(report) !== 'none' || cellRemarks(report) > 0;
}

/**
 * What needs attention first: values lost, then drift, then single cells; then features that the file does not have.
 */
export function byUrgency(one: ColumnReport, other: ColumnReport): number {
  return urgencyOf(other) - urgencyOf(one) || one.feature.localeCompare(other.feature);
}

function urgencyOf(report: ColumnReport): number {
  const rank = { failure: 2_000, attention: 1_000, none: 0 }[missingSeverity(report)];
  const isAbsent = report.column === null;
  const cells = cellRemarks(report) > 0 ? 500 : 0;
  return (isAbsent ? rank / 10 : rank + cells) + Math.abs(missingDrift(report) ?? 0);
}

function cellRemarks({ unreadable, outOfRange, unseenCategories }: ColumnReport): number {
  return unreadable + outOfRange + unseenCategories;
}
