import IconButton from '@mui/material/IconButton';
import SvgIcon from '@mui/material/SvgIcon';
import { useWords } from '../../i18n/i18n.ts';
import { useMode } from '../ModeProvider.tsx';

/** A circle half filled: the other mode is a click away. */
export function ModeSwitch() {
  const { t } = useWords();
  const { mode, toggle } = useMode();
  const label = t(mode === 'dark' ? 'frame.mode.toLight' : 'frame.mode.toDark');
  return (
    <IconButton size="small" onClick={toggle} aria-label={label} title={label}>
      <SvgIcon fontSize="small">
        <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2v14a7 7 0 0 1 0-14z" />
      </SvgIcon>
    </IconButton>
  );
}
