import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { clientPath } from '../../parts/clientAddress.ts';
import { type ClientPagesState, PAGE } from './useClientPages.ts';
import { usePosition } from './usePosition.ts';

export type Selection = {
  /** The row under the keyboard cursor, −1 when there is none. */
  cursor: number;
  clientId: string | null;
  /** Moves the cursor. On a wide screen the card follows it. */
  move: (index: number) => void;
  /** Opens a row's card. With `keepHistory`, Back returns to the previous place. */
  open: (index: number, options: { keepHistory: boolean }) => void;
  /** Opens the previous or next client of the list; undefined where there is none. */
  step: { previous: (() => void) | undefined; next: (() => void) | undefined };
};

type SelectionInput = { pages: ClientPagesState; clientId: string | null; stateIndex: number; narrow: boolean };

/** The selected client of the list. The address names the client, the history state holds its position in the list. */
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
    // The address lags behind a fast cursor and must not pull it back.
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
  /** Opens a row when its page is loaded. */
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

  // A jump into an unloaded page is completed when the page arrives.
  const arrived = wanted !== null && pages.row(wanted) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the page arrives
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

/** The client's position in the loaded part of the list, −1 when it is not there. */
function findLoaded(pages: ClientPagesState, clientId: string | null, stateIndex: number): number {
  if (clientId === null || !pages.shown) return -1;
  if (stateIndex >= 0 && pages.row(stateIndex)?.id === clientId) return stateIndex;
  for (const [page, rows] of pages.shown.pages) {
    const position = rows.findIndex((row) => row.id === clientId);
    if (position >= 0) return page * PAGE + position;
  }
  return -1;
}
