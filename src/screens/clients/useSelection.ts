import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { clientPath } from '../../parts/clientAddress.ts';
import { type ClientPagesState, PAGE } from './useClientPages.ts';
import { usePosition } from './usePosition.ts';

export type Selection = {
  /** The list's row under the keyboard, −1 when there is none. */
  cursor: number;
  clientId: string | null;
  /** Moves the cursor; when wide, the card follows it. */
  move: (index: number) => void;
  /** Opens the card of a row; `keepHistory` lets Back return to where one was. */
  open: (index: number, options: { keepHistory: boolean }) => void;
  /** To the previous (−1) or next (1) client of the list; undefined where there is none. */
  step: { previous: (() => void) | undefined; next: (() => void) | undefined };
};

type SelectionInput = { pages: ClientPagesState; clientId: string | null; stateIndex: number; narrow: boolean };

/** Which client of the list is looked at. The address names the client; the place in the list travels beside it. */
export function useSelection({ pages, clientId, stateIndex, narrow }: SelectionInput): Selection {
  const navigate = useNavigate();
  const { search } = useLocation();
  const [cursor, setCursor] = useState(-1);
  const [wanted, setWanted] = useState<number | null>(null);
  const matched = pages.shown?.matched ?? 0;
  const found = findLoaded(pages, clientId, stateIndex);
  const selected = usePosition({ pages, clientId, found });
  const loadedPages = pages.shown?.pages;
  const ahead = useRef<{ index: number; pages: typeof loadedPages } | null>(null);

  useEffect(() => {
    // The address follows a cursor on the run, and must not pull it back on the way.
    if (ahead.current && ahead.current.pages === loadedPages && ahead.current.index !== found) return;
    ahead.current = null;
    setCursor(found);
  }, [found, loadedPages]);

  const open = (index: number, { keepHistory }: { keepHistory: boolean }) => {
    const row = pages.row(index);
    if (!row) return;
    if (keepHistory) ahead.current = null;
    navigate({ pathname: clientPath(row.id), search }, { replace: !keepHistory, state: { index } });
  };
  /** Opens a row as soon as its page is there. */
  const lead = (target: number) => {
    ahead.current = target === found ? null : { index: target, pages: loadedPages };
    setCursor(target);
    pages.ensure(target, target);
    if (pages.row(target)) open(target, { keepHistory: false });
    else setWanted(target);
  };
  const move = (index: number) => {
    const target = Math.max(0, Math.min(matched - 1, index));
    if (!narrow) return lead(target);
    setCursor(target);
    pages.ensure(target, target);
  };

  // A jump into a page that was not there yet is finished when it has arrived.
  const arrived = wanted !== null && pages.row(wanted) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: acts once, at the arrival
  useEffect(() => {
    if (!arrived || wanted === null) return;
    if (wanted === cursor) open(wanted, { keepHistory: false });
    setWanted(null);
  }, [arrived]);

  const step = (by: number) => {
    const target = selected + by;
    return selected < 0 || target < 0 || target >= matched ? undefined : () => lead(target);
  };
  return { cursor, clientId, move, open, step: { previous: step(-1), next: step(1) } };
}

/** Where the client stands in what has been loaded of the list, −1 when it is not there. */
function findLoaded(pages: ClientPagesState, clientId: string | null, stateIndex: number): number {
  if (clientId === null || !pages.shown) return -1;
  if (stateIndex >= 0 && pages.row(stateIndex)?.id === clientId) return stateIndex;
  for (const [page, rows] of pages.shown.pages) {
    const position = rows.findIndex((row) => row.id === clientId);
    if (position >= 0) return page * PAGE + position;
  }
  return -1;
}
