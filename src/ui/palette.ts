import type {} from '@mui/material/styles';
/** Colours with a meaning. In both modes their contrast on the surface is at least 4.5. */
export type Meaning = {
  /** Contributions: blue raises, orange lowers, grey hatch is a missing value. */
  raises: string;
  lowers: string;
  missing: string;
  /** Segments from low to premium: steps of one hue. Segments beyond the last step share its colour. */
  segments: [string, string, string, string];
  /** Text on each of `segments`. */
  onSegments: [string, string, string, string];
  /** Low to high values: hue and lightness change together, so that colour-blind users can tell the ends apart. */
  scale: [string, string, string, string];
  hairline: string;
  grid: string;
};

declare module '@mui/material/styles' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to another
  interface Palette {
    meaning: Meaning;
  }
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to another
  interface PaletteOptions {
    meaning: Meaning;
  }
}
