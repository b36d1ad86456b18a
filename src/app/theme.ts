import { createTheme, type Theme } from '@mui/material/styles';
import type { Meaning } from '../ui/palette.ts';

export type Mode = 'light' | 'dark';

const SURFACES = {
  light: {
    page: '#f5f7f6',
    paper: '#ffffff',
    text: '#17211f',
    secondary: '#53615e',
    hairline: '#dde3e1',
    accent: '#0b5f5b',
  },
  dark: {
    page: '#101615',
    paper: '#171f1e',
    text: '#e6edeb',
    secondary: '#a2b1ad',
    hairline: '#2b3634',
    accent: '#5cc4b8',
  },
} as const;

const MEANING: Record<Mode, Meaning> = {
  light: {
    raises: '#1f66b5',
    lowers: '#b2500a',
    missing: '#68736f',
    segments: ['#d7ebe6', '#93cbbf', '#2a7c72', '#0a4744'],
    onSegments: ['#17211f', '#17211f', '#ffffff', '#ffffff'],
    scale: ['#c98500', '#cf4a5c', '#7d229c', '#21127a'],
    hairline: SURFACES.light.hairline,
    grid: '#e8edeb',
  },
  dark: {
    raises: '#7fb4f0',
    lowers: '#f0a060',
    missing: '#94a19d',
    segments: ['#23413d', '#2f6a62', '#58aa9e', '#a9e3d8'],
    onSegments: ['#e6edeb', '#ffffff', '#0d1413', '#0d1413'],
    scale: ['#5b6cea', '#b763d2', '#f2848c', '#ffdc73'],
    hairline: SURFACES.dark.hairline,
    grid: '#26302e',
  },
};

const FONT = '"Inter Variable", system-ui, sans-serif';

/** Two surfaces, hairlines instead of shadows, compact rows, one accent. */
export function createAppTheme(mode: Mode): Theme {
  const surface = SURFACES[mode];
  const hairline = `1px solid ${surface.hairline}`;
  return createTheme({
    spacing: 8,
    shape: { borderRadius: 8 },
    palette: {
      mode,
      primary: { main: surface.accent, contrastText: mode === 'light' ? '#ffffff' : '#0d1413' },
      error: { main: mode === 'light' ? '#b3261e' : '#f2857d' },
      warning: { main: mode === 'light' ? '#8a5300' : '#f0b849' },
      success: { main: mode === 'light' ? '#1d6b3c' : '#7fcf9a' },
      info: { main: surface.accent },
      background: { default: surface.page, paper: surface.paper },
      text: { primary: surface.text, secondary: surface.secondary },
      divider: surface.hairline,
      meaning: MEANING[mode],
    },
    typography: {
      fontFamily: FONT,
      fontSize: 14,
      h1: { fontSize: 20, fontWeight: 650, lineHeight: 1.3 },
      h2: { fontSize: 14, fontWeight: 650, lineHeight: 1.4 },
      h3: { fontSize: 13, fontWeight: 650, lineHeight: 1.4 },
      body1: { fontSize: 14, lineHeight: 1.5 },
      body2: { fontSize: 14, lineHeight: 1.43 },
      caption: { fontSize: 12, lineHeight: 1.4 },
      button: { textTransform: 'none', fontWeight: 600, fontSize: 14 },
    },
    transitions: { create: () => 'none' },
    components: {
      MuiCssBaseline: {
        styleOverrides: {
          'html, body, #root': { height: '100%' },
          body: { fontVariantNumeric: 'tabular-nums' },
          // In forced colours all surfaces look alike, so an outline marks the selected element.
          '@media (forced-colors: active)': {
            'body :is([aria-pressed="true"], [aria-current="page"], [aria-current="true"], [role="row"][aria-selected="true"])':
              {
                outline: '2px solid Highlight',
                outlineOffset: -2,
              },
          },
          ':focus-visible': { outline: `2px solid ${surface.accent}`, outlineOffset: 2 },
        },
      },
      MuiPaper: {
        defaultProps: { elevation: 0 },
        styleOverrides: { root: { backgroundImage: 'none' }, outlined: { border: hairline } },
      },
      MuiButtonBase: { defaultProps: { disableRipple: true } },
      MuiButton: { defaultProps: { size: 'small', disableElevation: true } },
      MuiTextField: { defaultProps: { size: 'small' } },
      MuiSelect: { defaultProps: { size: 'small' } },
      MuiFormControl: { defaultProps: { size: 'small' } },
      MuiTable: { defaultProps: { size: 'small' } },
      MuiTableCell: {
        styleOverrides: {
          root: { borderBottom: hairline, padding: '7px 12px' },
          head: { fontWeight: 600, color: surface.secondary },
        },
      },
      MuiDialog: { defaultProps: { transitionDuration: 0 }, styleOverrides: { paper: { border: hairline } } },
      MuiMenu: { defaultProps: { transitionDuration: 0 }, styleOverrides: { paper: { border: hairline } } },
      MuiAutocomplete: { styleOverrides: { paper: { border: hairline }, option: { fontSize: 14 } } },
      MuiTooltip: { defaultProps: { enterDelay: 300 } },
      MuiLink: { defaultProps: { underline: 'hover' } },
    },
  });
}
