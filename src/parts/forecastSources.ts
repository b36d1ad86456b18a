import type { ForecastSource } from '../../workers/data/log/log.api.ts';

/** Sources of forecasts in the order of display. */
export const FORECAST_SOURCES = ['import', 'rescoring', 'card', 'what-if'] as const satisfies ForecastSource[];
