import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { ClientCard, Simulation } from '../../../../workers/data/card/card.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import type { IncomeInterval } from '../../../core/explain/explanation.ts';
import { explanationText } from '../../../core/explain/explanationText.ts';
import type { FeatureValue } from '../../../core/offers/offers.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { NoExplanation } from '../explanation/NoExplanation.tsx';
import { Sentences } from '../explanation/Sentences.tsx';
import { Waterfall } from '../explanation/Waterfall.tsx';
import { Income } from '../forecast/ForecastPanel.tsx';
import { IncomeRuler } from '../forecast/IncomeRuler.tsx';
import { SegmentName } from '../forecast/SegmentPanel.tsx';

type SimulationResultProps = {
  simulation: Simulation;
  /** A newer simulation is running. */
  running: boolean;
  card: ClientCard;
  contract: Contract;
  segments: Segment[];
  /** The client's values including the changes. */
  values: FeatureValue[];
  onPick: (feature: number) => void;
};

/** The simulated forecast next to the real one. */
export function SimulationResult(props: SimulationResultProps) {
  const { simulation, running, card, contract, segments, values, onPick } = props;
  const { t, language } = useWords();
  const { incomeRub, interval, segment, explanation } = simulation;
  const realRub = card.forecast.incomeRub;
  return (
    <Box aria-busy={running} sx={{ mt: 1, pt: 2, borderTop: '1px dashed', borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.5 }}>
        <Chip
          size="small"
          variant="outlined"
          color="warning"
          label={t(running ? 'card.whatIf.running' : 'card.whatIf.label')}
          sx={{ minWidth: 96 }}
        />
        <SegmentName segment={segment} rank={segments.findIndex(({ id }) => id === segment.id)} size={16} />
      </Box>
      <Box role="status" sx={{ mt: 1, mb: 1 }}>
        <Income rub={incomeRub} size={32} />
        <Difference rub={Math.round(incomeRub) - Math.round(realRub)} />
        {interval && <Intervals now={interval} was={card.forecast.interval} />}
      </Box>
      <IncomeRuler segments={segments} incomeRub={incomeRub} interval={interval} ghostRub={realRub} />
      <MarksKey />
      <OfferChanges card={card} simulation={simulation} />
      <Typography component="h3" variant="h3" sx={{ mt: 2, mb: 1 }}>
        {t('card.whatIf.explanation')}
      </Typography>
      {'failure' in explanation ? (
        <NoExplanation error={explanation.failure} />
      ) : (
        <>
          <Sentences
            sentences={explanationText({ explanation, features: contract.features, values }, language).slice(1)}
          />
          <Waterfall
            title={t('card.whatIf.explanation')}
            explanation={explanation}
            contract={contract}
            values={values}
            onPick={onPick}
          />
        </>
      )}
    </Box>
  );
}

/** The difference between the two rounded forecasts, so that the three figures agree. */
function Difference({ rub }: { rub: number }) {
  const { t, format } = useWords();
  if (rub === 0) return <Typography color="textSecondary">{t('card.whatIf.equal')}</Typography>;
  return (
    <Typography sx={{ color: rub > 0 ? 'meaning.raises' : 'meaning.lowers', fontWeight: 600 }}>
      {t(rub > 0 ? 'card.whatIf.higher' : 'card.whatIf.lower', { change: format.rubChange(rub) })}
    </Typography>
  );
}

/** The interval of the simulation, and that of the real forecast. */
function Intervals({ now, was }: { now: IncomeInterval; was: IncomeInterval | null }) {
  const { t, format } = useWords();
  const ends = ({ lowRub, highRub }: IncomeInterval) => ({ low: format.rub(lowRub), high: format.rub(highRub) });
  const words = [t('card.whatIf.interval', ends(now)), was && t('card.whatIf.intervalWas', ends(was))];
  return <Typography color="textSecondary">{words.filter(Boolean).join('; ')}</Typography>;
}

function MarksKey() {
  const { t } = useWords();
  const dot = { display: 'inline-block', width: 10, height: 10, borderRadius: '50%', border: '2px solid', mr: 0.75 };
  return (
    <Box aria-hidden sx={{ display: 'flex', gap: 2, mt: 0.5, fontSize: 12, color: 'text.secondary' }}>
      <span>
        <Box component="span" sx={{ ...dot, bgcolor: 'text.primary', borderColor: 'text.primary' }} />
        {t('card.whatIf.label')}
      </span>
      <span>
        <Box component="span" sx={dot} />
        {t('card.forecast.real')}
      </span>
    </Box>
  );
}

function OfferChanges({ card, simulation }: { card: ClientCard; simulation: Simulation }) {
  const { t, language } = useWords();
  const eligibleFor = (offers: ClientCard['offers']) =>
    offers.filter(({ verdict }) => verdict === 'fits').map(({ product }) => product);
  const before = eligibleFor(card.offers);
  const after = eligibleFor(simulation.offers);
  const appears = after.filter(({ id }) => !before.some((product) => product.id === id));
  const disappears = before.filter(({ id }) => !after.some((product) => product.id === id));
  if (appears.length + disappears.length === 0) {
    return (
      <Typography color="textSecondary" sx={{ mt: 1.5 }}>
        {t('card.whatIf.sameOffers')}
      </Typography>
    );
  }
  return (
    <Box component="ul" sx={{ m: 0, mt: 1.5, pl: 2.25 }}>
      {appears.map(({ id, name }) => (
        <li key={id}>{t('card.whatIf.appears', { name: name[language] })}</li>
      ))}
      {disappears.map(({ id, name }) => (
        <li key={id}>{t('card.whatIf.disappears', { name: name[language] })}</li>
      ))}
    </Box>
  );
}
