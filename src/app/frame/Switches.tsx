import IconButton from '@mui/material/IconButton';
import SvgIcon from '@mui/material/SvgIcon';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { LANGUAGES, type Language } from '../../core/format.ts';
import { chooseLanguage, useWords } from '../../i18n/i18n.ts';
import { useMode } from '../ModeProvider.tsx';

export function LanguageSwitch() {
  const { t, language } = useWords();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={language}
      aria-label={t('frame.language.label')}
      onChange={(_, chosen: Language | null) => chosen && void chooseLanguage(chosen)}
    >
      {LANGUAGES.map((option) => (
        <ToggleButton
          key={option}
          value={option}
          aria-label={t(`frame.language.${option}`)}
          lang={option}
          sx={{ px: 1, py: 0.25, fontSize: 12 }}
        >
          {option.toUpperCase()}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** Switches between light and dark; the icon is a half-filled circle. */
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
