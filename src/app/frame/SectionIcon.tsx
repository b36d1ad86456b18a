/** One line icon per section, always next to the section's name. */
const PATHS = {
  clients: 'M8 8.2a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.8 13.6c.5-2.6 2.5-4 5.2-4s4.7 1.4 5.2 4',
  imports: 'M8 2.5v7.2M4.9 6.8 8 9.8l3.1-3M2.8 10.8v2.7h10.4v-2.7',
  insights: 'M7 2.4v11.2M7 4.6h6.4M7 8H2.6M7 11.4h3.4',
  monitoring: 'M2.6 13.4h10.8M4.4 11V8.2M8 11V3.4M11.6 11V6',
  log: 'M5.6 4h7.8M5.6 8h7.8M5.6 12h7.8M2.7 4h.1M2.7 8h.1M2.7 12h.1',
  models:
    'M8 2.6v3.2M8 5.8 4.2 9.4M8 5.8l3.8 3.6M4.2 9.4v1.4M11.8 9.4v1.4M2.9 10.8h2.6v2.6H2.9zM10.5 10.8h2.6v2.6h-2.6z',
  administration:
    'M2.6 4.6h5.6M11.4 4.6h2M2.6 11.4h2M7.8 11.4h5.6M9.8 6.2a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2ZM6.2 13a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2Z',
  more: 'M3.2 7.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1ZM8 7.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1ZM12.8 7.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1Z',
} as const;

export function SectionIcon({ section }: { section: keyof typeof PATHS }) {
  return (
    <svg
      aria-hidden="true"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      <path d={PATHS[section]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
