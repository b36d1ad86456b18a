import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { lazy, Suspense, useCallback, useRef } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { clientIdOf } from '../../parts/clientAddress.ts';
import { EmptyPanel } from '../../ui/panels/states.tsx';
import { CardSkeleton } from '../card/CardSkeleton.tsx';
import { ClientsPane } from './ClientsPane.tsx';
import { useClientsFilter } from './clientsQuery.ts';
import { useClientPages } from './useClientPages.ts';
import { useSelection } from './useSelection.ts';

const ClientCard = lazy(async () => ({ default: (await import('../card/ClientCard.tsx')).ClientCard }));

/** List and card, side by side when wide; only one of them when narrow. */
export function ClientsLayout() {
  const { t } = useWords();
  const { clientId: parameter } = useParams();
  const clientId = parameter === undefined ? null : clientIdOf(parameter);
  const { search } = useLocation();
  const navigate = useNavigate();
  const narrow = useMediaQuery(useTheme().breakpoints.down('md'), { noSsr: true });
  const cardPane = useRef<HTMLDivElement | null>(null);
  const isCardOpening = useRef(false);
  const [filter, changeFilter] = useClientsFilter();
  const stateIndex = useStateIndex();
  const pages = useClientPages(filter, stateIndex);
  const selection = useSelection({ pages, clientId, stateIndex, narrow });
  // On a narrow screen the card's pane is mounted after its client was opened, so it takes the focus here.
  const attachCardPane = useCallback((pane: HTMLDivElement | null) => {
    cardPane.current = pane;
    if (pane && isCardOpening.current) pane.focus();
    isCardOpening.current = false;
  }, []);

  const list = (
    <ClientsPane
      filter={filter}
      onFilter={changeFilter}
      pages={pages}
      selection={selection}
      onOpen={(index) => {
        selection.open(index, { keepHistory: true });
        isCardOpening.current = cardPane.current === null;
        cardPane.current?.focus();
      }}
    />
  );
  if (narrow && clientId === null) return <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>{list}</Box>;

  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', '@media print': { display: 'block' } }}>
      {!narrow && (
        <Box
          sx={{
            width: 'clamp(400px, 36%, 660px)',
            flexShrink: 0,
            display: 'flex',
            borderRight: 1,
            borderColor: 'divider',
            '@media print': { display: 'none' },
          }}
        >
          {list}
        </Box>
      )}
      <Box
        ref={attachCardPane}
        tabIndex={-1}
        sx={{ flex: 1, minWidth: 0, overflow: 'auto', outline: 'none', '@media print': { overflow: 'visible' } }}
      >
        {narrow && (
          <Button sx={{ m: 1, mb: 0, displayPrint: 'none' }} onClick={() => navigate({ pathname: '/clients', search })}>
            {t('clients.back')}
          </Button>
        )}
        {clientId === null ? (
          <EmptyPanel title={t('clients.choose.title')} text={t('clients.choose.text')} />
        ) : (
          <Suspense fallback={<CardSkeleton />}>
            <ClientCard clientId={clientId} step={selection.step} />
          </Suspense>
        )}
      </Box>
    </Box>
  );
}

/** The client's position in the list as stored in the history entry, so that reload and Back restore it. */
function useStateIndex(): number {
  const state: unknown = useLocation().state;
  const index = state && typeof state === 'object' && 'index' in state ? state.index : null;
  return Number.isInteger(index) ? (index as number) : -1;
}
