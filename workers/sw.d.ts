// biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to another
interface ServiceWorkerGlobalScope {
  /** Filled in by the build: every file of the app with its revision. */
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
}
