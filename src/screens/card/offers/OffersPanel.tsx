import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Contract } from '../../../core/contract/contract.ts';
import type { Offer } from '../../../core/offers/offers.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { conditionText } from './conditionText.ts';

type OffersPanelProps = { offers: Offer[]; contract: Contract | null; segments: Segment[] };

/** One line per product: name, benefit, and why it fits. Products that nearly fit follow, with what is missing. */
export function OffersPanel({ offers, contract, segments }: OffersPanelProps) {
  const { t } = useWords();
  const eligible = offers.filter(({ verdict }) => verdict === 'fits');
  const nearly = offers.filter(({ verdict }) => verdict === 'nearly');
  return (
    <Panel title={t('card.offers.title')}>
      {eligible.length === 0 && (
        <Typography color="textSecondary">
          {t(nearly.length > 0 ? 'card.offers.noneFits' : 'card.offers.none')}
        </Typography>
      )}
      <OfferList offers={eligible} contract={contract} segments={segments} />
      {nearly.length > 0 && (
        <>
          <Typography component="h3" variant="h3" color="textSecondary" sx={{ mt: 2, mb: 0.5 }}>
            {t('card.offers.nearly')}
          </Typography>
          <OfferList offers={nearly} contract={contract} segments={segments} />
        </>
      )}
    </Panel>
  );
}

function OfferList({ offers, contract, segments }: OffersPanelProps) {
  const { t, language } = useWords();
  if (offers.length === 0) return null;
  const reason = ({ verdict, conditions }: Offer): string => {
    const context = { contract, segments, language, t };
    const unmet = conditions.filter(({ met }) => !met).map((condition) => conditionText(condition, context));
    if (verdict === 'nearly') return t('card.offers.missing', { condition: unmet.join(' · ') });
    const met = [...new Set(conditions.map((condition) => conditionText(condition, context)))].join(' · ');
    return met ? t('card.offers.fits', { conditions: met }) : t('card.offers.every');
  };
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {offers.map((offer) => (
        <Box
          component="li"
          key={offer.product.id}
          sx={{
            display: 'grid',
            columnGap: 2,
            rowGap: 0.25,
            py: 0.875,
            borderTop: 1,
            borderColor: 'divider',
            overflowWrap: 'anywhere',
            '&:first-of-type': { borderTop: 0 },
            gridTemplateColumns: 'minmax(0, 1fr)',
            '@container (min-width: 640px)': { gridTemplateColumns: 'minmax(150px, 1fr) minmax(0, 3fr)' },
          }}
        >
          <Typography sx={{ fontWeight: 600 }}>
            <bdi>{offer.product.name[language]}</bdi>
          </Typography>
          <div>
            <Typography>
              <bdi>{offer.product.benefit[language]}</bdi>
            </Typography>
            <Typography variant="caption" component="p" color="textSecondary">
              <bdi>{makeVisible(reason(offer))}</bdi>
            </Typography>
          </div>
        </Box>
      ))}
    </Box>
  );
}
