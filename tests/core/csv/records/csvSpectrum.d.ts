declare module 'csv-spectrum' {
  function spectrum(
    done: (error: Error | null, samples: { name: string; csv: Uint8Array; json: Uint8Array }[]) => void,
  ): void;
  export = spectrum;
}
