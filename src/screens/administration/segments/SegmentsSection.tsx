import { useWords } from '../../../i18n/i18n.ts';
import { Answer } from '../../../ui/Answer.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { useData } from '../../../useData.ts';
import { SegmentsEditor } from './SegmentsEditor.tsx';

export function SegmentsSection() {
  const { t } = useWords();
  const stored = useData((api) => Promise.all([api.segments(), api.products()]), [], ['administration']);
  return (
    <Panel title={t('administration.sections.segments')}>
      <Answer of={stored} rows={5}>
        {([segments, products]) => <SegmentsEditor segments={segments} products={products} />}
      </Answer>
    </Panel>
  );
}
