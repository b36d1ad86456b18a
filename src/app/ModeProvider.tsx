import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { createContext, type ReactNode, startTransition, use, useMemo, useState } from 'react';
import { createAppTheme, type Mode } from './theme.ts';

const STORAGE_KEY = 'mode';

const ModeContext = createContext<{ mode: Mode; toggle: () => void }>({ mode: 'light', toggle: () => {} });

/** Light or dark: the stored choice, else the system's. */
export function ModeProvider({ children }: { children: ReactNode }) {
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true });
  const [chosen, setChosen] = useState<Mode | null>(remembered);
  const mode = chosen ?? (systemDark ? 'dark' : 'light');
  const theme = useMemo(() => createAppTheme(mode), [mode]);
  const value = useMemo(() => {
    const other: Mode = mode === 'dark' ? 'light' : 'dark';
    const toggle = () => {
      remember(other);
      startTransition(() => setChosen(other));
    };
    return { mode, toggle };
  }, [mode]);
  return (
    <ModeContext value={value}>
      <ThemeProvider theme={theme}>
        <CssBaseline enableColorScheme />
        {children}
      </ThemeProvider>
    </ModeContext>
  );
}

export const useMode = () => use(ModeContext);

function remembered(): Mode | null {
  try {
    const mode = localStorage.getItem(STORAGE_KEY);
    return mode === 'light' || mode === 'dark' ? mode : null;
  } catch {
    return null;
  }
}

function remember(mode: Mode): void {
  try {
    localStorage.setItem(STORAGE_KEY, mode);
  } catch {
    // storage is blocked: the choice lasts until the page is closed
  }
}
