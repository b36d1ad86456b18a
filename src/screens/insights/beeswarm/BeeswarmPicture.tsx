import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Beeswarm } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { at } from '../../../core/machine/at.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { clientPath } from '../../../parts/clientAddress.ts';
import { ScatterCanvas } from '../../../ui/scatter/ScatterCanvas.tsx';
import { BeeswarmTable } from './BeeswarmTable.tsx';
import { beeswarmBackdrop } from './beeswarmBackdrop.ts';
import { beeswarmHeight, layOutBeeswarm } from './beeswarmLayout.ts';
import { useLaneValues } from './useLaneValues.ts';

/** The beeswarm as dots or as a table. */
export function BeeswarmPicture({ swarm, contract }: { swarm: Beeswarm; contract: Contract }) {
  const { t, language, format } = useWords();
  const theme = useTheme();
  const navigate = useNavigate();
  const narrow = useMediaQuery('(max-width: 640px)', { noSsr: true });
  const [asTable, setAsTable] = useState(false);
  const wordsOf = useLaneValues(swarm, contract);
  const plan = useMemo(() => (width: number) => layOutBeeswarm(swarm, width), [swarm]);
  const backdrop = useMemo(() => {
    const titles = swarm.rows.map(({ feature }) => contract.features[feature]?.title[language] ?? '');
    return beeswarmBackdrop({ swarm, titles, theme, formatAxis: format.rubShort });
  }, [swarm, contract, theme, language, format]);
  if (asTable) return <BeeswarmTable swarm={swarm} contract={contract} onPicture={() => setAsTable(false)} />;

  const size = swarm.ids.length;
  const describe = (dot: number) => {
    const row = swarm.rows[Math.floor(dot / size)];
    // Until other dots are laid out, the dot may be one of the last swarm.
    if (!row) return [];
    const feature = contract.features[row.feature];
    return [
      `${t('card.client')} ${at(swarm.ids, dot % size)}`,
      `${feature?.title[language] ?? ''}: ${wordsOf(dot)}`,
      format.rubChange(at(row.contributionsRub, dot % size)),
    ];
  };
  return (
    <ScatterCanvas
      title={t('insights.swarm.title')}
      height={beeswarmHeight(swarm.rows.length, narrow ? 0 : 1_000)}
      plan={plan}
      backdrop={backdrop}
      describe={describe}
      onOpen={(dot) => navigate(clientPath(at(swarm.ids, dot % size)))}
      onTable={() => setAsTable(true)}
    />
  );
}
