/** Colours that mean something in this product, in both modes at a contrast of at least 4.5 on their surface. */
export type Meaning = {
  /** Contributions: blue raises, orange lowers, grey hatch is a missing value. */
  raises: string;
  lowers: string;
  missing: string;
  /** Segments from low to premium: steps of one hue; more segments than steps repeat the last. */
  segments: [string, string, string, string];
  /** Text on each of `segments`. */
  onSegments: [string, string, string, string];
  /** From a low value to a high one: hue and lightness change together, so that everybody can tell the ends apart. */
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
