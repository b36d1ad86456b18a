"""How good forecasts are, compared with baselines and, on synthetic data, with the best possible forecast."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bank.metrics import weighted_median, wmae
from synthetic.truth import best_forecast
from training.intervals import NOMINAL, SPLIT_BY

Array = np.ndarray

REGION, INCOME_ESTIMATE = "adminarea", "incomeValue"
RESAMPLES, BOOTSTRAP_SEED = 1_000, 13
DECILES = 10
LARGEST_REGIONS = 10
# Upper edges, in years; the edge itself belongs to the next band.
AGE_BANDS = {"under-25": 25, "25-34": 35, "35-44": 45, "45-54": 55, "55-64": 65, "65-and-over": np.inf}


@dataclass(frozen=True)
class Scored:
    """Clients with their true income and weight, and a model's forecast and interval for them: roubles, (N,)."""

    clients: pd.DataFrame
    forecast: Array
    p10: Array
    p90: Array

    @property
    def target(self) -> Array:
        """True income, roubles."""
        return self.clients["target"].to_numpy()

    @property
    def weight(self) -> Array:
        """Weight in the metric."""
        return self.clients["w"].to_numpy()

    @property
    def is_covered(self) -> Array:
        """Whether the interval contains the true income, (N,)."""
        return (self.p10 <= self.target) & (self.target <= self.p90)


def measure(train: pd.DataFrame, scored: Scored, split: str, drift: list[dict], synthetic: bool) -> dict:
    """The contract's `metrics`: the scores of `scored`, and of baselines learnt on `train`.

    `bestReachable` is the score of the best possible forecast (see synthetic/truth.py) on the same rows, so that it
    shares its sampling noise with the model's score; None on real data.
    """
    y, w, clients = scored.target, scored.weight, scored.clients
    return {
        "split": split,
        "rows": len(y),
        "wmae": wmae(y, scored.forecast, w),
        "wmaeInterval": bootstrap_wmae(y, scored.forecast, w),
        "maeRub": float(np.mean(np.abs(y - scored.forecast))),
        "biasRub": float(np.mean(scored.forecast - y)),
        "baselines": {name: wmae(y, guess, w) for name, guess in baseline_forecasts(train, clients).items()},
        "bestReachable": wmae(y, best_forecast(clients), w) if synthetic else None,
        "coverage": coverage(scored),
        "calibration": calibration(scored),
        "slices": slices(scored),
        "drift": drift,
    }


def baseline_forecasts(train: pd.DataFrame, held_out: pd.DataFrame) -> dict[str, Array]:
    """Three forecasts without a model, roubles (N,), learnt on `train`.

    Where a forecast has no value, the weighted median of all clients stands in.
    """
    y, w = train["target"].to_numpy(), train["w"].to_numpy()
    overall = weighted_median(y, w)
    regions = train.groupby(REGION).indices
    by_region = {region: weighted_median(y[rows], w[rows]) for region, rows in regions.items()}
    return {
        "globalWeightedMedian": np.full(len(held_out), overall),
        "regionWeightedMedian": held_out[REGION].map(by_region).astype(float).fillna(overall).to_numpy(),
        "incomeValue": held_out[INCOME_ESTIMATE].fillna(overall).to_numpy(),
    }


def resamples(rows: int) -> list[Array]:
    """Row numbers of RESAMPLES bootstrap samples, the same for every model: differences of models are then paired."""
    rng = np.random.default_rng(BOOTSTRAP_SEED)
    return [rng.integers(0, rows, rows) for _ in range(RESAMPLES)]


def bootstrap_wmae(y: Array, forecast: Array, weight: Array) -> dict[str, list[float]]:
    """95 % percentile bootstrap intervals of both definitions of WMAE, roubles."""
    scores = [wmae(y[rows], forecast[rows], weight[rows]) for rows in resamples(len(y))]
    return {kind: _middle_95([score[kind] for score in scores]) for kind in ("normalised", "official")}


def bootstrap_gain(scored: Scored, other: Array) -> list[float]:
    """95 % paired bootstrap interval of the gain: the normalised WMAE of `scored` minus that of `other`, roubles."""
    y, w = scored.target, scored.weight
    return _middle_95(
        [
            wmae(y[rows], scored.forecast[rows], w[rows])["normalised"]
            - wmae(y[rows], other[rows], w[rows])["normalised"]
            for rows in resamples(len(y))
        ]
    )


def _middle_95(values: list[float]) -> list[float]:
    return [float(edge) for edge in np.quantile(values, [0.025, 0.975])]


def coverage(scored: Scored) -> dict:
    """The contract's `coverage`: the share of true incomes inside the interval, and its median width."""
    covered, has_salary = scored.is_covered, scored.clients[SPLIT_BY].notna().to_numpy()
    return {
        "nominal": NOMINAL,
        "overall": float(covered.mean()),
        "salaryPresent": _share(covered[has_salary]),
        "salaryAbsent": _share(covered[~has_salary]),
        "medianWidthRub": float(np.median(scored.p90 - scored.p10)),
    }


def _share(flags: Array) -> float | None:
    return float(flags.mean()) if len(flags) else None


def calibration(scored: Scored) -> list[dict]:
    """The contract's `calibration`: mean forecast and mean income by decile of the forecast, the lowest first."""
    order = np.argsort(scored.forecast, kind="stable")
    return [
        {
            "rows": len(rows),
            "forecastRub": float(scored.forecast[rows].mean()),
            "actualRub": float(scored.target[rows].mean()),
        }
        for rows in np.array_split(order, DECILES)
    ]


def slices(scored: Scored) -> list[dict]:
    """The contract's `slices`: scores by gender, age band, largest regions, and whether a salary is on file."""
    clients = scored.clients
    regions = clients[REGION].value_counts()
    largest = sorted(regions.index, key=lambda region: (-regions[region], region))[:LARGEST_REGIONS]
    groups = [("gender", value, clients["gender"] == value) for value in sorted(clients["gender"].dropna().unique())]
    groups.append(("gender", None, clients["gender"].isna()))
    groups += [("ageBand", value, rows) for value, rows in _age_bands(clients["age"]).items()]
    groups += [("region", value, clients[REGION] == value) for value in largest]
    groups.append(("region", None, clients[REGION].isna()))
    has_salary = clients[SPLIT_BY].notna()
    groups += [("salary", "present", has_salary), ("salary", "absent", ~has_salary)]
    return [_slice(scored, by, value, rows.to_numpy()) for by, value, rows in groups if rows.any()]


def _age_bands(age: pd.Series) -> dict[str | None, pd.Series]:
    bands: dict[str | None, pd.Series] = {}
    youngest = -np.inf
    for band, oldest in AGE_BANDS.items():
        bands[band] = (age >= youngest) & (age < oldest)
        youngest = oldest
    return bands | {None: age.isna()}


def _slice(scored: Scored, by: str, value: str | None, rows: Array) -> dict:
    y, forecast = scored.target[rows], scored.forecast[rows]
    return {
        "by": by,
        "value": value,
        "rows": int(rows.sum()),
        "wmae": wmae(y, forecast, scored.weight[rows]),
        "maeRub": float(np.mean(np.abs(y - forecast))),
        "biasRub": float(np.mean(forecast - y)),
        "coverage": float(scored.is_covered[rows].mean()),
    }
