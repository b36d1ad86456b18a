import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Link, useNavigate, useParams } from 'react-router';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { Panel } from '../../ui/panels/Panel.tsx';
import { Screen } from '../../ui/panels/Screen.tsx';
import { EmptyPanel } from '../../ui/panels/states.tsx';
import { DropZone } from './DropZone.tsx';
import { ImportList } from './ImportList.tsx';
import { ImportPreviewScreen } from './preview/ImportPreviewScreen.tsx';
import { ImportDetails } from './report/ImportDetails.tsx';
import { useImports } from './useImports.ts';

/** In the address, instead of an import's id: the preview of a file. */
const NEW = 'new';

/**
 * Imports files and shows the report of each. List and report are side by side when wide; only one is shown when
 * narrow.
 */
export function ImportsScreen() {
  const { t } = useWords();
  const { importId } = useParams();
  const navigate = useNavigate();
  const imports = useImports();
  const [loaded] = imports;
  const running = loaded.state === 'ready' && loaded.value.some(({ state }) => state === 'pending');
  return (
    <Screen title={t('imports.title')}>
      {importId === NEW ? (
        <ImportPreviewScreen running={running} />
      ) : (
        <DropZone running={running} onStarted={(id) => navigate(`/imports/${id}`)} />
      )}
      {importId !== NEW && (
        <AsyncView of={imports}>
          {(records) => (
            <ListAndDetails
              records={records}
              importId={importId ? Number(importId) : null}
              onRemoved={() => {
                imports[1]();
                navigate('/imports');
              }}
            />
          )}
        </AsyncView>
      )}
    </Screen>
  );
}

type ListAndDetailsProps = { records: ImportRecord[]; importId: number | null; onRemoved: () => void };

function ListAndDetails({ records, importId, onRemoved }: ListAndDetailsProps) {
  const { t } = useWords();
  const wide = useMediaQuery('(min-width: 1100px)');
  const chosen = importId === null && wide ? records[0] : records.find(({ id }) => id === importId);
  const gone = importId !== null && !chosen;
  if (records.length === 0 && !gone) {
    return <EmptyPanel title={t('imports.empty.title')} text={t('imports.empty.text')} />;
  }
  const list = (
    <Panel title={t('imports.list')}>
      <ImportList records={records} chosenId={chosen?.id ?? null} />
    </Panel>
  );
  const details = chosen && <ImportDetails key={chosen.id} record={chosen} onRemoved={onRemoved} showBack={!wide} />;
  const right = gone ? <Gone /> : details;
  if (!wide || records.length === 0) return right || list;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '360px minmax(0, 1fr)', gap: 2, alignItems: 'start' }}>
      {list}
      {right}
    </Box>
  );
}

function Gone() {
  const { t } = useWords();
  return (
    <EmptyPanel title={t('imports.gone.title')} text={t('imports.gone.text')}>
      <Button variant="outlined" component={Link} to="/imports">
        {t('imports.list')}
      </Button>
    </EmptyPanel>
  );
}
