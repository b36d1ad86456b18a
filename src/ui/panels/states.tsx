import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type ReactNode, useState } from 'react';
import { failureName } from '../../core/failures.ts';
import { useWords } from '../../i18n/i18n.ts';

type EmptyPanelProps = {
  title: string;
  text: string;
  /** `h1` where the panel is the whole screen. */
  heading?: 'h1' | 'h2';
  children?: ReactNode;
};

/** An empty state: what this place is for, and the actions that fill it. */
export function EmptyPanel({ title, text, heading = 'h2', children }: EmptyPanelProps) {
  return (
    <Stack spacing={1.5} sx={{ alignItems: 'flex-start', maxWidth: 560, p: 3 }}>
      <Typography component={heading} variant="h1">
        {title}
      </Typography>
      <Typography color="textSecondary">{text}</Typography>
      {children && (
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', pt: 0.5 }}>
          {children}
        </Stack>
      )}
    </Stack>
  );
}

/** Placeholder rows in the final shape until the answer arrives. */
export function LoadingPanel({ rows = 8 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <Stack spacing={1} sx={{ p: 2 }} role="status" aria-label={t('frame.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Skeleton key={row} variant="rounded" height={28} animation={false} />
      ))}
    </Stack>
  );
}

type ErrorPanelProps = { error: { name: string; message: string }; onRetry?: (() => void) | undefined };

/** What happened, what was kept and what to do. The technical details can be copied. */
export function ErrorPanel({ error, onRetry }: ErrorPanelProps) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(`${error.name}: ${error.message}`).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Alert
      severity="error"
      variant="outlined"
      sx={{
        m: 2,
        flexWrap: 'wrap',
        '& .MuiAlert-message': { flex: '1 1 200px' },
        '& button': { whiteSpace: 'nowrap' },
      }}
      action={
        <Stack direction="row" spacing={0.5}>
          {onRetry && (
            <Button color="inherit" onClick={onRetry}>
              {t('frame.retry')}
            </Button>
          )}
          <Button color="inherit" onClick={copy}>
            {copied ? t('frame.copied') : t('frame.copyDetails')}
          </Button>
        </Stack>
      }
    >
      <AlertTitle>{t('failures.title')}</AlertTitle>
      {t(`failures.${failureName(error.name)}`)}
    </Alert>
  );
}
