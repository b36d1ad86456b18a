import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import type { PastForecast } from '../../../../workers/data/log/log.api.ts';
import type { ModelCard } from '../../../../workers/data/models/models.api.ts';
import { ask } from '../../../data/connection.ts';
import { useRescoredShare } from '../../../data/useRescoredShare.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';

/** Says that the forecast is of another model than the active one, and offers a forecast by the active one. */
export function StaleForecast({ card, active }: { card: ClientCard; active: ModelCard }) {
  const { t, format } = useWords();
  const rescored = useRescoredShare();
  const [asking, setAsking] = useState(false);
  const [again, setAgain] = useState<PastForecast | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const forecastAgain = () => {
    setAsking(true);
    setError(null);
    ask((api) => api.card.predict(card.id))
      .then(setAgain, setError)
      .finally(() => setAsking(false));
  };
  const rescoreAll = () => {
    setError(null);
    rescored.start().catch(setError);
  };
  const { modelName, modelVersion } = card.forecast;
  const activeModel = `${active.name} ${active.version}`;
  return (
    <>
      <Alert
        severity="info"
        variant="outlined"
        sx={{
          '& .MuiAlert-message': { overflowWrap: 'anywhere' },
          '@media print': { '& button': { display: 'none' } },
        }}
      >
        <bdi>{t('card.forecast.stale', { version: `${modelName} ${modelVersion}`, active: activeModel })}</bdi>{' '}
        {again && (
          <bdi>{t('card.forecast.byActive', { active: activeModel, income: format.rub(again.incomeRub) })}</bdi>
        )}
        <div>
          <Button onClick={forecastAgain} disabled={asking} sx={{ ml: -0.625 }}>
            {t('card.history.again')}
          </Button>
          {rescored.share === null ? (
            <Button onClick={rescoreAll} disabled={asking}>
              {t('card.forecast.rescoreAll')}
            </Button>
          ) : (
            <span>
              {t('card.forecast.rescoring', { percent: format.percent(Math.floor(rescored.share * 100) / 100) })}
            </span>
          )}
        </div>
      </Alert>
      {error && <ErrorPanel error={error} />}
    </>
  );
}
