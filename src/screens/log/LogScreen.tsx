import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { LogPage } from '../../../workers/data/log/log.api.ts';
import { useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { Panel } from '../../ui/panels/Panel.tsx';
import { Screen } from '../../ui/panels/Screen.tsx';
import { EmptyPanel } from '../../ui/panels/states.tsx';
import { Pager } from '../../ui/tables/Pager.tsx';
import { LogDrawer } from './LogDrawer.tsx';
import { LogFilterBar } from './LogFilterBar.tsx';
import { LogTable } from './LogTable.tsx';
import { type LogFiltersState, PAGE, useLogFilters } from './logFilters.ts';
import { useLog } from './useLog.ts';

/** All forecasts and simulations, newest first, with their inputs and outcomes. */
export function LogScreen() {
  const { t } = useWords();
  const { entryId } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const state = useLogFilters();
  const { page, fresh } = useLog(state.filters);
  const search = params.size > 0 ? `?${params}` : '';
  return (
    <Screen title={t('log.title')}>
      <LogFilterBar state={state} />
      <Panel title={t('log.entries')} actions={<Fresh count={fresh} state={state} onShow={page[1]} />}>
        <AsyncView of={page} rows={12}>
          {(value) => <Entries page={value} state={state} search={search} />}
        </AsyncView>
      </Panel>
      {entryId && <LogDrawer key={entryId} entryId={Number(entryId)} onClose={() => navigate(`/log${search}`)} />}
    </Screen>
  );
}

type EntriesProps = { page: LogPage; state: LogFiltersState; search: string };

function Entries({ page, state, search }: EntriesProps) {
  const { t } = useWords();
  const [segments] = useQuery((api) => api.offers.listSegments(), []);
  if (page.matched === 0 && state.active > 0) {
    return (
      <EmptyPanel title={t('log.nothing.title')} text={t('log.nothing.text')}>
        <Button variant="outlined" onClick={state.clear}>
          {t('log.filter.clear')}
        </Button>
      </EmptyPanel>
    );
  }
  if (page.matched === 0) {
    return (
      <EmptyPanel title={t('log.empty.title')} text={t('log.empty.text')}>
        <Button variant="contained" component={Link} to="/imports">
          {t('log.empty.action')}
        </Button>
      </EmptyPanel>
    );
  }
  return (
    <>
      <LogTable entries={page.entries} segments={segments.state === 'ready' ? segments.value : []} search={search} />
      <Pager offset={state.filters.offset} limit={PAGE} total={page.matched} onOffset={state.setOffset} />
    </>
  );
}

/** How many new entries there are, with a button that shows them. */
function Fresh({ count, state, onShow }: { count: number; state: LogFiltersState; onShow: () => void }) {
  const { t, format } = useWords();
  const show = () => (state.filters.offset === 0 ? onShow() : state.setOffset(0));
  return (
    <Stack direction="row" role="status" sx={{ alignItems: 'center' }}>
      {count > 0 ? (
        <Button onClick={show}>{t('log.fresh', { count, shown: format.integer(count) })}</Button>
      ) : (
        <Typography variant="caption" color="textSecondary">
          {t('log.newestFirst')}
        </Typography>
      )}
    </Stack>
  );
}
