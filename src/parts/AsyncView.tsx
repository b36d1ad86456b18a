import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { QueryState } from '../data/useQuery.ts';
import { ErrorPanel, LoadingPanel } from '../ui/panels/states.tsx';

type AsyncViewProps<T> = {
  of: [QueryState<T>, () => void];
  /** Number of skeleton rows, unless `loading` is given. */
  rows?: number;
  /** A skeleton in the final shape. */
  loading?: ReactNode;
  children: (value: T) => ReactNode;
};

/**
 * Shows an answer of the data worker: a skeleton, an error with a retry, or the value. A stale value is dimmed until
 * the new one arrives.
 */
export function AsyncView<T>({ of: [loaded, retry], rows = 8, loading, children }: AsyncViewProps<T>) {
  switch (loaded.state) {
    case 'loading':
      return loading ?? <LoadingPanel rows={rows} />;
    case 'failed':
      return <ErrorPanel error={loaded.error} onRetry={retry} />;
    case 'ready':
      return (
        <Box
          aria-busy={loaded.stale}
          sx={{ opacity: loaded.stale ? 0.6 : 1, transition: loaded.stale ? 'opacity 100ms 400ms' : 'none' }}
        >
          {children(loaded.value)}
        </Box>
      );
  }
}
