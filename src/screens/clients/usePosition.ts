import { useEffect, useRef, useState } from 'react';
import { ask } from '../../data/connection.ts';
import type { ClientPagesState } from './useClientPages.ts';

type PositionInput = {
  pages: ClientPagesState;
  clientId: string | null;
  /** Where the client stands in what has been loaded of the list, −1 when it is not there. */
  found: number;
};

/**
 * Where the open client stands in the whole list, −1 when it is not in it. A client that was opened by its address is
 * brought into view; after another filter or order the list stays at its top.
 */
export function usePosition({ pages, clientId, found }: PositionInput): number {
  const { shown, ensure } = pages;
  const [asked, setAsked] = useState<{ clientId: string; pages: unknown; position: number } | null>(null);
  const broughtIntoView = useRef<string | null>(null);
  const loadedPages = shown?.pages;
  const filter = shown?.filter;
  const known = asked?.clientId === clientId && asked?.pages === loadedPages;
  const isMissing = found < 0 && !known;

  useEffect(() => {
    if (found >= 0) broughtIntoView.current = clientId;
  }, [found, clientId]);

  useEffect(() => {
    if (!isMissing || clientId === null || !filter) return;
    let wanted = true;
    ask((api) => api.clients.findPosition(clientId, filter)).then(
      (position) => wanted && setAsked({ clientId, pages: loadedPages, position }),
      () => {}, // the list itself says what is wrong
    );
    return () => {
      wanted = false;
    };
  }, [isMissing, clientId, filter, loadedPages]);

  const positionElsewhere = known ? asked.position : -1;
  const position = found >= 0 ? found : positionElsewhere;
  useEffect(() => {
    if (position < 0 || broughtIntoView.current === clientId) return;
    broughtIntoView.current = clientId;
    ensure(position, position);
  }, [position, clientId, ensure]);
  return position;
}
