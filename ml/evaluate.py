"""How good forecasts are, beside baselines and, on synthetic data, beside the best that any forecast can reach."""

import numpy as np
import pandas as pd

import truth
from metrics import weighted_median, wmae

Array = np.ndarray

REGION, INCOME_ESTIMATE = "adminarea", "incomeValue"


def measure(train: pd.DataFrame, held_out: pd.DataFrame, forecast: Array, split: str, synthetic: bool) -> dict:
    """The contract's `metrics`: `forecast` on `held_out`, with baselines learnt on `train`; roubles a month.

    `bestReachable` is the score of the optimal forecast (see truth.py) on these same rows, so that it and the
    model's score share their sampling noise.
    """
    y, w = held_out["target"].to_numpy(), held_out["w"].to_numpy()
    return {
        "split": split,
        "rows": len(y),
        "wmae": wmae(y, forecast, w),
        "maeRub": float(np.mean(np.abs(y - forecast))),
        "biasRub": float(np.mean(forecast - y)),
        "baselines": {name: wmae(y, guess, w) for name, guess in baseline_forecasts(train, held_out).items()},
        "bestReachable": wmae(y, truth.best_forecast(held_out), w) if synthetic else None,
    }


def baseline_forecasts(train: pd.DataFrame, held_out: pd.DataFrame) -> dict[str, Array]:
    """Three forecasts without a model, roubles, learnt on `train`; a gap falls back to the global weighted median."""
    y, w = train["target"].to_numpy(), train["w"].to_numpy()
    overall = weighted_median(y, w)
    regions = train.groupby(REGION).indices
    by_region = {region: weighted_median(y[rows], w[rows]) for region, rows in regions.items()}
    return {
        "globalWeightedMedian": np.full(len(held_out), overall),
        "regionWeightedMedian": held_out[REGION].map(by_region).astype(float).fillna(overall).to_numpy(),
        "incomeValue": held_out[INCOME_ESTIMATE].fillna(overall).to_numpy(),
    }
