import type { ForecastSource } from '../../workers/data/log/log.api.ts';

/** Where forecasts come from, in the order in which people are told. */
export const FORECAST_SOURCES = ['import', 'rescoring', 'card', 'what-if'] as const satisfies ForecastSource[];
