import type { ColumnReport } from '../../../../workers/data/imports/imports.api.ts';

/** `failure`: red, `attention`: amber. */
export type Severity = 'none' | 'attention' | 'failure';

/**
 * Differences to training in the share of missing values: from the first on worth a look, from the second on no
 * accident.
 */
const MISSING_ATTENTION = 0.05;
const MISSING_FAILURE = 0.15;

/** The share of missing values minus that of training, −1…1; null when training does not give it. */
export function missingDrift({ missingShare, trainingMissingShare }: ColumnReport): number | null {
  return trainingMissingShare === null ? null : missingShare - trainingMissingShare;
}

/** A feature without values is no problem when training had none either. */
export function missingSeverity(report: ColumnReport): Severity {
  const drift = missingDrift(report);
  if (report.missingShare === 1) return drift === 0 ? 'none' : 'failure';
  const distance = Math.abs(drift ?? 0);
  if (distance >= MISSING_FAILURE) return 'failure';
  return distance >= MISSING_ATTENTION ? 'attention' : 'none';
}

export function hasRemarks(report: ColumnReport): boolean {
  return missingSeverity(report) !== 'none' || cellRemarks(report) > 0 || (report.mendedCategories ?? 0) > 0;
}

/** Sorts by urgency: lost values, then drift, then single cells, then features that the file does not have. */
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
