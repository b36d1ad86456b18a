import { useEffect, useRef, useState } from 'react';
import { ask } from '../../data/connection.ts';
import type { ClientPagesState } from './useClientPages.ts';

type PositionInput = {
  pages: ClientPagesState;
  clientId: string | null;
  /** The client's position in the loaded part of the list, −1 when it is not there. */
  found: number;
};

/**
 * The open client's position in the whole list, −1 when it is not in the list. A client opened by its address is
 * scrolled into view. After a change of filter or order the list stays at the top.
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
      () => {}, // the list shows the error
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
