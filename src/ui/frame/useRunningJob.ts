import { useEffect, useState } from 'react';
import type { DataEvent } from '../../../workers/data.api.ts';
import { listen } from '../../workers.ts';
import { useRescoring } from '../useRescoring.ts';

/** What takes its time and goes on while one looks at other screens. */
export type RunningJob = {
  kind: 'importing' | 'rescoring';
  /** Done so far, 0…1. */
  share: number;
  /** Where its progress is shown in full. */
  to: string;
  elsewhere: boolean;
};

/** The import or the re-scoring that is running, in this tab or another; one excludes the other. */
export function useRunningJob(): RunningJob | null {
  const news = useImportNews();
  const rescoring = useRescoring();
  if (news) {
    const { id, progress } = news.record;
    const share = progress.doneBytes / Math.max(1, progress.totalBytes);
    return { kind: 'importing', share, to: `/import/${id}`, elsewhere: news.elsewhere };
  }
  if (rescoring?.state !== 'running') return null;
  const share = rescoring.doneRows / Math.max(1, rescoring.totalRows);
  return { kind: 'rescoring', share, to: '/administration/models', elsewhere: rescoring.elsewhere };
}

type ImportNews = Extract<DataEvent, { kind: 'import' }>;

function useImportNews(): ImportNews | null {
  const [running, setRunning] = useState<ImportNews | null>(null);
  useEffect(
    () =>
      listen((event) => {
        if (event.kind === 'import') setRunning(event.record.state === 'pending' ? event : null);
      }),
    [],
  );
  return running;
}
