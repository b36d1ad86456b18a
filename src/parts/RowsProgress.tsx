import type { ReactNode } from 'react';
import type { RowsProgress as Progress } from '../../workers/data/jobs/jobs.api.ts';
import { useWords } from '../i18n/i18n.ts';
import { JobProgress } from '../ui/panels/JobProgress.tsx';

type Props = {
  job: Progress;
  title: string;
  /** The bar's accessible name; the title by default. */
  label?: string;
  cancelWords: string;
  onCancel: () => Promise<void>;
  children?: ReactNode;
  note?: ReactNode;
};

/** Progress of a job over stored clients. */
export function RowsProgress({ job, title, label = title, ...rest }: Props) {
  const { t, format } = useWords();
  const { doneRows, totalRows, rowsPerSecond, secondsLeft } = job;
  return (
    <JobProgress
      title={title}
      label={label}
      done={doneRows}
      total={totalRows}
      facts={[
        totalRows > 0 && t('progress.rows', { done: format.integer(doneRows), total: format.integer(totalRows) }),
        rowsPerSecond > 0 && t('progress.rate', { rows: format.integer(rowsPerSecond) }),
      ]}
      secondsLeft={secondsLeft}
      {...rest}
    />
  );
}
