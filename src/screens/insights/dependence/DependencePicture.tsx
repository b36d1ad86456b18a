import Alert from '@mui/material/Alert';
import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { at } from '../../../core/machine/at.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { clientPath } from '../../../parts/clientAddress.ts';
import { paintsOf, toCss } from '../../../ui/scatter/paints.ts';
import { ScaleLegend } from '../../../ui/scatter/ScaleLegend.tsx';
import { ScatterCanvas } from '../../../ui/scatter/ScatterCanvas.tsx';
import { codedValueText } from '../codedValueText.ts';
import { DependenceTable } from './DependenceTable.tsx';
import { dependenceBackdrop } from './dependenceBackdrop.ts';
import { colourDots } from './dependenceColours.ts';
import { layOutDependence } from './dependenceLayout.ts';
import { dependenceNote } from './dependenceNote.ts';
import { HEIGHT, scalesOf } from './dependenceScales.ts';

/** Values against effects, as dots or as a table. */
export function DependencePicture({ dependence, contract }: { dependence: Dependence; contract: Contract }) {
  const { t, language, format } = useWords();
  const theme = useTheme();
  const navigate = useNavigate();
  const [asTable, setAsTable] = useState(false);
  const feature = contract.features[dependence.feature];
  const colour = dependence.colourFeature === null ? null : (contract.features[dependence.colourFeature] ?? null);
  const colours = useMemo(
    () => colourDots(dependence.colourValues, colour, dependence.ids.length),
    [dependence, colour],
  );
  const drawn = useMemo(() => {
    if (!feature) return null;
    const input = { dependence, feature, paints: colours.paints };
    return {
      plan: (width: number) => layOutDependence(input, width),
      backdrop: dependenceBackdrop({ dependence, feature, theme, language, missing: t('frame.noData') }),
      scales: scalesOf(dependence, feature),
    };
  }, [dependence, feature, colours, theme, language, t]);
  if (!feature || !drawn) return null;
  const title = t('insights.dependence.of', { title: feature.title[language] });
  if (asTable) {
    return (
      <DependenceTable title={title} dependence={dependence} feature={feature} onPicture={() => setAsTable(false)} />
    );
  }
  const describe = (dot: number) => {
    // Until other dots are laid out, the dot may be one of the last picture.
    if (dot >= dependence.ids.length) return [];
    return [
      `${t('card.client')} ${at(dependence.ids, dot)}`,
      `${feature.title[language]}: ${codedValueText(feature, at(dependence.values, dot), language)}`,
      ...(colour && dependence.colourValues
        ? [`${colour.title[language]}: ${codedValueText(colour, at(dependence.colourValues, dot), language)}`]
        : []),
      format.rubChange(at(dependence.contributionsRub, dot)),
    ];
  };
  const paints = paintsOf(theme);
  const levels = colours.levels?.map(({ code, paint }) => ({
    text: colour ? codedValueText(colour, code, language) : '',
    color: toCss(at(paints, paint)),
  }));
  const { leftOut, hasMissing } = drawn.scales;
  const note = dependenceNote(dependence, feature, { t, language });
  return (
    <>
      {note && (
        <Alert severity="info" variant="outlined" sx={{ mb: 1 }}>
          {note}
        </Alert>
      )}
      <ScaleLegend
        colour={colour ? t('insights.dependence.colourOf', { title: colour.title[language] }) : null}
        {...(levels && { levels })}
        missing={hasMissing && dependence.distinctValues > 0 ? t('insights.dependence.missing') : null}
      />
      <ScatterCanvas
        title={title}
        height={HEIGHT}
        plan={drawn.plan}
        backdrop={drawn.backdrop}
        describe={describe}
        onOpen={(dot) => navigate(clientPath(dependence.ids[dot] ?? ''))}
        onTable={() => setAsTable(true)}
      />
      <Typography variant="caption" color="textSecondary" component="p">
        {leftOut > 0 && t('insights.dependence.leftOut', { count: leftOut, shown: format.integer(leftOut) })}{' '}
        {t('insights.swarm.sample', { count: dependence.ids.length, shown: format.integer(dependence.ids.length) })}{' '}
        {t('scatter.hint')}
      </Typography>
    </>
  );
}
