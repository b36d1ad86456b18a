import { evenSample } from '../../../src/core/explain/insights.ts';
import type { Segment } from '../../../src/core/offers/segments.ts';
import type { SelectedChunk } from './clientColumns.ts';
import type { ClientIndex } from './clients.ts';

/** Clients to read from storage, each by its visible row. */
export type Selection = {
  chunks: SelectedChunk[];
  rows: number;
  /** The number of clients before sampling. */
  ofRows: number;
  /** The rows drawn as dots, and the position of each. */
  dots: ReadonlyMap<number, number>;
};

/** Number of clients in a picture of single clients. */
export const MAX_DOTS = 5_000;

/**
 * All clients, or those of one segment by the visible forecast. A sample is every k-th of them in the order of ids, so
 * the same clients give the same selection.
 */
export function selectClients(
  clients: ClientIndex,
  segments: readonly Segment[],
  { segmentId, sample }: { segmentId: string | null; sample: number | null },
): Selection {
  const inList = clients.rowsOf({ segmentIds: segmentId === null ? [] : [segmentId] }, { segments, products: [] });
  const drawn = evenSample(inList.length, sample ?? inList.length).map((at) => inList[at] as number);
  const dots = new Map<number, number>();
  for (const [place, at] of evenSample(drawn.length, MAX_DOTS).entries()) dots.set(drawn[at] as number, place);
  const rows = drawn.sort();
  return { chunks: clients.chunksOf(rows), rows: rows.length, ofRows: inList.length, dots };
}
