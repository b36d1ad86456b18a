import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { styled } from '@mui/material/styles';
import type { FeatureKind } from '../../../../core/contract/externalContract.ts';
import { makeVisible } from '../../../../core/visibleText.ts';
import { useWords } from '../../../../i18n/i18n.ts';
import { DenseTable } from '../../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../../ui/texts/Literal.tsx';
import type { PlacedFeature } from './placedFeature.ts';

type Actions = {
  onKind: (feature: PlacedFeature, kind: FeatureKind['kind']) => void;
  onLevels: (feature: PlacedFeature) => void;
  onTake: (feature: PlacedFeature) => void;
};

const KINDS: readonly FeatureKind['kind'][] = ['number', 'flag', 'date', 'category'];
/** Levels that are listed. */
const LISTED = 4;

/** One feature a row: its kind, which can be chosen, and its codes. */
export function ColumnsTable({ features, ...actions }: Actions & { features: readonly PlacedFeature[] }) {
  const { t } = useWords();
  return (
    <Cards>
      <DenseTable label={t('models.import.columns.table')}>
        <thead>
          <tr>
            <th>{t('models.import.columns.feature')}</th>
            <th>{t('models.import.columns.kind')}</th>
            <th>{t('models.import.columns.codes')}</th>
          </tr>
        </thead>
        <tbody>
          {features.map((feature) => (
            <FeatureRow key={feature.position} feature={feature} {...actions} />
          ))}
        </tbody>
      </DenseTable>
    </Cards>
  );
}

/** Below 600 px each row is a card. */
const Cards = styled('div')(({ theme }) => ({
  [theme.breakpoints.down('sm')]: {
    '& thead': { display: 'none' },
    '& tbody tr': {
      display: 'block',
      padding: theme.spacing(1, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    '& tbody tr > *': { display: 'block', height: 'auto', padding: theme.spacing(0.25, 2), border: 0 },
  },
}));

function FeatureRow({ feature, onKind, onLevels, onTake }: Actions & { feature: PlacedFeature }) {
  const { t, language } = useWords();
  const { name, title, kind, kindFrom, activeKind } = feature;
  return (
    <tr>
      <Box component="th" scope="row" sx={{ minWidth: 140 }}>
        <Literal text={title?.[language] ?? name} wrap />
        {title && (
          <Box component="div" className="quiet" sx={{ fontSize: 12 }}>
            <Literal text={name} wrap />
          </Box>
        )}
      </Box>
      <td>
        <KindSelect
          aria-label={t('models.import.columns.kindOf', { feature: makeVisible(name) })}
          value={kind.kind}
          onChange={(event) => onKind(feature, event.target.value as FeatureKind['kind'])}
          data-chosen={kindFrom === 'person'}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`models.import.columns.kinds.${one}`)}
            </option>
          ))}
        </KindSelect>
        {kindFrom !== 'assumed' && (
          <Box component="div" className="quiet" sx={{ fontSize: 12 }}>
            {t(`models.import.columns.from.${kindFrom}`)}
          </Box>
        )}
      </td>
      <Box component="td" sx={{ minWidth: 180 }}>
        <Codes kind={kind} />{' '}
        {kind.kind === 'category' && (
          <MuiLink
            component="button"
            type="button"
            aria-label={t('models.import.columns.editOf', { feature: makeVisible(name) })}
            onClick={() => onLevels(feature)}
            sx={{ verticalAlign: 'baseline' }}
          >
            {t('models.import.columns.edit')}
          </MuiLink>
        )}
        {activeKind && (
          <MuiLink
            component="button"
            type="button"
            aria-label={t('models.import.columns.takeOneOf', { feature: makeVisible(name) })}
            onClick={() => onTake(feature)}
            sx={{ display: 'block', textAlign: 'left' }}
          >
            {t('models.import.columns.takeOne')}
          </MuiLink>
        )}
      </Box>
    </tr>
  );
}

function Codes({ kind }: { kind: FeatureKind }) {
  const { t, format } = useWords();
  if (kind.kind !== 'category') {
    if (kind.kind === 'number') return null;
    return (
      <span className="quiet">
        {t(kind.kind === 'date' ? 'models.import.columns.days' : 'models.import.columns.flags')}
      </span>
    );
  }
  const { categories } = kind;
  if (categories.length === 0) return t('models.import.columns.noLevels');
  const first = [...categories.slice(0, LISTED).map(makeVisible), ...(categories.length > LISTED ? ['…'] : [])];
  return (
    <bdi>
      {t('models.import.columns.levels', {
        count: categories.length,
        shown: format.integer(categories.length),
        first: first.join(', '),
      })}
    </bdi>
  );
}

/** Native, since there may be many. */
const KindSelect = styled('select')(({ theme }) => ({
  font: 'inherit',
  fontSize: 13,
  minWidth: 110,
  height: 28,
  padding: '0 4px',
  borderRadius: 6,
  color: theme.palette.text.primary,
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.divider}`,
  '&[data-chosen="true"]': { borderColor: theme.palette.primary.main },
}));
