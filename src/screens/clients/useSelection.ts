import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { clientPath } from '../../ui/clientAddress.ts';
import { type ClientPagesState, PAGE } from './useClientPages.ts';

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
  const selected = findSelected(pages, clientId, stateIndex);
  const loadedPages = pages.shown?.pages;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer of the list has other places
  useEffect(() => setCursor(selected), [selected, loadedPages]);

  const open = (index: number, { keepHistory }: { keepHistory: boolean }) => {
    const row = pages.row(index);
    if (!row) return;
    navigate({ pathname: clientPath(row.id), search }, { replace: !keepHistory, state: { index } });
  };
  const move = (index: number) => {
    const target = Math.max(0, Math.min(matched - 1, index));
    setCursor(target);
    pages.ensure(target, target);
    if (narrow) return;
    if (pages.row(target)) open(target, { keepHistory: false });
    else setWanted(target);
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
    if (selected < 0 || target < 0 || target >= matched) return undefined;
    return () => {
      pages.ensure(target, target);
      if (pages.row(target)) open(target, { keepHistory: false });
      else setWanted(target);
      setCursor(target);
    };
  };
  return { cursor, clientId, move, open, step: { previous: step(-1), next: step(1) } };
}

function findSelected(pages: ClientPagesState, clientId: string | null, stateIndex: number): number {
  if (clientId === null || !pages.shown) return -1;
  if (stateIndex >= 0 && pages.row(stateIndex)?.id === clientId) return stateIndex;
  for (const [page, rows] of pages.shown.pages) {
    const position = rows.findIndex((row) => row.id === clientId);
    if (position >= 0) return page * PAGE + position;
  }
  return -1;
}
