import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { SegmentsEditor } from './SegmentsEditor.tsx';

export function SegmentsSection() {
  const { t } = useWords();
  const stored = useQuery((api) => Promise.all([api.offers.listSegments(), api.offers.listProducts()]), []);
  return (
    <Panel title={t('administration.sections.segments')}>
      <AsyncView of={stored} rows={5}>
        {([segments, products]) => <SegmentsEditor segments={segments} products={products} />}
      </AsyncView>
    </Panel>
  );
}
