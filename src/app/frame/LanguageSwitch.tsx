import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { LANGUAGES, type Language } from '../../core/format.ts';
import { chooseLanguage, useWords } from '../../i18n/i18n.ts';

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
