"""The interval of a forecast: p10 and p90 by quantile trees, with a conformal correction of their coverage.

The trees of p10 and p90 describe clients, not the metric, so they ignore the weights. The correction is conformal. For
p10, p90 and a forecast of months that none of them has seen, a client's score is the smallest shift c with which

    [min(p10 - c, forecast), max(p90 + c, forecast)]

contains the true income y: p10 - y for y below the forecast, y - p90 above it, any c for y equal to it. The interval
always contains the forecast. The correction is the ceil((n + 1) * NOMINAL)-th smallest score, separately for clients
with and without a salary on file, because a salary makes a forecast far more certain. Everything is in the transformed
space.

Source: Y. Romano, E. Patterson, E. Candes, "Conformalized Quantile Regression" (2019). There the interval need not
contain a forecast.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from bank.features import Feature
from training.blend import Blend
from training.learners import Rows, XgboostTrees

Array = np.ndarray

NOMINAL = 0.8
QUANTILES = {"p10": 0.1, "p90": 0.9}
# The salary on file: clients with and without it have corrections of their own.
SPLIT_BY = "salary_6to12m_avg"


@dataclass(frozen=True)
class Correction:
    """By how much either end of the interval moves outwards, in the transformed space; negative is inwards."""

    present: float
    absent: float

    def shift(self, has_salary: Array) -> Array:
        """The shift of each row (N,). `has_salary` says where SPLIT_BY has a value."""
        return np.where(has_salary, self.present, self.absent)


@dataclass(frozen=True)
class CalibrationMonth:
    """One month that neither the quantile trees nor the forecast has seen: arrays (N,) in the transformed space."""

    target: Array
    forecast: Array
    p10: Array
    p90: Array
    has_salary: Array


def fit_quantiles(rows: Rows, settings: dict, trees: int) -> dict[str, Blend]:
    """Fits the trees of "p10" and "p90", `trees` each; the weights of `rows` are ignored."""
    unweighted = Rows(rows.matrix, rows.target)
    return {
        name: Blend(((XgboostTrees.fit(unweighted, "quantile", settings | {"quantile_alpha": alpha}, trees), 1.0),))
        for name, alpha in QUANTILES.items()
    }


def has_salary(matrix: Array, features: list[Feature]) -> Array:
    """Where an encoded client has a salary on file, (N,)."""
    at = [feature.name for feature in features].index(SPLIT_BY)
    return ~np.isnan(matrix[:, at])


def conformity_scores(month: CalibrationMonth) -> Array:
    """The smallest shift that covers each row, (N,); -inf where the income equals the forecast."""
    y, forecast = month.target, month.forecast
    below, above = month.p10 - y, y - month.p90
    return np.where(y < forecast, below, np.where(y > forecast, above, -np.inf))


def fit_correction(months: list[CalibrationMonth]) -> Correction:
    """The correction from the rows of all `months` together; a group without rows takes that of all clients."""
    scores = np.concatenate([conformity_scores(month) for month in months])
    with_salary = np.concatenate([month.has_salary for month in months])
    groups = [scores[with_salary], scores[~with_salary]]
    present, absent = (finite_sample_quantile(group if len(group) else scores) for group in groups)
    return Correction(present, absent)


def finite_sample_quantile(scores: Array) -> float:
    """The ceil((n + 1) * NOMINAL)-th smallest score; the largest when that rank exceeds n, 0 when it is infinite."""
    rank = min(ceil((len(scores) + 1) * NOMINAL), len(scores))
    value = float(np.sort(scores)[rank - 1])
    return value if np.isfinite(value) else 0.0
