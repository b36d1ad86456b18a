import TextField from '@mui/material/TextField';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../../../i18n/i18n.ts';
import { useShortcut } from '../../../ui/shortcuts.ts';

/** Long enough to join letters typed in one burst, short enough to feel immediate. */
const PAUSE_MS = 60;

type SearchFieldProps = { value: string; onChange: (search: string) => void; onLeave: () => void };

/** Searches while the user types. `/` focuses the field, Esc clears it, ↓ and Enter move to the list. */
export function SearchField({ value, onChange, onLeave }: SearchFieldProps) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const send = useRef(onChange);
  send.current = onChange;

  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    const search = text.trim();
    if (search === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = search;
      send.current(search);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  useShortcut('Slash', () => {
    field.current?.focus();
    field.current?.select();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && text) setText('');
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <TextField
      inputRef={field}
      fullWidth
      type="search"
      value={text}
      placeholder={t('clients.searchHint')}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      slotProps={{
        htmlInput: {
          role: 'searchbox',
          'aria-label': t('clients.search'),
          'aria-keyshortcuts': '/',
          autoComplete: 'off',
          spellCheck: false,
          maxLength: 200,
        },
        input: { endAdornment: !text && <KeyHint /> },
      }}
    />
  );
}

function KeyHint() {
  return (
    <kbd
      aria-hidden
      style={{
        font: 'inherit',
        fontSize: 12,
        opacity: 0.7,
        border: '1px solid currentColor',
        borderRadius: 4,
        padding: '0 6px',
      }}
    >
      /
    </kbd>
  );
}
