import Box from '@mui/material/Box';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { SectionIcon } from './SectionIcon.tsx';

type MoreSectionsProps = { sections: readonly string[]; children: ReactNode };

/** Further links of the navigation. On a phone a button shows and hides them; elsewhere they are always visible. */
export function MoreSections({ sections, children }: MoreSectionsProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isHere = sections.includes(useLocation().pathname.split('/')[1] ?? '');

  useEffect(() => {
    if (!open) return;
    const closeOutside = ({ target }: Event) => {
      if (!whole.current?.contains(target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', closeOutside);
    return () => removeEventListener('pointerdown', closeOutside);
  }, [open]);

  const close = () => {
    if (!open) return;
    // Hiding a focused link would lose the focus, so the button takes it.
    button.current?.focus();
    setOpen(false);
  };
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !whole.current?.contains(relatedTarget)) setOpen(false);
  };
  return (
    <Box
      ref={whole}
      onKeyDown={({ key }: KeyboardEvent) => key === 'Escape' && close()}
      onBlur={onBlur}
      sx={{ display: 'contents' }}
    >
      <Box
        component="button"
        type="button"
        ref={button}
        aria-expanded={open}
        aria-controls={listId}
        aria-current={isHere ? 'true' : undefined}
        className={isHere ? 'active' : undefined}
        onClick={() => setOpen(!open)}
        sx={{
          font: 'inherit',
          border: 0,
          bgcolor: 'transparent',
          cursor: 'pointer',
          '&&': { display: { sm: 'none' } },
        }}
      >
        <SectionIcon section="more" />
        {t('frame.nav.more')}
      </Box>
      <Box
        id={listId}
        onClick={close}
        sx={({ breakpoints }) => ({
          display: 'contents',
          [breakpoints.only('xs')]: {
            display: open ? 'block' : 'none',
            position: 'absolute',
            right: 4,
            bottom: 'calc(100% + 4px)',
            zIndex: 'appBar',
            p: 0.5,
            bgcolor: 'background.paper',
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
            '&& a': { flexDirection: 'row', justifyContent: 'flex-start', gap: 1.25, px: 1.25, fontSize: 14 },
          },
        })}
      >
        {children}
      </Box>
    </Box>
  );
}
