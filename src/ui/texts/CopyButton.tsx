import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';

/** Copies a text and confirms it for two seconds. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Button onClick={copy}>
      <span aria-live="polite">{copied ? t('frame.copied') : label}</span>
    </Button>
  );
}
