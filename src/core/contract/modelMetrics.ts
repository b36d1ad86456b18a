import * as v from 'valibot';

/**
 * The quality of a model, measured during training on a month that it had not seen. The figures are inside the model
 * file. Roubles a month unless the name says otherwise.
 */

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Rows = v.pipe(v.number(), v.integer(), v.minValue(0));

const Wmae = v.object({
  /** Σ w·|y−ŷ| / Σ w */
  normalised: v.number(),
  /** mean(w·|y−ŷ|): the organisers' definition */
  official: v.number(),
});

/** Lower and upper end of a 95 % bootstrap interval. */
const Ends = v.tuple([v.number(), v.number()]);

/** Share of actual incomes between p10 and p90. */
const Coverage = v.object({
  nominal: Share,
  overall: Share,
  /** Of clients with and without a known salary; null when there are none. */
  salaryPresent: v.nullable(Share),
  salaryAbsent: v.nullable(Share),
  medianWidthRub: v.number(),
});

/** A tenth of the rows, by forecast. */
const CalibrationDecile = v.object({ rows: Rows, forecastRub: v.number(), actualRub: v.number() });

const Slice = v.object({
  by: v.picklist(['gender', 'ageBand', 'region', 'salary']),
  /** A level as in the data, an age band, or salary `present` or `absent`; null: no data. */
  value: v.nullable(v.string()),
  rows: Rows,
  wmae: Wmae,
  maeRub: v.number(),
  biasRub: v.number(),
  coverage: v.nullable(Share),
});

/** Drift of a feature since training: PSI with a bin for missing values. */
const Drift = v.object({ feature: v.string(), psi: v.number(), missingThen: Share, missingNow: Share });

export const Metrics = v.object({
  /** What the figures were measured on, for example "hold-out 2024-06". */
  split: v.string(),
  rows: Rows,
  wmae: Wmae,
  wmaeInterval: v.object({ normalised: Ends, official: Ends }),
  maeRub: v.number(),
  /** mean(ŷ − y) */
  biasRub: v.number(),
  baselines: v.object({ globalWeightedMedian: Wmae, regionWeightedMedian: Wmae, incomeValue: Wmae }),
  /** Known only when the data were generated: no forecast can score lower in expectation. */
  bestReachable: v.nullable(Wmae),
  /** Null for a model without intervals. */
  coverage: v.nullable(Coverage),
  calibration: v.pipe(v.array(CalibrationDecile), v.maxLength(10)),
  slices: v.pipe(v.array(Slice), v.maxLength(100)),
  drift: v.pipe(v.array(Drift), v.maxLength(20)),
});

export type Metrics = v.InferOutput<typeof Metrics>;
